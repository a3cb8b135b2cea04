from hypothesis import given
from hypothesis import strategies as st

from toolkit import engines
from toolkit.engines.placeables import placeables
from toolkit.units import Code, plain

ENGINE = engines.make("pseudo", source="en", target="zh")


def test_accents_length_and_marks() -> None:
    told: list[int] = []
    drafts = ENGINE.translate([plain("Open %s, Zoë"), plain("12")], "en", "zh-Hans", told.append)
    assert drafts[0].target == ("⟦Öþééñ %s, Žööë⟧",)
    assert (drafts[1].text, drafts[1].flags) == ("12", ("copied",))
    assert told == [1, 2]


@given(
    st.lists(
        st.one_of(st.text(st.sampled_from("ab {}%s<>1"), min_size=1), st.just(Code("1", "open", "<b>"))), max_size=1
    )
)
def test_law_placeables_stay(parts: list[str | Code]) -> None:
    (draft,) = ENGINE.translate([tuple(parts)], "en", "zh")
    assert placeables(draft.target) == placeables(tuple(parts))
    assert draft == ENGINE.translate([tuple(parts)], "en", "zh")[0]
