"""What pages say of a bundle besides its sentences: title, paragraphs, what is kept verbatim, who drafted."""

from collections.abc import Iterable, Iterator
from html import escape

from toolkit.bundles import legend
from toolkit.bundles.ink import CONTROL, attribute, shown
from toolkit.bundles.interface import N_, in_all, say, say_counted
from toolkit.exchange import units_of
from toolkit.languages import Language, language
from toolkit.units import BlockKind, Bundle, Content, Segment, flatten

LONGEST_TITLE = 300
"""Characters."""


def blocks(bundle: Bundle) -> list[list[Segment]]:
    """The segments of each block that has some, in document order."""
    grouped: dict[int, list[Segment]] = {}
    for segment in bundle.segments:
        assert segment.place is not None
        grouped.setdefault(segment.place.block, []).append(segment)
    return [grouped[block] for block in sorted(grouped)]


def title(bundle: Bundle) -> str:
    """The title or first heading as a reader sees it, shortened where it is very long, or the document's name."""
    found = titled(bundle)
    return _line([segment.source for segment in found]) or bundle.document.name


def titled(bundle: Bundle) -> list[Segment]:
    """The segments of the block that is the title; a cue of a film or a string of a program is none."""
    for kind in (BlockKind.TITLE, BlockKind.HEADING):
        for block in blocks(bundle):
            if block[0].place is not None and block[0].place.kind is kind:
                return block
    return []


def titles(bundle: Bundle) -> dict[str, str]:
    """Code -> the title in each language in which a person has approved it."""
    found, made = titled(bundle), {}
    for code, units in units_of(bundle).items():
        known = [units.get(segment.key) for segment in found]
        if found and all(unit is not None and unit.status == "reviewed" for unit in known):
            made[code] = _line([unit.target for unit in known if unit], language(code).joiner)
    return made


def _line(contents: Iterable[Content], joiner: str = " ") -> str:
    text = CONTROL.sub(" ", joiner.join(map(shown, contents))).strip()
    return (
        text if len(text) <= LONGEST_TITLE else (text[:LONGEST_TITLE].rpartition(" ")[0] or text[:LONGEST_TITLE]) + "…"
    )


def furniture(bundle: Bundle) -> list[str]:
    """Everything that is kept verbatim, whatever its kind: nothing that a reader could read is left out."""
    return [CONTROL.sub(" ", flatten(block.content)) for block in bundle.document.blocks if not block.translatable]


def states(counts: legend.Counts, code: str) -> Iterator[tuple[str, tuple[str, str], str]]:
    """(status, how many in the language and the tag of that, what it means) of each status that occurs."""
    for status in legend.used(counts):
        if status in legend.LEGEND and (number := counts[code].get(status)):
            yield status, say_counted(legend.COUNTED[status], number, code), say(legend.LEGEND[status], code)[0]


def meanings(counts: legend.Counts, code: str) -> Iterator[tuple[str, str]]:
    """(language tag, HTML of a line) of each status that occurs: its mark, how many, and what it means."""
    for status, (name, tag), meaning in states(counts, code):
        sign = f"{legend.MARKS[status]} " if status in legend.MARKS else ""
        yield tag, f"{sign}<b>{escape(name)}</b>: {escape(meaning)}"


def plain_states(counts: legend.Counts, code: str) -> Iterator[tuple[str, str]]:
    """(mark or a space, line) of each status that occurs, for text in which what is not translated stays empty."""
    for status, (name, _), meaning in states(counts, code):
        yield legend.MARKS.get(status, " "), name if status == "untranslated" else f"{name}: {meaning}"


def terms(bundle: Bundle) -> str:
    """The glossary's terms that the document has, a column a language; empty where there are none."""
    every = dict.fromkeys(term.source for found in bundle.terms.values() for term in found)
    if not every:
        return ""
    known = {code: {term.source: term for term in found} for code, found in bundle.terms.items()}
    languages = [language(code) for code in bundle.languages]
    heads = "".join(_cell("th", one, attribute(one.own_name), ' scope="col"') for one in languages)
    rows = []
    for source in every:
        note = next((found[source].note for found in known.values() if source in found and found[source].note), "")
        said = attribute(source) + (f" <small>{attribute(note)}</small>" if note else "")
        cells = [_cell("th", languages[0], said, ' scope="row"')]
        for one in languages[1:]:
            term = known.get(one.code, {}).get(source)
            cells.append(_cell("td", one, attribute(term.target) if term else ""))
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<details class="terms"><summary>{in_all(N_("Terms of this text"))}</summary>'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></details>"
    )


def _cell(element: str, one: Language, inner: str, more: str = "") -> str:
    return f'<{element}{more} class="l-{one.code}" lang="{one.tag}">{inner}</{element}>'


def engines(bundle: Bundle) -> Iterator[str]:
    """What made the machine drafts, one line a language and signature."""
    for code, units in units_of(bundle).items():
        drafted = {unit.origin.signature for unit in units.values() if unit.status == "drafted" and unit.origin}
        for signature in sorted(drafted - {""}):
            name = f'<span lang="{language(code).tag}">{escape(language(code).own_name)}</span>'
            yield f"<li>{name}: {attribute(signature)}</li>"
