"""What Outlook alone reads of a mail: texts in comments with a condition (`<!--[if mso]> … <![endif]-->`)."""

import re
from collections.abc import Callable
from dataclasses import replace

from toolkit.documents.markup.html_elements import TAGS
from toolkit.documents.markup.html_run import Page

CONDITION = re.compile(r"<!--\[if\b[^\]<>]{0,200}\]>((?:(?!-->).)*?)<!\[endif\]-->", re.DOTALL)
BEGINS = "<!--[if"
NO_WORDS = re.compile(r"<(?:xml|style|script)\b", re.IGNORECASE)
"""Settings of Office and style sheets, which most such comments hold."""


def with_conditions(page: Page, read: Callable[[str], Page]) -> Page:
    """The page with the blocks in such comments, each of which `read` takes for a piece of a page."""
    found = list(zip(page.blocks, page.sites, strict=True))
    for match in CONDITION.finditer(page.text):
        inner, by = match[1], match.start(1)
        if NO_WORDS.search(inner) or not any(map(str.isalpha, TAGS.sub("", inner))):
            continue
        above = page.text.count("\n", 0, by)
        piece = read(inner)
        for block, site in zip(piece.blocks, piece.sites, strict=True):
            codes = {key: (start + by, end + by) for key, (start, end) in site.codes.items()}
            moved = replace(site, start=site.start + by, end=site.end + by, codes=codes)
            found.append((replace(block, start=moved.start, line=block.line + above), moved))
    found.sort(key=lambda pair: (pair[1].start, -pair[1].end))
    return replace(page, blocks=tuple(one for one, _ in found), sites=tuple(one for _, one in found))
