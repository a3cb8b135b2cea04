"""Generated bundles with awkward text, and the set that every file of a bundle must give back."""

from hypothesis import strategies as st

from toolkit import bundles
from toolkit.units import (
    STATUSES,
    Block,
    BlockKind,
    Bundle,
    Catalog,
    Code,
    Content,
    Document,
    Origin,
    Place,
    Segment,
    State,
    TranslationUnit,
    plain,
    segment_key,
)

GENERATOR = "toolkit 0.0"
LANGUAGES = ("zh", "ru", "ky")
MACHINE = Origin("engine", "argos", 0.5, 'argos en→xx starter <1.0> & "more", beam 4')
STATES = {
    "reviewed": (State.REVIEWED, Origin("person"), ""),
    "drafted": (State.INITIAL, MACHINE, ""),
    "fuzzy": (State.TRANSLATED, Origin("person"), ""),
    "stale": (State.TRANSLATED, Origin("person"), "what it was"),
    "untranslated": (State.INITIAL, None, ""),
}
NASTY = (
    "</span></p></div></main>", "<script>alert(1)</script>", "<!--", "-->", "]]>", "<![CDATA[", "<?x?>", "&amp;", "&lt",
    "&#0;", "&", "<", ">", '"', "'", "\\", "\\n", "\\t", "\\u0041", "\\\\", "\t", "\n", "\r", "\r\n", "\x00", "\x01",
    "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x80", "\x85", "\x9f", "\u2028", "\u2029", "\ufeff", "\ufffd", "\ufffe",
    "\uffff", "\ufdd0", "\U0001fffe", "\U0010ffff", "\u200b", "\u200f", "\u202e", "\u2066", "\xa0", " ", "  ", "\u3000",
    "\u3164", "😀", "中文", "Ң Ө Ү", "$title", "${css}", "{}", "%s", "=1+1", "M", "?",
)  # fmt: skip
"""Markup of every format, escapes of every format, what XML and HTML forbid, and what ends a line somewhere."""
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.lists(st.sampled_from(NASTY), max_size=6).map("".join),
).filter(bool)
CODE = st.builds(
    Code, id=st.sampled_from(["1", "2", "a b"]), kind=st.sampled_from(["open", "close", "placeholder"]), raw=TEXT
)


def merged(parts: list[str | Code]) -> Content:
    """Content as units.py wants it: neighbouring strings are one string."""
    content: list[str | Code] = []
    for part in parts:
        if isinstance(part, str) and content and isinstance(content[-1], str):
            content[-1] += part
        else:
            content.append(part)
    return tuple(content)


CONTENT = st.lists(st.one_of(TEXT, TEXT, CODE), min_size=1, max_size=3).map(merged)
STATUS = st.sampled_from(STATUSES)


def unit(segment: Segment, target: Content, status: str) -> TranslationUnit:
    state, origin, previous = STATES[status]
    return TranslationUnit(segment, () if status == "untranslated" else target, state, origin, previous)


@st.composite
def made_bundles(draw: st.DrawFn) -> Bundle:
    """Any number of blocks and languages; repeated sentences share a unit, and catalogs may lack one."""
    blocks: list[Block] = []
    segments: list[Segment] = []
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.FURNITURE]))
        sources = draw(st.lists(CONTENT, min_size=1, max_size=3))
        for number, source in enumerate(sources, start=1):
            place = Place(len(blocks), kind, number, len(sources), 0, 0, 1)
            segments.append(Segment(segment_key(source), source, note=draw(TEXT), place=place))
        blocks.append(Block(kind, merged([part for source in sources for part in source])))
    if draw(st.booleans()):
        blocks.append(Block(BlockKind.FURNITURE, draw(CONTENT), translatable=False))
    catalogs = []
    for code in draw(st.permutations(LANGUAGES))[: draw(st.integers(0, 3))]:
        by_key: dict[str, TranslationUnit] = {}
        for segment in segments:
            by_key[segment.key] = unit(segment, draw(CONTENT), draw(STATUS))
        lacking = draw(st.sampled_from(["", *sorted(by_key)]))
        by_key.pop(lacking, None)
        catalogs.append(Catalog("made", "en", code, tuple(by_key.values())))
    return Bundle(Document("made", "text", "en", tuple(blocks)), tuple(segments), tuple(catalogs))


def expected(bundle: Bundle) -> set[tuple[str, str, str, str, str]]:
    """The set of law 5, worked out here and not by the code that is tested."""
    found = set()
    for catalog in bundle.catalogs:
        by_key = {one.segment.key: one for one in catalog.units}
        for segment in bundle.segments:
            assert segment.place is not None
            one = by_key.get(segment.key)
            target, status = (one.text, one.status) if one else ("", "untranslated")
            found.add((segment.place.id, catalog.target_language, segment.text, target, status))
    return found


def tuples(rows: list[bundles.Row]) -> set[tuple[str, str, str, str, str]]:
    found = {(row.id, row.language, row.source, row.target, row.status) for row in rows}
    assert len(found) == len(rows), "a row came back twice"
    return found


def small(rows: tuple[tuple[str, str, str], ...], codes: tuple[str, ...] = ("ru",)) -> Bundle:
    """One paragraph a row; the rows are source, target, status."""
    segments = [
        Segment(
            segment_key(plain(source)), plain(source), place=Place(index, BlockKind.PARAGRAPH, 1, 1, 0, len(source), 1)
        )
        for index, (source, _, _) in enumerate(rows)
    ]
    units = tuple(
        unit(segment, plain(target), status) for segment, (_, target, status) in zip(segments, rows, strict=True)
    )
    document = Document(
        "small", "text", "en", tuple(Block(BlockKind.PARAGRAPH, plain(source)) for source, _, _ in rows)
    )
    return Bundle(document, tuple(segments), tuple(Catalog("small", "en", code, units) for code in codes))
