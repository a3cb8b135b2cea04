"""Markup: text with tags or marks in it, rewritten in place; what is no sentence stays as it was, byte for byte.

Shared: `tags` (elements and pairs of tags as inline codes), `edits` (replacing spans of the source). Open `markdown.py`
first for `.md`, `html.py` for `.html`; `*_page` finds the blocks, `*_inline` and `*_run` the codes within them.
"""
