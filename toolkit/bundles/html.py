"""index.html: the reading page. One file, no network, complete without script; see templates/.

Each paragraph is a row, each sentence a span with `data-seg` equal in every language. Language choice works by style
sheet alone (`:has(:checked)`); the script adds order, highlighting, keys and memory.
"""

import functools
import json
import re
from collections.abc import Iterator, Sequence
from html import escape
from html.parser import HTMLParser
from importlib.resources import files
from string import Template

from toolkit.bundles.rows import Row, units_of
from toolkit.languages import Language, language
from toolkit.units import STATUSES, BlockKind, Bundle, Segment, TranslationUnit, flatten

PLANES = "".join(chr((plane << 16) + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
CONTROL = re.compile("[\x00-\x08\x0b\x0c\r\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff" + PLANES + "]")
"""What HTML may not hold (or would change on reading); written as a marked placeholder that carries the number."""


def write(bundle: Bundle, generator: str) -> bytes:
    """The page as UTF-8."""
    languages = [language(code) for code in bundle.languages]
    source = languages[0]
    blocks = _blocks(bundle)
    units = units_of(bundle)
    title = CONTROL.sub(" ", next((_text_of(segments) for _, segments in blocks), bundle.document.name))
    filled = Template(_template("page.html")).substitute(
        lang=source.tag,
        dir=source.direction,
        title=escape(title),
        description=escape(f"{title}: " + ", ".join(one.english_name for one in languages)),
        generator=escape(generator),
        css=_template("page.css") + _language_rules(languages),
        js=_template("page.js"),
        choices="\n".join(_choice(one, shown=index < 2) for index, one in enumerate(languages)),
        banners="\n".join(_banners(bundle)),
        legend=_legend(bundle, languages),
        rows="\n".join(_row(units, languages, segments) for _, segments in blocks),
        furniture="\n".join(f"<p>{escape(text)}</p>" for text in _furniture(bundle)),
    )
    return filled.encode("utf-8")


def read(data: bytes) -> list[Row]:
    """The rows of a page that `write` made."""
    parser = _Reader()
    parser.feed(data.decode("utf-8"))
    parser.close()
    return [
        Row(seg, code, parser.sources[seg], "" if status == "untranslated" else text, status)
        for seg, code, text, status in parser.targets
    ]


MARKS = {"drafted": "M", "fuzzy": "?", "stale": "↻", "untranslated": "∅"}
"""Status -> the sign behind a sentence; what is reviewed has none."""


@functools.cache
def _template(name: str) -> str:
    return (files("toolkit.bundles") / "templates" / name).read_text(encoding="utf-8")


@functools.cache
def _strings() -> dict[str, dict[str, str]]:
    strings: dict[str, dict[str, str]] = json.loads(_template("strings.json"))
    return strings


def _string(name: str, code: str) -> tuple[str, str]:
    """(text, BCP 47 tag); English where the language has no strings."""
    table = _strings()
    return (table[code][name], language(code).tag) if code in table else (table["en"][name], "en")


def _blocks(bundle: Bundle) -> list[tuple[int, list[Segment]]]:
    grouped: dict[int, list[Segment]] = {}
    for segment in bundle.segments:
        assert segment.place is not None
        grouped.setdefault(segment.place.block, []).append(segment)
    return sorted(grouped.items())


def _text_of(segments: Sequence[Segment]) -> str:
    return " ".join(segment.text for segment in segments)[:200]


def _furniture(bundle: Bundle) -> list[str]:
    """Everything that is kept verbatim, whatever its kind: nothing that a reader could read is left out."""
    return [CONTROL.sub(" ", flatten(block.content)) for block in bundle.document.blocks if not block.translatable]


def _choice(one: Language, *, shown: bool) -> str:
    checked = " checked" if shown else ""
    return (
        f'<label><input type="checkbox" name="show" id="show-{one.code}" value="{one.code}"{checked}> '
        f'<span lang="{one.tag}">{escape(one.own_name)}</span></label>'
    )


def _language_rules(languages: Sequence[Language]) -> str:
    """Hides a language whose box is not checked; the order of columns is a variable that the script may set."""
    return "".join(
        f":root:has([name=show]:checked):has(#show-{one.code}:not(:checked)) .l-{one.code}{{display:none}}\n"
        f".l-{one.code}{{order:var(--order-{one.code},{index})}}\n"
        for index, one in enumerate(languages)
    ) + (
        f"@media print{{:root:has(#show-{languages[0].code}:not(:checked)) "
        "main .s[data-language]::before{content:attr(data-seg)}}"
    )


def _banners(bundle: Bundle) -> Iterator[str]:
    for catalog in bundle.catalogs:
        units = {unit.segment.key: unit.status for unit in catalog.units}
        if any(units.get(segment.key) == "drafted" for segment in bundle.segments):
            text, tag = _string("banner", catalog.target_language)
            yield f'<p class="banner l-{catalog.target_language}" lang="{tag}">{escape(text)}</p>'


def _legend(bundle: Bundle, languages: Sequence[Language]) -> str:
    """A table: language × status, with the mark that the status has in the text; empty columns are left out."""
    units = units_of(bundle)
    counts = {code: dict.fromkeys(STATUSES, 0) for code in units}
    for segment in bundle.segments:
        for code, by_key in units.items():
            unit = by_key.get(segment.key)
            counts[code][unit.status if unit else "untranslated"] += 1
    used = [status for status in STATUSES if status == "reviewed" or any(row[status] for row in counts.values())]
    head = "".join(
        f'<th scope="col"><span class="s sample" data-status="{status}">{escape(_string(status, "en")[0])}</span>'
        f"{_mark(status, 'en')}</th>"
        for status in used
    )
    body = "".join(
        f'<tr><th scope="row">{escape(one.english_name)}</th>'
        + "".join(f"<td>{counts[one.code][status]}</td>" for status in used)
        + "</tr>"
        for one in languages[1:]
    )
    return f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody>"


def _row(
    units: dict[str, dict[str, TranslationUnit]], languages: Sequence[Language], segments: Sequence[Segment]
) -> str:
    assert segments[0].place is not None
    place = segments[0].place
    kind = place.kind.value.replace(" ", "-")
    cells = []
    for index, one in enumerate(languages):
        heading = index == 0 and place.kind in (BlockKind.TITLE, BlockKind.HEADING)
        tag = ("h1" if place.kind is BlockKind.TITLE else "h2") if heading else "p"
        spans = [
            _source_span(segment) if index == 0 else _target_span(segment, units[one.code], one, languages[0])
            for segment in segments
        ]
        direction = f' dir="{one.direction}"' if one.direction != languages[0].direction else ""
        cells.append(f'<{tag} class="l-{one.code}" lang="{one.tag}"{direction}>{one.joiner.join(spans)}</{tag}>')
    return f'<div class="pair {kind}" id="p{place.block + 1}">\n' + "\n".join(cells) + "\n</div>"


def _source_span(segment: Segment) -> str:
    assert segment.place is not None
    seg = segment.place.id
    return f'<span class="s" id="{seg}" data-seg="{seg}">{_text(segment.text)}</span>'


def _target_span(segment: Segment, units: dict[str, TranslationUnit], one: Language, source: Language) -> str:
    assert segment.place is not None
    unit = units.get(segment.key)
    status = unit.status if unit else "untranslated"
    text = unit.text if unit and unit.target else segment.text
    language_mark = f' lang="{source.tag}"' if status == "untranslated" else ""
    hint = "" if status == "reviewed" else f' title="{escape(_hint(unit, status, one.code))}"'
    seg = segment.place.id
    return (
        f'<span class="s" id="{seg}-{one.code}" data-seg="{seg}" data-language="{one.code}" data-status="{status}"'
        f"{language_mark}{hint}>{_text(text)}</span>{_mark(status, one.code)}"
    )


def _mark(status: str, code: str) -> str:
    """The sign behind a sentence that nobody approved: part of the page itself, so that it survives any reader."""
    if status not in MARKS:
        return ""
    text, tag = _string(status, code)
    return f'<sup class="mark" lang="{tag}" title="{escape(text)}">{MARKS[status]}</sup>'


def _hint(unit: TranslationUnit | None, status: str, code: str) -> str:
    """One line of why a sentence is marked: what it is and, for a draft, which engine made it."""
    text, _ = _string(status, code)
    if unit is None or unit.origin is None or status != "drafted":
        return text
    return CONTROL.sub(" ", f"{text}: {unit.origin.signature}")


def _text(text: str) -> str:
    return CONTROL.sub(
        lambda match: f'<span class="control" data-code="{ord(match.group())}">\ufffd</span>', escape(text, quote=False)
    )


class _Reader(HTMLParser):
    """Collects the sentences of a page; inside a control placeholder the number counts, not the sign shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sources: dict[str, str] = {}
        self.targets: list[tuple[str, str, str, str]] = []
        self.parts: list[str] | None = None
        self.current: dict[str, str] = {}
        self.control = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "span" and "data-seg" in given:
            self.parts, self.current = [], given
        elif tag == "span" and self.parts is not None and "data-code" in given:
            self.parts.append(chr(int(given["data-code"])))
            self.control = True

    def handle_data(self, data: str) -> None:
        if self.parts is not None and not self.control:
            self.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag != "span" or self.parts is None:
            return
        if self.control:
            self.control = False
            return
        text, seg = "".join(self.parts), self.current["data-seg"]
        if "data-language" in self.current:
            self.targets.append((seg, self.current["data-language"], text, self.current["data-status"]))
        else:
            self.sources[seg] = text
        self.parts = None
