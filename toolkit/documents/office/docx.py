"""Word documents (DOCX, ECMA-376 / ISO 29500): what readers read in them, and the same document with it replaced.

Body, tables, text boxes, headers, footers, footnotes and endnotes, captions, tables of contents, alt texts, tooltips,
watermarks, chart and diagram texts, title and other core properties. Deleted text, comments, instructions of fields
and hidden text are no reader's; styles, images, numbering and every part without text stay as they are.
"""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.documents.office.archive import Archive
from toolkit.documents.office.docx_builder import RunBuilder
from toolkit.documents.office.docx_entries import choice_of, entry_of
from toolkit.documents.office.docx_language import set_language
from toolkit.documents.office.docx_runs import RunReader, is_control
from toolkit.documents.office.docx_styles import Styles
from toolkit.documents.office.package import Package, Place
from toolkit.documents.office.runs import contents_entry, paragraph, rebuild
from toolkit.documents.office.xml_tree import (
    Element,
    attribute,
    child,
    full,
    fulls,
    legal,
    name_of,
    set_attribute,
)
from toolkit.documents.options import ReadOptions
from toolkit.errors import DocumentError
from toolkit.languages import Language
from toolkit.units import BlockKind, Content, Document, content_of, flatten, plain, visible

STORIES = ("header", "footer", "footnotes", "endnotes")
"""Relations of the main part whose targets hold paragraphs, in the order in which they are read."""
TEXTS = {
    "wp:docPr": ("descr", "title"),
    "v:shape": ("alt", "title"),
    "v:rect": ("alt", "title"),
    "v:textpath": ("string",),
    "w:hyperlink": ("w:tooltip",),
    "wps:cNvPr": ("descr", "title"),
    "pic:cNvPr": ("descr", "title"),
    "w:listItem": ("w:displayText",),
    "w:listEntry": ("w:val",),
    "w:helpText": ("w:val",),
    "w:statusText": ("w:val",),
    "w:default": ("w:val",),
}
"""Element -> its attributes for readers: alt texts, watermarks, tooltips, items of lists to choose from."""
INNER = (*TEXTS, "w:txbxContent")
REPEATING = frozenset({"pic:cNvPr", "wps:cNvPr"})
TABLE_TEXTS = ("w:tblCaption", "w:tblDescription")
NOTES = {"header": "page header", "footer": "page footer"}
CAP = re.compile(r"[\"'“”«„‘(¿¡]*\w")
"""The first letter of a text, with what stands before it."""
WORDED = re.compile(r"[^\W\d_]{2}.*%\d|%\d.*[^\W\d_]{2}", re.DOTALL)
"""The numbering of a level with a word: `Chapter %1`."""
DRESSES = True
"""A text gets the fonts and the direction of its language, so that a copy in another one is written too."""


