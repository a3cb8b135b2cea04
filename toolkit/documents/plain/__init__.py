"""Plain text: paragraphs found by white space and line endings, encodings told apart by byte marks.

Shared: `lines` (where lines end), `layout` (lines -> paragraphs, headings, lists), `charsets` (bytes -> text). Open
`text.py` first for `.txt`; the other families read their text through `charsets`.
"""
