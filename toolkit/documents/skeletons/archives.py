"""What programs read of Office documents and e-books beside their texts: parts, elements, attributes, formulas.

The tags of a part are counted as they stand, and only those that differ are looked at closely: a book of 300 pages has
a hundred thousand.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from toolkit.documents.skeletons.attributes import Element, compared
from toolkit.documents.skeletons.encoded import TAG as LANGUAGE_TAG
from toolkit.documents.skeletons.encoded import Changes
from toolkit.errors import DocumentError
from toolkit.storage.given import unescaped

XML = (".xml", ".rels", ".xhtml", ".opf", ".ncx")
"""Endings of parts."""
START = re.compile(rb"<([A-Za-z_][^\s<>/]*)([^<>]*)>")
ATTRIBUTE = re.compile(rb"([^\s=<>\"']+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
FOR_PROGRAMS = re.compile(
    rb"<(f|c:f|c:formatCode|a:tableStyleId|cp:revision|dcterms:created|dcterms:modified|meta:creation-date|"
    rb"meta:generator|meta:editing-cycles|config:config-item|style|script|"
    rb"text:page-number|text:page-count|code|kbd|samp|pre)\b([^<>]*(?<!/)>)([^<>]+)<"
)
"""Elements whose texts are no words."""
UNKNOWN = re.compile(
    rb"\s(?:xml:(?!(?:lang|base|id)=)(?!space=[\"'](?:preserve|default)[\"'])"
    rb"|style:writing-mode=\"(?!(?:lr|rl|tb)(?:-(?:tb|rl|lr))?\"|page\"))[^\s=<>]*"
)
"""Attributes that move, with a value that they cannot have."""
CALCULATED = re.compile(rb"<table:table-cell\s[^<>]*table:formula=[^<>]*>.*?</table:table-cell>", re.DOTALL)
"""A cell of which a formula says what stands in it."""
ASIDE = re.compile(rb"<(text:deletion|office:annotation)\b([^<>]*(?<!/)>.*?)</\1>", re.DOTALL)
"""What somebody struck out, and what editors say to each other."""
PROPERTIES = re.compile(rb"<(w:rPr|a:rPr|rPr)\b[^<>]*(?<!/)>.*?</\1>", re.DOTALL)
"""What runs of words wear."""
NUMBERS = re.compile(rb"<c\b(?![^<>]*\st=)[^<>]*>(?:<f\b[^<>]*(?:/>|>[^<]*</f>))?<v>([^<]*)</v>")
"""Of a cell."""
LOOSE = frozenset(
    b"w:r w:t w:rPr w:rStyle w:rtl w:bidi w:lang w:rFonts w:proofErr w:softHyphen w:pPr w:ruby w:rubyPr w:rubyBase "
    b"w:rubyAlign w:rt w:hps w:hpsBaseText w:hpsRaise w:lid w:sz w:szCs w:dataBinding dc:language "
    b"w:lastRenderedPageBreak a:r a:t a:rPr a:endParaRPr a:latin a:ea a:cs a:pPr si r t rPr rPh phoneticPr "
    b"text:s text:span text:soft-page-break text:ruby text:ruby-base "
    b"text:ruby-text text:line-break text:tab b i em strong span ruby rt rb rp rtc br".split()
)
"""Runs of words and what they wear: the reader compares them as the codes of sentences. Fonts, direction and language
are those of the target."""
RUNS = frozenset({b"text:span", b"w:r", b"w:t", b"a:r", b"a:t", b"r", b"t", b"span", b"em", b"strong", b"b", b"i"})
"""Those that wear only what others wore."""
MOVING = frozenset(
    b"descr title alt string w:tooltip w:instr w:displayText w:value lang xml:lang dir w:dir altLang rightToLeft rtl "
    b"page-progression-direction style:writing-mode office:string-value text:key1 text:key2 text:string-value "
    b"text:string-value-if-true text:string-value-if-false text:current-value text:value style:num-prefix "
    b"style:num-suffix loext:num-list-format xml:space placeholder label summary abbr aria-label svg:font-family "
    b"fo:font-family fo:language fo:country fo:script style:font-name style:font-family-generic style:font-pitch "
    b"style:font-charset style:language-asian style:country-asian style:language-complex style:country-complex "
    b"style:font-name-asian style:font-name-complex style:font-family-asian style:font-family-complex "
    b"style:font-family-generic-asian style:font-family-generic-complex style:font-pitch-asian "
    b"style:font-pitch-complex style:font-charset-asian style:font-charset-complex style:font-style-name "
    b"style:rfc-language-tag xmlns:xml "
    b"alttext loext:display-text".split()
)
"""Attributes that are words for readers, and those that say in which language and direction words are; `xmlns:xml` says
what is so without it (Namespaces in XML 1.0, 3)."""
WORDS = frozenset({
    (b"w:default", b"w:val"), (b"w:helpText", b"w:val"), (b"w:statusText", b"w:val"), (b"w:lvlText", b"w:val"),
    (b"tableColumn", b"name"), (b"sst", b"count"), (b"sst", b"uniqueCount"),
})  # fmt: skip
"""(element, attribute) with words for readers, or with their number."""
MADE = ("w:docDefaults", "w:rPrDefault")
"""Elements that a writer makes where there are none, to say the language in; none of them may go."""
_Tag = tuple[bytes, bytes]
"""(element, its attributes as they stand)."""


def parts(before: bytes, after: bytes, encoding: str, changes: Changes) -> str:  # noqa: ARG001 - as the other judges
    """Names of parts in their order, that what was XML is XML, and what stands in it beside words."""
    from toolkit.documents.office.xml_tree import parse

    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        if old.namelist() != new.namelist():
            return f"the parts of the archive are others: {sorted(set(old.namelist()) ^ set(new.namelist()))[:3]}"
        crc = {info.filename: info.CRC for info in old.infolist()}
        for info in new.infolist():
            if crc[info.filename] == info.CRC or not info.filename.endswith(XML):
                continue
            known, found = old.read(info.filename), new.read(info)
            try:
                parse(found, info.filename, "", doctype=True)
            except DocumentError as error:
                if _is_sound(known, info.filename):
                    return f"{info.filename} cannot be read any more: {error}"
                continue
            if said := tags(known, found, changes):
                return f"{info.filename}: {said}"
    return ""


def _is_sound(data: bytes, part: str) -> bool:
    from toolkit.documents.office.xml_tree import parse

    try:
        parse(data, part, "", doctype=True)
    except DocumentError:
        return False
    return True


def tags(before: bytes, after: bytes, changes: Changes) -> str:
    """What differs in the tags of two texts in XML, and in texts that are for programs."""
    old, new = (Counter(START.findall(PROPERTIES.sub(b"", data))) for data in (before, after))
    fresh = new - old
    for _, raw in fresh:
        if unknown := UNKNOWN.search(raw):
            return f"{unknown[0].decode(errors='replace').strip()[:50]} has a value that it cannot have"
    gone = old - new
    worn = {(name, key) for name, raw in old if name in RUNS for key, _ in _attributes(raw)}
    for name, raw in fresh:
        for key, value in _attributes(raw) if name in RUNS else ():
            if (name, key) not in worn and key not in MOVING:
                return f"<{name.decode()}> has an attribute {key[:50].decode(errors='replace')} that none had"
            if key == b"text:style-name" and not any(value in one for _, one in old):
                return f"the style {value[:50].decode(errors='replace')} is none that a part of the text had"
    known, found = compared(_elements(gone), _elements(fresh), changes)
    more = {one: count for one, count in (found - known).items() if one not in MADE}
    for one in (known - found) or more:
        return f"<{one[:100]}> stands in one of the two only"
    for kept in (FOR_PROGRAMS, CALCULATED, ASIDE, NUMBERS):
        if other := changes.unmeant(*(_texts(kept, data) for data in (before, after))):
            return f"{other[:60]!r} stands in one of the two only"
    return ""


def _texts(kept: re.Pattern[bytes], data: bytes) -> Iterator[str]:
    """What is found, read: some programs write `&quot;` in texts too."""
    for one in kept.findall(data):
        text = (b"<" + b"".join(one) if isinstance(one, tuple) else one).decode(errors="replace")
        yield unescaped(text) if "&" in text else text


def _elements(found: Counter[_Tag]) -> Iterator[Element]:
    """Those that stay where they are, without the attributes that may move."""
    for name, raw in found.elements():
        if name in LOOSE or b'"_GoBack"' in raw:  # where Word's cursor was
            continue
        language = name == b"meta" and _is_language(raw)
        yield (
            name.decode(errors="replace"),
            [
                (key.decode(errors="replace"), unescaped(value.decode(errors="replace")))
                for key, value in _attributes(raw)
                if key not in MOVING and (name, key) not in WORDS and not (language and key == b"content")
            ],
        )


def _is_language(raw: bytes) -> bool:
    """Whether metadata of a page, with these attributes, say which language it is in; that is the target's then."""
    from toolkit.documents.markup.html_elements import META_LANGUAGES

    said = {key: unescaped(value.decode(errors="replace")) for key, value in _attributes(raw)}
    named = any(said.get(key, "").lower() in META_LANGUAGES for key in (b"name", b"property", b"http-equiv"))
    return named and LANGUAGE_TAG.fullmatch(said.get(b"content", "").strip()) is not None


def _attributes(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    for match in ATTRIBUTE.finditer(raw):
        yield match[1], match[2] if match[2] is not None else match[3]
