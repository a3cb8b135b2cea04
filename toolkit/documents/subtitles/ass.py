r"""SubStation Alpha subtitles (.ass, .ssa): styles, comments, times, override tags, karaoke and drawings stay.

A `Dialogue:` line of `[Events]` is a cue; which of its fields is the text says the `Format:` line. `\N` breaks a line,
`\h` is a space that breaks none (https://aegisub.org/docs/latest/ass_tags/).
"""

import re

from toolkit.documents.options import ReadOptions
from toolkit.documents.subtitles.cue_format import subtitle_format
from toolkit.documents.subtitles.cues import Atom, Cue
from toolkit.documents.subtitles.srt import HARD_SPACE, LINE, code
from toolkit.errors import DocumentError
from toolkit.units import Code

SECTION = re.compile(r"\ufeff?\s*\[([^\]]*)\]\s*")
FIELDS = {
    "ass": "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
    "ssa": "Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
}
"""What a line of events has where no `Format:` says it."""
TIME = re.compile(r"\s*(\d{1,9}):(\d{1,2}):(\d{1,2})[.:](\d{1,3})\s*")
MARKUP = re.compile(r"\{[^{}]*\}|\\[Nnh]|\\[{}]")
DRAWING = re.compile(r"\\p(\d+)")
PLACE = re.compile(r"\\(?:pos|move|org)\([^()]*\)")
MEANINGS = {"\\N": "\n", "\\n": " ", "\\h": "\xa0", "\\{": "{", "\\}": "}"}


def _cues(text: str, name: str, options: ReadOptions, _outside: list[str]) -> list[Cue]:
    where = options.path or name
    fields = _names(FIELDS["ssa" if name.lower().endswith(".ssa") else "ass"])
    cues: list[Cue] = []
    section, seen = "", False
    for number, match in enumerate(LINE.finditer(text), start=1):
        line = match[1].lstrip(" \t")  # players skip it
        if head := SECTION.fullmatch(line):
            section = head[1].strip().lower()
            seen = seen or section == "events"
        elif section == "events" and line.startswith("Format:"):
            fields = _names(line[7:])
        elif section == "events" and line.startswith("Dialogue:"):
            cues.append(_cue(line, match.end(1) - len(line), number, fields, where))
    if not seen and text.strip("\ufeff \t\r\n"):
        raise DocumentError("there is no section [Events], so these are no subtitles of SubStation Alpha", path=where)
    return cues


def _names(line: str) -> list[str]:
    return [field.strip().lower() for field in line.split(",")]


def _cue(line: str, start: int, number: int, fields: list[str], where: str) -> Cue:
    values = line[len("Dialogue:") :].split(",", len(fields) - 1)
    found = dict(zip(fields, values, strict=False))
    times = [TIME.fullmatch(found.get(field, "")) for field in ("start", "end")]
    begin, end = (_milliseconds(time) if time else None for time in times)
    if begin is None or end is None or len(values) < len(fields) or fields[-1] != "text":
        raise DocumentError(
            f"{line[:60]!r} is no line of events; it is written Dialogue: 0,0:00:01.50,0:00:04.00,Default,,0,0,0,,Text",
            path=where,
            line=number,
        )
    first = start + len(line) - len(values[-1])
    place = PLACE.search(values[-1])  # where a sign of the picture is, no sentence of a speaker goes on
    voice = ",".join(
        [*(found.get(field, "").strip() for field in ("style", "name", "effect")), place[0] if place else ""]
    )
    return Cue(begin, end, first, start + len(line), number, voice=voice)


def _milliseconds(time: re.Match[str]) -> int:
    hours, minutes, seconds = (int(time[group]) for group in (1, 2, 3))
    return (hours * 3600 + minutes * 60 + seconds) * 1000 + int(time[4].ljust(3, "0"))


def _atoms(text: str, cue: Cue, _options: ReadOptions) -> list[Atom]:
    found: list[Atom] = []
    end, place, drawing = cue.start, cue.start, False
    while match := MARKUP.search(text, place, cue.stop):
        place, raw = match.end(), match.group()
        if match.start() > end:
            found.append(Atom(end, text[end : match.start()], text[end : match.start()]))
        end = place
        if raw[0] == "\\":
            found.append(Atom(match.start(), raw, MEANINGS[raw]))
            continue
        for scale in DRAWING.findall(raw):
            drawing = scale != "0"
        if drawing:  # what follows are strokes of a pen, up to the next tags
            close = text.find("{", place, cue.stop)
            end = place = close if close >= 0 else cue.stop
            raw = text[match.start() : end]
            found.append(Atom(match.start(), raw, Code(str(len(found)), "placeholder", raw, short=False)))
        else:
            found.append(Atom(match.start(), raw, code(len(found), raw)))
    if cue.stop > end:
        found.append(Atom(end, text[end : cue.stop], text[end : cue.stop]))
    return found


def _encode(part: str, raw: str) -> str:
    part = re.sub(r"[{}]", r"\\\g<0>", part)
    return part.replace("\xa0", HARD_SPACE) if HARD_SPACE in raw else part


read, rewrite = subtitle_format("ass", _cues, _atoms, _encode, line_break="\\N")
