"""Office: zip archives of XML parts, rewritten part by part; parts without sentences stay as they were.

Shared: `archive` (opened and judged once), `xml_tree`, `runs` (stretches of equal formatting as inline codes),
`drawing`, `fonts`. Open `docx.py` first for `.docx`, `odt.py` for `.odt`, `epub.py` for `.epub`.
"""
