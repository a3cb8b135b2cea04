"""Subtitles: cues with times, of which one sentence may run over several.

Shared: `cues` (cues -> sentences and back, lines broken anew). Open `srt.py` first for `.srt`, `vtt.py` for `.vtt`.
"""
