"""Drafts below a floor become a gloss or nothing; the others stay."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from toolkit.engines import relation
from toolkit.engines.doubting import AT_ONCE, BEYOND, doubting, kind_of
from toolkit.units import Content, Draft, plain

SENTENCE, STRING = plain("The president visited China on Monday."), plain("Open file")


class Stub:
    """Drafts everything as the same text, with the confidence that it was given."""

    signature = "stub 1"

    def __init__(self, score: float, floors: dict[str, float | None]) -> None:
        self.score, self.floors = score, floors
        self.flags: tuple[str, ...] = ()

    def floor(self, kind: str) -> float | None:
        return self.floors.get(kind)

    def translate(
        self, batch: Sequence[Content], source: str, target: str, progress: Callable[[int], None] | None = None
    ) -> list[Draft]:
        return [Draft(plain("черновик"), self.score, signature=self.signature, flags=self.flags) for _ in batch]

    def stream(self, texts: Iterable[Content], source: str, target: str) -> Iterator[list[tuple[int, Draft]]]:
        made = [(number, draft) for number, draft in enumerate(self.translate(list(texts), source, target))]
        yield made[::-1]


def test_by_kind_of_text() -> None:
    assert (kind_of(SENTENCE), kind_of(STRING)) == ("prose", "strings")
    engine = doubting(Stub(0.5, {"prose": 0.8, "strings": 0.3}), "en", "ru", "gloss")
    first, second = engine.translate([SENTENCE, STRING], "en", "ru")
    assert first.signature.startswith("gloss 1 ")
    assert "президент" in first.text.lower()
    assert second.signature == "stub 1"


def test_a_sure_draft_of_something_else() -> None:
    for floor, kept in ((0.8, False), (None, True)):  # of a package that was measured, and of another
        engine = Stub(0.9, {"prose": floor})
        engine.flags = (relation.FLAG,)
        (draft,) = doubting(engine, "en", "ru", "gloss").translate([SENTENCE], "en", "ru")
        assert (draft.signature == "stub 1") == kept
        assert (relation.FLAG in draft.flags) == kept


def test_left_empty() -> None:
    engine = doubting(Stub(0.5, {"prose": 0.8}), "en", "ru", "empty")
    (draft,) = engine.translate([SENTENCE], "en", "ru")
    assert (draft.target, draft.flags) == ((), (BEYOND,))


def test_a_language_without_a_gloss_is_left_empty() -> None:
    engine = doubting(Stub(0.5, {"prose": 0.8}), "en", "de", "gloss")
    assert engine.translate([SENTENCE], "en", "de")[0].target == ()


def test_kept_or_believed() -> None:
    doubted, believed = Stub(0.5, {"prose": 0.8}), Stub(0.1, {})
    assert doubting(doubted, "en", "ru", "keep") is doubted
    assert doubting(believed, "en", "ru", "gloss") is believed


def test_slow_glosses_are_given_away_some_at_a_time() -> None:
    engine = doubting(Stub(0.5, {"prose": 0.8}), "en", "ru", "gloss")
    texts = [plain(f"The president visited town {number} on Monday.") for number in range(40)]
    parts = list(engine.stream(texts, "en", "ru"))
    assert [len(part) for part in parts] == [AT_ONCE, AT_ONCE, 40 - 2 * AT_ONCE]
    assert sorted(number for part in parts for number, _ in part) == list(range(40))
