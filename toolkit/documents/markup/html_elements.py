"""What the elements and attributes of HTML are to a reader: the tables of the HTML reader."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from toolkit.documents.markup.tags import Attribute
from toolkit.storage.given import unescaped
from toolkit.units import BlockKind


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


KINDS: dict[str, BlockKind | None] = {
    "title": BlockKind.TITLE,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.ITEM),
    **dict.fromkeys(("td", "th"), BlockKind.CELL),
    **dict.fromkeys(("caption", "figcaption"), BlockKind.CAPTION),
    **dict.fromkeys(("label", "legend", "option", "summary", "optgroup"), BlockKind.LABEL),
    **dict.fromkeys(
        _names(
            "p address article aside blockquote body details dialog dir dl fieldset figure footer form frameset header "
            "hgroup html main menu nav ol section search table ul head noscript"
        ),
        BlockKind.PARAGRAPH,
    ),
    **dict.fromkeys(("doctitle", "covertitle"), BlockKind.TITLE),
    **dict.fromkeys(("hd", "bridgehead"), BlockKind.HEADING),
    **dict.fromkeys(
        _names(
            "dtbook book frontmatter bodymatter rearmatter level level1 level2 level3 level4 level5 level6 imggroup "
            "poem linegroup line sidebar prodnote note annotation epigraph byline dateline docauthor"
        ),
        BlockKind.PARAGRAPH,
    ),
    **dict.fromkeys(_names("div center tr tbody thead tfoot colgroup hr col noframes")),
    **dict.fromkeys(_names("pre listing xmp plaintext script style template link meta base frame param source track")),
}
"""Elements that stand as blocks, and what text directly in them is; None: what it is in the element around it. Those
of DTBook, the pages of DAISY, are among them."""
FOREIGN = frozenset({"foreignobject", "foreignObject"})
"""An element of SVG that holds a part of a page, as HTML and XHTML have its name."""
SVG_TEXTS = frozenset({"text", "title", "desc"})
"""Elements of SVG that readers see the text of."""
SKIPPED = _names("script style pre listing xmp plaintext template math textarea iframe noembed noframes pagenum")
"""Elements whose text is not for translation: code, or nothing that readers see."""
VERBATIM = frozenset({"code", "kbd", "samp", "var", "mat-icon", "v-icon", "md-icon", "q-icon"})
"""Inline elements that are part of a sentence and stay as they are; the text of an icon is its name."""
KEPT_CLASSES = re.compile(
    r"(?:^|\s)(?:notranslate|sig-object|material-(?:icons|symbols)(?:-[a-z]+)*|ligature-icons)(?=\s|$)"
)
"""Classes of what is not for translation: what says so, signatures of functions (Sphinx), and icons that fonts make of
their names."""
CODE_CLASSES = re.compile(r"(?:^|\s)(?:code(?:-?block)?|source-?code|programlisting|screen|listing|verbatim)(?=\s|$)")
"""Classes of paragraphs that are lines of a program, as DocBook, SiSU and Pandoc's Word documents have them."""
LINKS = frozenset({"a", "button", "router-link", "nuxt-link", "inertia-link", "nuxtlink"})
OBJECTS = _names("svg math object video audio canvas iframe select textarea datalist map applet embed")
"""Inline elements that stand in a sentence as one object."""
READINGS = frozenset({"rt", "rp", "rtc"})
"""What ruby says beside its words: how they sound, and brackets around that."""
VOID = _names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
"""Elements without an end tag."""
PICTURES = frozenset({"img", "input", "embed", "object", "svg", "math", "video", "audio", "canvas", "iframe", "select"})
"""Objects that a reader sees in the sentence (U+FFFC in its plain text)."""

