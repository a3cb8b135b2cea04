"""The tables and the search: what is found is the best there is."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.engines.gloss.search import END, START, Option, Trigrams, Weights, best
from toolkit.engines.gloss.tables import SortedTable

TEXT = st.text(alphabet="abcжүң 中@", min_size=1, max_size=5)


@given(st.dictionaries(TEXT, TEXT, max_size=30), TEXT)
def test_a_table_answers_like_a_dictionary(rows: dict[str, str], other: str) -> None:
    lines = sorted((f"{key}\t{value}\n" for key, value in rows.items()), key=lambda line: line.split("\t")[0].encode())
    table = SortedTable("".join(lines).encode())
    assert len(table) == len(rows)
    assert {key: table.get(key) for key in [*rows, other]} == {key: rows.get(key) for key in [*rows, other]}


MODEL = Trigrams(
    SortedTable(
        b"</s>\t100 0\n<s>\t9900 50\n<s> <s>\t9900 40\n<s> a\t20 30\na\t200 60\na b\t30 20\nb\t150 10\nb </s>\t10 0\n"
    )
)
WEIGHTS = Weights(model=0.7, unit=0.4, suffix=0.1, phrase=-0.2, dropped=-1.0)


def test_the_model_backs_off_to_shorter_contexts() -> None:
    assert MODEL.score("x", "a", "b") == -0.3
    assert abs(MODEL.score("<s>", "a", "b") - -0.6) < 1e-9
    assert abs(MODEL.score("a", "b", "a") - (-0.2 - 0.1 - 2.0)) < 1e-9  # the weights of a b and of b
    assert MODEL.score("q", "q", "q") == -13.0


UNITS = st.lists(st.sampled_from("abc"), max_size=2).map(tuple)
Rows = list[list[tuple[int, int, tuple[str, ...]]]]
OPTIONS = st.lists(st.tuples(st.integers(1, 2), st.integers(-5, 0), UNITS), max_size=3)


@settings(deadline=None)
@given(st.lists(OPTIONS, min_size=1, max_size=4))
def test_the_search_finds_what_trying_everything_finds(given_options: Rows) -> None:
    length = len(given_options)
    options = [
        [
            Option(1, -4.0, ("c",)),
            *(Option(size, float(score), units) for size, score, units in there if place + size <= length),
        ]
        for place, there in enumerate(given_options)
    ]

    def score(path: list[Option]) -> float:
        units = [START, START, *itertools.chain.from_iterable(option.units for option in path), END]
        model = sum(MODEL.score(*units[place - 2 : place + 1]) for place in range(2, len(units)))
        return sum(option.score for option in path) + WEIGHTS.model * model + WEIGHTS.unit * (len(units) - 3)

    def paths(place: int) -> list[list[Option]]:
        if place == length:
            return [[]]
        return [[option, *rest] for option in options[place] for rest in paths(place + option.length)]

    wanted = max(score(path) for path in paths(0))
    chosen = best(options, MODEL, WEIGHTS)
    assert [choice.start for choice in chosen] == [0, *[choice.end for choice in chosen[:-1]]]
    found = [
        max((option for option in options[choice.start]
             if option.units == choice.units and option.length == choice.end - choice.start), key=lambda one: one.score)
        for choice in chosen
    ]  # fmt: skip
    assert abs(score(found) - wanted) < 1e-9
