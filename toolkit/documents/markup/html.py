"""HTML and XHTML, in place: what readers read is replaced, every other character of the page stays.

Blocks are paragraphs, headings, list items, cells, captions, labels and the texts in attributes; inline tags are codes.
`read` and `rewrite` take files; `page` and `rewritten` take text, for formats that have pages in them.
"""

from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import PurePath

from toolkit.documents.markup import html_choices, html_conditions
from toolkit.documents.markup.edits import Edit, EditedText
from toolkit.documents.markup.html_page import PageReader
from toolkit.documents.markup.html_run import Page
from toolkit.documents.markup.html_writing import composed
from toolkit.documents.options import ReadOptions
from toolkit.documents.plain import charsets
from toolkit.languages import Language, regional_tag
from toolkit.units import Content, Document

XML_ENDINGS = (".xhtml", ".xht")
LARGEST = 32_000_000
"""Bytes of a page; ten times the Bible."""


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError for bytes that are not in the encoding that the page has, and for what no page can be."""
    text, _, _ = charsets.decode(data, name, options, most=LARGEST)
    found = page(text, options.language, xml=_is_xml(name), where=options.path or name, targets=options.targets)
    return options.document(name, "html", found.blocks, found.kept)


def rewrite(
    data: bytes, name: str, replacements: Mapping[int, Content], options: ReadOptions, target: Language | None = None
) -> bytes:
    """The page with blocks replaced, by index, and its language set; everything else is kept to the byte.

    A character that the encoding of the page lacks is written as a reference. Raises DocumentError.
    """
    if not replacements and target is None:
        return data
    text, mark, encoding = charsets.decode(data, name, options, most=LARGEST)
    found = page(text, options.language, xml=_is_xml(name), where=options.path or name, targets=options.targets)
    made = rewritten(found, replacements, target, xml=_is_xml(name))
    return charsets.encode(made, text, data, mark, encoding, options.path or name, references=True)


@lru_cache(2)  # a page that was read is rewritten next, and its translation read again
def page(
    text: str,
    language: str,
    *,
    xml: bool = False,
    where: str = "",
    fragment: bool = False,
    targets: tuple[str, ...] = (),
) -> Page:
    """The blocks of a page; `language` is the toolkit's code, `where` what messages call it. Raises DocumentError.

    `fragment`: it is part of a text in that language, and a `lang` at its beginning that is another means just that.
    `targets`: codes of the languages whose plural categories ICU plurals get.
    """
    found = PageReader(text, language, xml, where, fragment, targets).read()
    if xml or html_conditions.BEGINS not in text:
        return found
    return html_conditions.with_conditions(
        found, lambda piece: PageReader(piece, language, xml, where, fragment=True, targets=targets).read()
    )


def rewritten(
    page: Page, replacements: Mapping[int, Content], target: Language | None = None, *, xml: bool = False
) -> str:
    """The text of a page with blocks replaced, by index, in the language `target`."""
    edits: list[Edit] = []
    made = EditedText(page.text, ())

    def render(start: int, end: int) -> str:
        return made.render(start, end)

    if any(site.branch for site in page.sites):
        replacements = html_choices.written(page.blocks, page.sites, replacements, target)
    for index, content in replacements.items():
        if content == page.blocks[index].content and page.sites[index].branch in ("", html_choices.SAME):
            continue
        site = page.sites[index]
        edits.append(Edit(site.start, site.end, partial(composed, content, site, page.text, render, xml=xml)))
    if target is not None:
        edits += _language_edits(page, target, xml=xml)
    made = EditedText(page.text, edits)
    return made.render(0, len(page.text))


def _language_edits(page: Page, target: Language, *, xml: bool) -> list[Edit]:
    """Language tags of the source become the target's, and the outermost element says how the page is written."""
    edits = [Edit(start, end, partial(language_value, target, form)) for start, end, form in page.languages]
    root = page.root
    if root is None:
        return edits
    known = {attribute.name: attribute for attribute in root.attributes}
    added = ""
    direction = known.get("dir")
    if direction is not None and direction.quote != "=":
        edits.append(Edit(direction.start, direction.end, lambda: target.direction))
    elif target.direction == "rtl":
        added += ' dir="rtl"'
    if root.name != "svg" and "lang" not in known and not (xml and "xml:lang" in known):
        added += f' lang="{target.tag}"'
    if xml and "xml:lang" not in known:
        added += f' xml:lang="{target.tag}"'
    place = root.start + 1 + len(root.name)
    if added:
        edits.append(Edit(place, place, lambda: added))
    return edits


def language_value(target: Language, form: str) -> str:
    """What stands for a language where a page names it: `form` is one of those of `Page.languages`."""
    if form == "locale":
        return regional_tag(target.tag).replace("-", "_")
    return target.direction if form == "direction" else target.tag


def _is_xml(name: str) -> bool:
    return PurePath(name).suffix.lower() in XML_ENDINGS
