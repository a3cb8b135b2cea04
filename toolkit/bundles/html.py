"""index.html: the reading page. One file, no network, complete without script; see templates/ and docs/reading.md.

Each paragraph is a row, each sentence a span with `data-seg` equal in every language. The choice of languages, of the
interface's language and of the states that are shown works by style sheet alone (`:has(:checked)`); the script adds
order, highlighting, learning, search, copying, keys and memory.
"""

from collections.abc import Iterator, Sequence
from html import escape
from string import Template

from toolkit.bundles import interface, legend, links
from toolkit.bundles.doubts import REASONS, doubts
from toolkit.bundles.ink import CONTROL, attribute, html_of, shown
from toolkit.bundles.reader import read
from toolkit.bundles.script import script
from toolkit.exchange import units_of
from toolkit.languages import Language, language
from toolkit.units import STATUSES, BlockKind, Bundle, Finding, Segment, flatten

__all__ = ["read", "write"]


def write(bundle: Bundle, generator: str) -> bytes:
    """The page as UTF-8."""
    languages = [language(code) for code in bundle.languages]
    source, targets = languages[0], bundle.languages[1:]
    page = _Page(bundle, languages)
    rows = [page.row(segments) for segments in _blocks(bundle)]
    title = _title(bundle)
    filled = Template(interface.filled("page.html")).substitute(
        lang=source.tag,
        dir=source.direction,
        title=escape(title),
        description=escape(f"{title}: " + ", ".join(one.english_name for one in languages)),
        generator=escape(generator),
        css=interface.text_of("page.css") + interface.rules() + legend.columns(languages)
        + "".join(legend.rules(targets, legend.used(page.counts))),
        js=script("page.js"),
        choices="\n".join(_choice(one, shown=index < 2) for index, one in enumerate(languages)),
        ui=interface.choice(source.code),
        banners="\n".join(legend.banners(page.counts)),
        chips=legend.chips(page.counts),
        reasons=legend.reasons(REASONS),
        rows="\n".join(rows),
        table=legend.table(page.counts),
        engines="\n".join(_engines(bundle)),
        furniture="\n".join(f"<p>{escape(text)}</p>" for text in _furniture(bundle)),
    )  # fmt: skip
    return filled.encode("utf-8")


class _Page:
    """What the rows of one page share; `row` counts what it shows."""

    def __init__(self, bundle: Bundle, languages: Sequence[Language]) -> None:
        self.source, *self.targets = languages
        self.units = units_of(bundle)
        self.counts = {code: dict.fromkeys((*STATUSES, "doubt"), 0) for code in bundle.languages[1:]}
        self.marks = {code: {status: legend.mark(status, code) for status in STATUSES} for code in self.counts}
        self.findings: dict[str, dict[str, list[Finding]]] = {code: {} for code in self.counts}
        for code, findings in bundle.findings.items():
            for finding in findings:
                self.findings[code].setdefault(finding.key, []).append(finding)

    def row(self, segments: Sequence[Segment]) -> str:
        """A paragraph in every language."""
        assert segments[0].place is not None
        place = segments[0].place
        number = place.block + 1
        element = {BlockKind.TITLE: "h1", BlockKind.HEADING: "h2"}.get(place.kind, "p")
        spans = [_source_span(segment) for segment in segments]
        cells = [_cell(element, self.source, self.source, spans)]
        has: dict[str, None] = {}
        for one in self.targets:
            spans = [self._target_span(segment, one, has) for segment in segments]
            cells.append(_cell("p", one, self.source, spans))
        kind = place.kind.value.replace(" ", "-")
        return (
            f'<div class="pair {kind}" id="p{number}" data-has="{" ".join(has)}">\n'
            f'<a class="n" href="#p{number}" tabindex="-1">{number}</a>\n' + "\n".join(cells) + "\n</div>"
        )

    def _target_span(self, segment: Segment, one: Language, has: dict[str, None]) -> str:
        assert segment.place is not None
        unit = self.units[one.code].get(segment.key)
        status = unit.status if unit else "untranslated"
        content = unit.target if unit and unit.target else segment.source
        why = doubts(unit, self.findings[one.code].get(segment.key, ()))
        for name in (status, "doubt") if why else (status,):
            self.counts[one.code][name] += 1
            has[f"{one.code}-{name}"] = None
        hints = [interface.say(line, one.code)[0] for line in why.values()]
        if unit and status == "stale":
            hints.append(f"{interface.say(legend.NAMES[status], one.code)[0]}: {unit.previous_source}")
        found = links.attribute(unit) if unit else ""
        more = (
            (f' data-doubt="{attribute(" ".join(why))}"' if why else "")
            + (f' title="{attribute(" ".join(hints))}"' if hints else "")
            + (f' lang="{self.source.tag}"' if status == "untranslated" else "")
            + (f' data-links="{found}"' if found else "")
        )
        seg = segment.place.id
        return (
            f'<span class="{"s doubt" if why else "s"}" id="{seg}-{one.code}" data-seg="{seg}" '
            f'data-language="{one.code}" data-status="{status}"{more}>{html_of(content)}</span>'
            f"{self.marks[one.code][status]}"
        )


def _source_span(segment: Segment) -> str:
    assert segment.place is not None
    seg = segment.place.id
    return f'<span class="s" id="{seg}" data-seg="{seg}">{html_of(segment.source)}</span>'


def _cell(element: str, one: Language, source: Language, spans: Sequence[str]) -> str:
    direction = f' dir="{one.direction}"' if one.direction != source.direction else ""
    return f'<{element} class="l-{one.code}" lang="{one.tag}"{direction}>{one.joiner.join(spans)}</{element}>'


def _blocks(bundle: Bundle) -> list[list[Segment]]:
    grouped: dict[int, list[Segment]] = {}
    for segment in bundle.segments:
        assert segment.place is not None
        grouped.setdefault(segment.place.block, []).append(segment)
    return [grouped[block] for block in sorted(grouped)]


def _title(bundle: Bundle) -> str:
    """The first paragraph as a reader sees it, at most 200 characters; the document's name where there is none."""
    first = next(iter(_blocks(bundle)), [])
    return CONTROL.sub(" ", " ".join(shown(segment.source) for segment in first)[:200]).strip() or bundle.document.name


def _furniture(bundle: Bundle) -> list[str]:
    """Everything that is kept verbatim, whatever its kind: nothing that a reader could read is left out."""
    return [CONTROL.sub(" ", flatten(block.content)) for block in bundle.document.blocks if not block.translatable]


def _engines(bundle: Bundle) -> Iterator[str]:
    """What made the machine drafts, one line a language and signature."""
    for code, units in units_of(bundle).items():
        drafted = {unit.origin.signature for unit in units.values() if unit.status == "drafted" and unit.origin}
        for signature in sorted(drafted - {""}):
            name = f'<span lang="{language(code).tag}">{escape(language(code).own_name)}</span>'
            yield f"<li>{name}: {attribute(signature)}</li>"


def _choice(one: Language, *, shown: bool) -> str:
    checked = " checked" if shown else ""
    return (
        f'<label><input type="checkbox" name="show" id="show-{one.code}" value="{one.code}"{checked}> '
        f'<span lang="{one.tag}">{escape(one.own_name)}</span></label>'
    )
