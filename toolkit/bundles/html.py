"""index.html: the reading page. One file, no network, complete without script; see templates/ and docs/reading.md.

Each paragraph is a row, each sentence a span with `data-seg` equal in every language. The choice of languages, of the
interface's language and of the states that are shown works by style sheet alone (`:has(:checked)`); the script adds
order, highlighting, learning, search, copying, keys and memory.
"""

import shlex
from collections.abc import Sequence
from html import escape
from string import Template

from toolkit.bundles import contents, interface, legend
from toolkit.bundles.doubts import REASONS
from toolkit.bundles.ink import attribute
from toolkit.bundles.interface import N_
from toolkit.bundles.reader import read
from toolkit.bundles.script import script
from toolkit.bundles.sentences import Sentences, source_span
from toolkit.languages import Language, language
from toolkit.units import BlockKind, Bundle, Segment

__all__ = ["read", "write"]


EMPTY = N_("There is no text to translate in this document.")
SHORT = 1000
"""Characters of markup in the longest cell of a row that is kept on one page when it is printed: some eight lines."""


def write(bundle: Bundle, generator: str) -> bytes:
    """The page as UTF-8."""
    languages = [language(code) for code in bundle.languages]
    source, targets = languages[0], bundle.languages[1:]
    page = Sentences(bundle, languages)
    titled = contents.titled(bundle)
    rows = [_row(page, segments, titled) for segments in contents.blocks(bundle)]
    title = contents.title(bundle)
    filled = Template(interface.filled("page.html")).substitute(
        lang=source.tag,
        dir=source.direction,
        title=escape(title),
        heading="" if titled else f'<h1 class="away" lang="{source.tag}">{escape(title)}</h1>',
        titles=interface.in_each({**dict.fromkeys(interface.LANGUAGES, title), **contents.titles(bundle)}),
        start=escape("../" * (bundle.document.name.count("/") + 1)) + "index.html",
        name=attribute(bundle.document.name),
        patch=attribute(shlex.quote(bundle.document.name.replace("/", "-") + ".patch.json")),
        description=escape(f"{title}: " + ", ".join(one.english_name for one in languages)),
        generator=escape(generator),
        css=interface.text_of("colours.css") + interface.text_of("page.css") + interface.rules() + legend.inks()
        + legend.columns(languages)
        + "".join(legend.rules(targets, legend.used(page.counts))),
        js=script("page.js"),
        choices="\n".join(_choice(one, shown=index < 2) for index, one in enumerate(languages)),
        ui=interface.choice(source.code),
        banners="\n".join(legend.banners(page.counts)),
        chips=legend.chips(page.counts),
        reasons=legend.reasons(REASONS),
        rows="\n".join(rows) or f'<p class="empty">{interface.in_all(EMPTY)}</p>',
        table=legend.table(page.counts),
        terms=contents.terms(bundle),
        engines="\n".join(contents.engines(bundle)),
        furniture="\n".join(f"<p>{escape(text)}</p>" for text in contents.furniture(bundle)),
    )  # fmt: skip
    return filled.encode("utf-8")


def _row(page: Sentences, segments: Sequence[Segment], titled: Sequence[Segment]) -> str:
    """A paragraph in every language; the title, or the first heading of what has none, is the heading of the page."""
    assert segments[0].place is not None
    place = segments[0].place
    number = place.block + 1
    element = {BlockKind.TITLE: "h1", BlockKind.HEADING: "h2"}.get(place.kind, "p")
    element = "h1" if titled and segments[0] is titled[0] else element
    spans = [source_span(segment) for segment in segments]
    cells = [_cell(element, page.source, page.source, spans)]
    has: dict[str, None] = {}
    for one in page.targets:
        spans = [page.target(segment, one, has) for segment in segments]
        cells.append(_cell("p", one, page.source, spans))
    kind = place.kind.value.replace(" ", "-") + (" short" if max(map(len, cells)) < SHORT else "")
    return (
        f'<div class="pair {kind}" id="p{number}" data-has="{" ".join(has)}">\n'
        f'<a class="n" href="#p{number}" tabindex="-1">{number}</a>\n' + "\n".join(cells) + "\n</div>"
    )


def _cell(element: str, one: Language, source: Language, spans: Sequence[str]) -> str:
    direction = f' dir="{one.direction}"' if one.direction != source.direction else ""
    return f'<{element} class="l-{one.code}" lang="{one.tag}"{direction}>{one.joiner.join(spans)}</{element}>'


def _choice(one: Language, *, shown: bool) -> str:
    checked = " checked" if shown else ""
    return (
        f'<label><input type="checkbox" name="show" id="show-{one.code}" value="{one.code}"{checked}> '
        f'<span lang="{one.tag}">{escape(one.own_name)}</span></label>'
    )
