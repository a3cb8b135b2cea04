"""XLIFF 2.1 (OASIS 2018), for one target language: a unit is a paragraph, a segment a sentence.

What stands between two sentences is an `ignorable`. `state` is the toolkit's own word; `subState` says what the four
states cannot:

    untranslated   initial, without a target
    drafted        initial, subState toolkit:drafted: a machine's
    fuzzy, stale   translated, subState toolkit:fuzzy or toolkit:stale
    reviewed       reviewed

Codes are `pc`, `sc`, `ec` and `ph`, their raw form in `originalData`; a control character is `<cp hex="001F"/>`.
"""

import xml.etree.ElementTree as ET  # for types; parsing is in xml.py
from collections.abc import Sequence

from toolkit.errors import BundleError, UsageError
from toolkit.exchange import xml
from toolkit.exchange.inline import Mark, Marked, marked
from toolkit.exchange.rows import Row, bases, gap_before, id_of, kind_of, paragraphs, units_of
from toolkit.languages import code_of, language
from toolkit.units import STATUSES, Bundle, Segment, TranslationUnit

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
PREFIX = "toolkit:"
STATES = {"untranslated": "initial", "drafted": "initial", "fuzzy": "translated", "stale": "translated",
          "reviewed": "reviewed"}  # fmt: skip
"""Status -> state."""
PLAIN = {"initial": "drafted", "translated": "fuzzy", "reviewed": "reviewed", "final": "reviewed"}
"""State of a segment that has a target -> status, where no subState says it."""


def write(bundle: Bundle, generator: str) -> bytes:
    """The bundle as one file. Raises UsageError if it has more or fewer than one target language."""
    if len(bundle.catalogs) != 1:
        raise UsageError(
            f"XLIFF 2.1 holds one target language, not {len(bundle.catalogs)}; choose one with --languages"
        )
    source, target = (language(code) for code in bundle.languages)
    by_key = units_of(bundle)[target.code]
    parts = [
        (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="{NAMESPACE}" version="2.1" srcLang="{source.tag}" '
            f'trgLang="{target.tag}">\n<file id="f1" original={xml.quoted(bundle.document.name)} '
            'canResegment="no" xml:space="preserve">\n<notes>\n'
            f'<note category="x-generator">{xml.text(generator)}</note>\n'
            f'<note category="x-base">{xml.packed(bases(bundle, target.code))}</note>\n</notes>\n'
        )
    ]
    names: dict[str, int] = {}
    for place, segments in paragraphs(bundle):
        # A key stands once in a document, a block once; where a caller breaks that, ids must still differ.
        names[place] = names.get(place, 0) + 1
        unit_id = place if names[place] == 1 else f"{place}-{names[place]}"
        parts.append(_unit(bundle, unit_id, segments, by_key))
    if not bundle.segments:
        parts.append('<group id="empty"/>\n')  # the schema wants a unit or a group
    parts.append("</file>\n</xliff>\n")
    return "".join(parts).encode("utf-8")


def read(data: bytes) -> list[Row]:
    """The rows of an XLIFF 2.0 or 2.1 file, also of another tool's. Raises BundleError for anything else."""
    root = xml.parse(data, "XLIFF")
    if xml.name(root) != "xliff" or not root.get("version", "").startswith("2."):
        raise BundleError('this is no XLIFF 2 file: the root element is not <xliff version="2.1">')
    code = code_of(root.get("trgLang", ""))
    found = []
    for file in root:
        if xml.name(file) != "file":
            continue
        exported: dict[str, str] = {}
        for note in file.iter():
            if xml.name(note) == "note" and note.get("category") == "x-base":
                exported.update(xml.unpacked(note.text or ""))
        for unit in file.iter():
            if xml.name(unit) == "unit":
                raw = {part.get("id", ""): _plain(part) for part in unit.iter() if xml.name(part) == "data"}
                segments = [part for part in unit if xml.name(part) == "segment"]
                for number, segment in enumerate(segments, start=1):
                    place = segment.get("id") or f"{unit.get('id', '')}s{number}"
                    space = next(filter(None, (part.get(xml.SPACE, "") for part in (segment, unit, file, root))), "")
                    found.append(_row(segment, place, code, raw, exported, file.get("original", ""), space))
    return found