@dataclass(slots=True)
class Found(Package):
    """Everything that was read of a document."""

    readers: dict[str, RunReader] = field(default_factory=dict)
    styles_part: str = ""
    theme_part: str = ""


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError for what is no Word document, damaged, locked or hostile; lines number its blocks."""
    found = found_in(data, options.path or name)
    return options.document(name, "docx", found.blocks)


def rewrite(
    data: bytes,
    name: str,
    replacements: Mapping[int, Content],
    options: ReadOptions,
    target: Language | None = None,
) -> bytes:
    """The document with blocks replaced; parts in which nothing changes keep their bytes.

    With a `target`, proofing language, direction and fonts are set for it. Raises DocumentError as `read` does.
    """
    if not replacements and target is None:
        return data
    found = found_in(data, options.path or name)
    changed: set[str] = set()
    # Attributes and instructions first: a group is made again from a copy of what it is then.
    ordered = sorted(
        ((found.places[index], content) for index, content in replacements.items()),
        key=lambda one: not one[0].attribute and one[0].inner is None,
    )
    for place, content in ordered:
        changed.add(place.part)
        _replace(found, place, content, target)
    for part in changed:
        _mirror_fallbacks(found.trees[part][0])
    if target is not None:
        theme = found.tree(found.theme_part) if found.theme_part else None
        parts = [part for part in (found.styles_part, found.core(), *found.readers) if part]
        changed |= {part for part in parts if set_language(found.tree(part), theme, target)}
    return found.rewritten(changed)


def _choose(item: Element, before: str, new: str) -> None:
    """What a list to choose from shows is the item that was chosen."""
    control = next(item.iterancestors(full("w:sdt", item)), None)
    content = None if control is None else child(control, "w:sdtContent")
    words = [] if content is None else list(content.iter(full("w:t", content)))
    inline = content is not None and next(content.iter(full("w:p", content)), None) is None
    if inline and words and "".join(one.text or "" for one in words) == before:
        words[0].text = legal(new)
        for one in words[1:]:
            one.text = ""


def _unbind(paragraph: Element) -> None:
    """Takes new words of controls for what they are: else Word would put back what the data of the document say."""
    for control in (*paragraph.iterancestors(full("w:sdt", paragraph)), *paragraph.iter(full("w:sdt", paragraph))):
        properties = child(control, "w:sdtPr")
        if properties is not None and not is_control(control):
            for one in list(properties.iterchildren("{*}dataBinding")):
                properties.remove(one)


def _replace(found: Found, place: Place, content: Content, target: Language | None) -> None:
    if place.inner is not None:
        found.replace(place, content)
    elif place.attribute:
        before = attribute(place.element, place.attribute)
        set_attribute(place.element, place.attribute, flatten(content))
        if place.attribute == "w:displayText":
            _choose(place.element, before, flatten(content))
        if place.attribute in ("descr", "title"):  # the picture inside repeats what its frame says
            for one in place.element.getparent().iter(full("pic:cNvPr", place.element)):
                if one.get(place.attribute) == before:
                    set_attribute(one, place.attribute, flatten(content))
    elif place.own is None:
        place.element.text = legal(flatten(content))
    elif place.drawing:
        found.replace(place, content)
    else:
        if place.cap is not None:
            content = _capped(place.cap, content)
        _unbind(place.element)
        reader = found.readers[place.part]
        builder = RunBuilder(place.element, reader.formats, target, reader.runs)
        rebuild(place.own, content, builder)


def found_in(data: bytes, path: str) -> Found:
    """Everything that is read of a Word document; raises DocumentError as `read` does."""
    found = Found(Archive(data, path))
    root = found.open_main("Word document")
    if name_of(root) != "w:document":
        raise DocumentError("this is an Office file, but no Word document", path=path)
    related = list(found.related(found.main, ("styles", "theme", "numbering", *STORIES)))
    for kind, part in related:
        if kind == "styles":
            found.styles_part = part
        elif kind == "theme":
            found.theme_part = part
    styles = Styles(found.tree(found.styles_part) if found.styles_part else None)
    found.add_properties()
    _story(found, found.main, styles, "")
    found.add_drawings(found.main)
    for part in (part for kind, part in related if kind == "numbering"):
        for element in found.tree(part).iter(full("w:lvlText", found.tree(part))):
            if WORDED.search(attribute(element, "w:val")):
                found.add(BlockKind.LABEL, plain(attribute(element, "w:val")), Place(element, part, "w:val"),
                          note="numbering of a list or of headings")  # fmt: skip
    for wanted in STORIES:
        for kind, part in related:
            if kind == wanted and part not in found.readers:
                _story(found, part, styles, wanted)
                found.add_drawings(part)
    return found


def _story(found: Found, part: str, styles: Styles, kind: str) -> None:
    """The paragraphs of one part."""
    root = found.tree(part)
    found.readers.setdefault(part, RunReader(hidden=styles.hidden, code=styles.code))
    base = BlockKind.FOOTNOTE if kind in ("footnotes", "endnotes") else BlockKind.PARAGRAPH
    start = child(root, "w:body") if kind == "" else root
    if start is None:
        raise DocumentError("it has no body; the file is damaged: get it again", path=found.archive.path)
    _blocks(found, start, part, styles, base, NOTES.get(kind, ""))


def _blocks(found: Found, container: Element, part: str, styles: Styles, base: BlockKind, note: str) -> None:
    for element in container:
        name = name_of(element)
        if name == "w:p" and _drop_cap(element) is not None and name_of(element.getnext()) == "w:p":
            continue  # the paragraph behind it has its letter
        if name == "w:p":
            _paragraph(found, element, part, styles, base, note)
        elif name == "w:tc":
            _blocks(found, element, part, styles, BlockKind.CELL, note)
        elif name == "w:tbl":
            _table_texts(found, element, part)
            _blocks(found, element, part, styles, base, note)
        elif name == "w:tr":
            if not _is_deleted(element, "w:trPr"):
                _blocks(found, element, part, styles, base, note)
        elif name in ("w:footnote", "w:endnote"):
            if attribute(element, "w:type", "normal") == "normal":
                _blocks(found, element, part, styles, base, note)
        elif name == "mc:AlternateContent":
            choice = child(element, "mc:Choice")
            if choice is not None:
                _blocks(found, choice, part, styles, base, note)
        elif name == "w:sdtPr":  # of a control that holds paragraphs
            for item in element.iter(full("w:listItem", element)):
                _label(found, item, part, "w:displayText")
        elif name in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"):
            _blocks(found, element, part, styles, base, note)


def _paragraph(found: Found, element: Element, part: str, styles: Styles, base: BlockKind, note: str) -> None:
    look = styles.look(element, base)
    items = found.readers[part].items(element)
    own = paragraph(contents_entry(items) if look.is_contents else items)
    content, before = own.content, element.getprevious()
    cap = _drop_cap(before) if before is not None and name_of(before) == "w:p" else None
    if cap is not None:
        content = content_of([cap.text or "", *content])
    is_text = any(map(str.isalnum, visible(content)))
    reader = found.readers[part]
    entries = [*(entry_of(*one) for one in reader.entries), *(choice_of(*one) for one in reader.choices)]
    found.add(look.kind, content, Place(element, part, own=own, cap=cap), level=look.level, note=note,
              translatable=is_text and not look.is_code)  # fmt: skip
    for entry in filter(None, entries):
        found.add_texts(entry, element, part, entry.note)
    for inner in element.iter(*fulls(INNER, element)):
        if not _belongs(inner, element):
            continue
        if name_of(inner) == "w:txbxContent":
            _blocks(found, inner, part, styles, BlockKind.PARAGRAPH, "in a text box")
            continue
        for key in TEXTS[name_of(inner)]:
            if attribute(inner, "w:type", "text") != "text":  # the name of a text that lies elsewhere
                continue
            if name_of(inner) in REPEATING and _is_said_by_frame(inner, key):
                continue
            _label(found, inner, part, key)


def _label(found: Found, element: Element, part: str, key: str) -> None:
    text = attribute(element, key)
    is_text = key not in ("w:displayText", "w:val") or any(map(str.isalpha, text))
    place = Place(element, part, key)
    found.add(BlockKind.LABEL, plain(text), place, note=LABELS.get(key, ""), translatable=is_text)


def _drop_cap(paragraph: Element) -> Element | None:
    """The text of a frame that holds nothing but the first letter of the paragraph behind it."""
    properties = child(paragraph, "w:pPr")
    frame = None if properties is None else child(properties, "w:framePr")
    if frame is None or attribute(frame, "w:dropCap") not in ("drop", "margin"):
        return None
    words = [one for one in paragraph.iter(full("w:t", paragraph)) if one.text]
    return words[0] if len(words) == 1 and CAP.fullmatch((words[0].text or "").strip()) else None


def _capped(cap: Element, content: Content) -> Content:
    """Puts the first letter of a content into its frame; the rest of it."""
    first = content[0] if content and isinstance(content[0], str) else ""
    match = CAP.match(first.lstrip())
    if match is None:
        cap.text = ""
        return content
    cap.text = match.group()
    return content_of([first.lstrip()[match.end() :], *content[1:]])


LABELS = {
    "descr": "alternative text",
    "alt": "alternative text",
    "string": "watermark",
    "w:tooltip": "tooltip",
    "w:displayText": "item of a list to choose from",
    "w:val": "item of a list to choose from, or help",
}


def _belongs(inner: Element, outer: Element) -> bool:
    """Whether an element is of this paragraph and not of one inside, nor of the copy that older programs read."""
    for one in inner.iterancestors():
        if one is outer:
            return True
        if name_of(one) in ("w:p", "mc:Fallback", "w:del", "w:moveFrom"):
            return False
    return False


def _is_said_by_frame(picture: Element, key: str) -> bool:
    """Whether the frame around a picture says what the picture repeats; those of a group speak for themselves."""
    frame = next(picture.iterancestors(full("w:drawing", picture)), picture)
    return any(one.get(key) == picture.get(key) for one in frame.iter(full("wp:docPr", frame)))


def _is_deleted(row: Element, group: str) -> bool:
    properties = child(row, group)
    return properties is not None and child(properties, "w:del") is not None


def _table_texts(found: Found, table: Element, part: str) -> None:
    properties = child(table, "w:tblPr")
    for name in TABLE_TEXTS:
        element = None if properties is None else child(properties, name)
        if element is not None:
            found.add(BlockKind.LABEL, plain(attribute(element, "w:val")), Place(element, part, "w:val"),
                      note="alternative text")  # fmt: skip


def _mirror_fallbacks(root: Element) -> None:
    """What older programs read of a text box becomes what newer ones read."""
    for alternative in root.iter(full("mc:AlternateContent", root)):
        choice, fallback = child(alternative, "mc:Choice"), child(alternative, "mc:Fallback")
        if choice is None or fallback is None:
            continue
        boxes = [list(one.iter(full("w:txbxContent", root))) for one in (choice, fallback)]
        if len(boxes[0]) != len(boxes[1]):
            continue
        for new, old in zip(*boxes, strict=True):
            if old.getparent() is None:  # in a box that was made again already
                continue
            starts = ([attribute(one, "w:id") for one in box.iter(full("w:bookmarkStart", root))] for box in (new, old))
            own = dict(zip(*starts, strict=False))  # no two bookmarks have one number
            for one in list(old):
                old.remove(one)
            for one in new:
                old.append(copy.deepcopy(one))
            for mark in old.iter(full("w:bookmarkStart", root), full("w:bookmarkEnd", root)):
                set_attribute(mark, "w:id", own.get(attribute(mark, "w:id"), attribute(mark, "w:id")))