CLOSES_PARAGRAPH = _names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr main menu nav ol p pre section search summary table ul li dt dd listing xmp "
    "plaintext"
)
IMPLIED_ENDS: dict[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd"})),
    **dict.fromkeys(("td", "th"), frozenset({"td", "th"})),
    "tr": frozenset({"tr", "td", "th"}),
    **dict.fromkeys(("tbody", "thead", "tfoot"), frozenset({"tbody", "thead", "tfoot", "tr", "td", "th", "caption"})),
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
    "body": frozenset({"head"}),
    **dict.fromkeys(("rt", "rp", "rtc", "rb"), READINGS),
}
"""A start tag -> the open elements that it ends."""
BARRIERS: dict[str, frozenset[str]] = {
    "li": frozenset({"ul", "ol", "menu", "dir", "table", "td", "th"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dl", "table", "td", "th"})),
    **dict.fromkeys(("td", "th", "tr", "tbody", "thead", "tfoot"), frozenset({"table"})),
    **dict.fromkeys(("option", "optgroup"), frozenset({"select", "datalist"})),
    "p": frozenset({"table", "td", "th", "caption", "button", "object", "template"}),
}
"""What such an end does not reach beyond."""

TEXT_ATTRIBUTES: dict[str, frozenset[str] | None] = {
    "alt": frozenset({"img", "area", "input"}),
    "title": None,
    "placeholder": frozenset({"input", "textarea"}),
    "label": frozenset({"option", "optgroup", "track"}),
    "summary": frozenset({"table"}),
    "alttext": frozenset({"math"}),
    "abbr": frozenset({"th", "td"}),
    **dict.fromkeys(("aria-label", "aria-description", "aria-placeholder", "aria-roledescription", "aria-valuetext")),
    **dict.fromkeys(
        ("data-confirm", "data-tooltip", "data-bs-title", "data-bs-content", "data-original-title", "mattooltip")
    ),
}
"""Attributes that readers see or hear, and the elements that have them; None: all."""
BUTTON_TYPES = frozenset({"submit", "button", "reset"})
"""Inputs whose `value` is their text."""
META_LANGUAGES = {
    **dict.fromkeys(("content-language", "language", "dc.language", "dc:language", "dcterms.language"), "tag"),
    "og:locale": "locale",
}
"""`name`, `property` or `http-equiv` of a meta element whose `content` is the language -> how it is written there."""
META_TEXTS = frozenset(
    {
        "description", "og:title", "og:description", "og:site_name", "og:image:alt", "twitter:title",
        "twitter:description", "twitter:image:alt", "application-name", "apple-mobile-web-app-title", "dc.title",
        "dc:title",
        "dc.description", "dc:description", "dc:subject", "dcterms.title", "dcterms.description", "citation_title",
    }
)  # fmt: skip
"""`name` or `property` of a meta element whose `content` is for readers."""
NOTE_REFERENCE = re.compile(
    r"<(sup)\b[^>]*>\s*(?:<span[^>]*>\s*)?<a\b[^>]*\bhref\s*=\s*[\"']?[^\"'>#]{0,99}#[^>]*>"
    r"(?:<span[^>]*>[^<]{0,9}</span>)?[^<]{1,9}"
    r"(?:<span[^>]*>[^<]{0,9}</span>[^<]{0,9}(?:<span[^>]*>[^<]{0,9}</span>)?)?</a>\s*(?:</span>\s*)?</sup>",
    re.IGNORECASE,
)
"""A number that leads to a footnote or to a source."""
LINK_SIGN = re.compile(r"\[\s?(?:\d{1,4}|[a-z]|[ivx]{1,5}|[*†‡]{1,3})\s?\]|[^\w\s]{1,4}")
"""What a link says that only leads to a note or back: `[3]`, `↩`."""
RAISED = re.compile(r"\d{1,4}|[a-z]|[*†‡]{1,3}")
"""The same where it is raised."""
DEEPEST = 2000
"""Open elements at a time; browsers stop at 512."""
DEEPEST_OBJECTS = 20
"""Objects in objects (`video`, `select`); of what is deeper, the text stays as it is."""
SKIP = re.compile(r"<!--\s*toolkit:skip\s*-->")
END = re.compile(r"<!--\s*toolkit:end\s*-->")
NOTE = re.compile(r"<!--\s*toolkit:note\s((?:(?!-->).)*)-->", re.DOTALL)
TAGS = re.compile(r"<[^>]*>")
FORMULA_WORDS = re.compile(r"<(?:\w{1,9}:)?mtext\b[^<>]*>([^<]*)")
TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
NOTE_MARKS = ("doc-noteref", "noteref")
PAGE_MARKS = ("doc-pagebreak", "pagebreak")
PAGE_CLASSES = re.compile(r"(?:^|\s)(?:page-?num(?:ber)?|page-?no|page-?break|newpage|page)(?=\s|$)", re.IGNORECASE)
"""Classes of marks where a page of the printed book begins; of `page` alone, only with a number in it."""
PAGE_NUMBER = re.compile(r"(?:[^\W\d_]{1,4}\.?\s?)?(?:\d{1,5}[a-z]?|[ivxlcdm]{1,9})", re.IGNORECASE)
"""What such a mark says, brackets aside: `12`, `xii`, `Pg 12`."""
LATEX = re.compile(r"[\\^_{}=]|\A[^\s]*\Z")
"""In the text in place of a formula: it is none for readers, but what the formula was made of."""
LONGEST_MARK = 200
"""Characters, tags included."""
LETTERS = re.compile(r"[^\W\d_]{3}")


def readable(name: str, values: Mapping[str, Attribute], value_of: Callable[[Attribute], str]) -> Iterator[Attribute]:
    """Attributes of an element, by name, that readers see or hear."""
    sheet = name == "style" or (name == "link" and "rel" in values and value_of(values["rel"]).lower() == "stylesheet")
    for title, attribute in values.items():
        elements = TEXT_ATTRIBUTES.get(title, frozenset())
        if attribute.quote != "=" and not sheet and (elements is None or name in elements):
            if title == "alttext" and LATEX.search(value_of(attribute)):
                continue
            numbered = title == "title" and "class" in values and is_page_class(value_of(values["class"]))
            if not (numbered and PAGE_NUMBER.fullmatch(value_of(attribute).strip())):
                yield attribute
    kind = value_of(values["type"]).lower() if name == "input" and "type" in values else ""
    if kind in BUTTON_TYPES and "value" in values:
        yield values["value"]


def is_page_mark(text: str, start: int, name: str, classes: str | None) -> bool:
    """Whether the element whose content begins at `start` says no more than which page of the printed book begins.

    `classes` are those that it has, None where it is called so by its role.
    """
    if classes is not None and not is_page_class(classes):
        return False
    end = text.find(f"</{name}", start, start + LONGEST_MARK)
    said = TAGS.sub("", text[start:end]).strip(" \t\r\n[](){}|.–—-") if end >= 0 else "…"
    if not said:  # of a class that may be any page's, nothing tells it
        return classes is None or "-" in classes or "break" in classes or "num" in classes
    return bool(PAGE_NUMBER.fullmatch(said))


@lru_cache(1024)  # a book has few classes, thousands of times
def is_page_class(classes: str) -> bool:
    """Whether one of the classes is that of marks of pages."""
    return PAGE_CLASSES.search(classes) is not None


def note_reference(name: str, text: str, start: int, body: int) -> int:
    """Where the reference to a note ends that begins at `start` with the tag of a `sup` or `a`; 0: it is none.

    It says nothing, and only leads to a note or back.
    """
    if name == "sup":
        note = NOTE_REFERENCE.match(text, start)
        return note.end() if note and not LETTERS.search(TAGS.sub("", note.group())) else 0
    if text.find("#", start, body) < 0 or text[body - 2] == "/":
        return 0
    end = text.find("</a>", body, body + LONGEST_MARK)
    if end < 0 or text[body : body + 1].isalpha():
        return 0
    said = unescaped(TAGS.sub("", text[body:end])).strip()
    found = LINK_SIGN.fullmatch(said) or ("<sup" in text[body:end] and RAISED.fullmatch(said))
    return end + len("</a>") if found else 0


@lru_cache(1024)
def kept_by_class(name: str, classes: str) -> str:
    """Why an element with these classes is not for translation: markup, code or nothing."""
    if KEPT_CLASSES.search(classes):
        return "markup"
    return "code" if name == "p" and CODE_CLASSES.search(classes) else ""