class _Data:
    """The raw forms of a unit's codes, each once."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}

    def ref(self, raw: str) -> str:
        return self.ids.setdefault(raw, f"d{len(self.ids) + 1}")

    def element(self) -> str:
        if not self.ids:
            return ""
        rows = "".join(f'<data id="{ref}">{_escaped(raw)}</data>\n' for raw, ref in self.ids.items())
        return f"<originalData>\n{rows}</originalData>\n"


def _unit(bundle: Bundle, unit_id: str, segments: Sequence[Segment], by_key: dict[str, TranslationUnit]) -> str:
    data, body, notes = _Data(), [], []
    for index, segment in enumerate(segments):
        place = id_of(segment)
        if index:
            gap = gap_before(bundle, segments[index - 1], segment)
            if gap:
                body.append(f"<ignorable><source>{_escaped(gap)}</source></ignorable>\n")
        unit = by_key.get(segment.key)
        status = unit.status if unit else "untranslated"
        sub = f' subState="{PREFIX}{status}"' if status in ("drafted", "fuzzy", "stale") else ""
        original = marked(segment.source)
        body.append(f'<segment id={xml.quoted(place)} state="{STATES[status]}"{sub}>\n')
        body.append(f"<source>{_content(original, place, data)}</source>\n")
        if unit is not None and unit.target:
            body.append(f"<target>{_content(marked(unit.target, original), place, data)}</target>\n")
            if unit.origin is not None and unit.origin.kind != "person":
                told = " ".join((unit.origin.signature or unit.origin.kind, *unit.origin.flags))
                notes.append(("x-engine", f"{place}: {told}"))
        body.append("</segment>\n")
        if segment.context:
            notes.append(("x-msgctxt", f"{place}: {segment.context}"))
        if segment.note:
            notes.append(("x-note", f"{place}: {segment.note}"))
    told = "".join(f'<note category="{kind}">{xml.text(xml.visible(note))}</note>\n' for kind, note in notes)
    noted = f"<notes>\n{told}</notes>\n" if told else ""
    kind = f"x-{kind_of(segments[0]).replace(' ', '-')}"
    head = f'<unit id={xml.quoted(unit_id)} type="toolkit:{kind}">\n'
    return head + noted + data.element() + "".join(body) + "</unit>\n"


def _content(content: Marked, place: str, data: _Data) -> str:
    parts = []
    for part in content:
        if isinstance(part, str):
            parts.append(_escaped(part))
            continue
        number, ref = f"{place}-{part.number}", data.ref(part.code.raw)
        if part.role == "open":
            closing = next(
                other for other in content
                if isinstance(other, Mark) and other.role == "close" and other.number == part.number
            )  # fmt: skip
            parts.append(f'<pc id="{number}" dataRefStart="{ref}" dataRefEnd="{data.ref(closing.code.raw)}">')
        elif part.role == "close":
            parts.append("</pc>")
        else:
            name = {"begin": "sc", "end": "ec", "placeholder": "ph"}[part.role]
            isolated = "" if name == "ph" else ' isolated="yes"'
            parts.append(f'<{name} id="{number}" dataRef="{ref}"{isolated}/>')
    return "".join(parts)


def _escaped(value: str) -> str:
    return "".join(
        xml.text(text) + (f'<cp hex="{ord(sign):04X}"/>' if sign else "") for text, sign in xml.pieces(value)
    )


def _row(
    segment: ET.Element, place: str, code: str, raw: dict[str, str], exported: dict[str, str], document: str, space: str
) -> Row:
    own = {xml.name(child): child for child in segment}
    source, text = (
        "" if part not in own else xml.outdented(_plain(own[part], raw), own[part].get(xml.SPACE) or space)
        for part in ("source", "target")
    )
    state = segment.get("state", "initial")
    said = segment.get("subState", "").removeprefix(PREFIX)
    status = PLAIN.get(state, "fuzzy") if text else "untranslated"
    if text and said in STATUSES and STATES[said] == state:
        status = said
    return Row(place, code, source, text, status, exported.get(place, ""), document)


def _plain(element: ET.Element, raw: dict[str, str] | None = None) -> str:
    """Text with codes in their raw form; what another tool's codes stand for is in `equiv`, if anywhere."""
    raw = raw or {}
    parts = [element.text or ""]
    for child in element:
        name = xml.name(child)
        if name == "cp":
            parts.append(chr(int(child.get("hex", "FFFD"), 16)))
        elif name == "pc":
            start, end = child.get("dataRefStart", ""), child.get("dataRefEnd", "")
            parts += [raw.get(start, child.get("equivStart", "")), _plain(child, raw)]
            parts.append(raw.get(end, child.get("equivEnd", "")))
        elif name in ("ph", "sc", "ec"):
            parts.append(raw.get(child.get("dataRef", ""), child.get("equiv", "")))
        elif not xml.deleted(child):  # an annotation
            parts.append(_plain(child, raw))
        parts.append(child.tail or "")
    return "".join(parts)
