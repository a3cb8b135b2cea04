"""Inline codes through the whole drafting path on generated pages: read, split, draft, write, read again."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import html5lib
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from toolkit import documents, engines
from toolkit.documents import ReadOptions
from toolkit.documents.markup.tags import tokenize
from toolkit.engines.alignment import WORD, _copies, count
from toolkit.engines.hypothesis import Hypothesis
from toolkit.engines.protection import translate
from toolkit.segmentation import split
from toolkit.units import Code, Content, Draft, Segment, visible

from .test_protection import hostile

WORDS = "the big dog sees the cat|The man reads the new word.|Open the file!|goes home|save the file, and 12|city"
EMPTY = [
    "<br>",
    "<img src=x>",
    "<code>ls -l</code>",
    "<!-- c -->",
    "<sup role=doc-noteref>1</sup>",
    "<span translate=no>X</span>",
]
NAMES = ["b", "i", "a href=u", "span class=x", "q"]


def inline(depth: int) -> st.SearchStrategy[str]:
    """Running text with inline elements, some around words with their spaces, some in words, some around nothing."""
    texts = st.sampled_from(WORDS.split("|"))
    if not depth:
        return texts
    inner = inline(depth - 1)
    spaces = st.sampled_from(["", "", " "])
    element = st.builds(
        lambda name, before, text, after: f"<{name}>{before}{text}{after}</{name.split()[0]}>",
        st.sampled_from(NAMES if depth > 1 else NAMES[:2]), spaces, st.one_of(inner, st.just("")), spaces,
    )  # fmt: skip
    signs = st.sampled_from(["!", " — ", ",", " & ", "{name}", "<b>!</b>", "<i>→</i>"]).map(
        lambda sign: sign.replace("&", "&amp;")
    )
    part = st.one_of(texts, element, element, st.sampled_from(EMPTY), signs)
    return st.lists(st.tuples(part, st.sampled_from([" ", " ", ""])), min_size=1, max_size=4).map(
        lambda parts: "".join(text + space for text, space in parts)
    )


PAGES = inline(3).map(lambda text: f"<p>{text}</p>")
EXAMPLES = [
    "<p><a href=u>The man reads the new word. The big dog goes home.</a> Open <b>the file. Save</b> the file.</p>",
    "<p>The dog <b>goes.</b> <i>The cat</i> goes home<b>.</b></p>",
    "<p>The <b>big <i>dog</i></b><i> sees</i> the<a href=u> cat</a>.</p>",
]


def with_examples(law: Callable[..., None]) -> Callable[..., None]:
    for page in EXAMPLES:
        law = example(page)(law)
    return law


def drafted(page: str, make: Callable[[list[Content]], Sequence[Draft]]) -> tuple[str, list[tuple[Segment, Draft]]]:
    """The page with its drafts, and the drafts."""
    segments = list({one.key: one for one in split(documents.read(page.encode(), "x.html"))}.values())
    drafts = list(make([one.source for one in segments]))
    targets = {one.key: draft.target for one, draft in zip(segments, drafts, strict=True) if draft.target}
    made, verdict = documents.translated(page.encode(), "x.html", targets, ReadOptions(), "ru")
    assert verdict == "complete" or not all(has_word(draft.target) for draft in drafts)
    return made.decode(), list(zip(segments, drafts, strict=True))


def tags(page: str) -> Counter[str]:
    return Counter(page[one.start : one.end] for one in tokenize(page) if one.kind in ("start", "end", "comment"))


def elements(page: str) -> Counter[str]:
    """The elements that a browser makes of it: more than before where a pair was broken or crosses another."""
    return Counter(
        element.tag
        for element in html5lib.parseFragment(page, namespaceHTMLElements=False).iter()
        if isinstance(element.tag, str)
    )


def edges(content: Content) -> dict[str, tuple[bool, bool]]:
    """Opening code -> whether there is a space just inside its pair, at the beginning and at the end."""
    found: dict[str, tuple[bool, bool]] = {}
    waiting: list[int] = []
    for place, part in enumerate(content):
        if isinstance(part, Code) and part.kind == "open":
            waiting.append(place)
        elif isinstance(part, Code) and part.kind == "close" and waiting:
            first, last = content[waiting[-1] + 1], content[place - 1]
            found[str(content[waiting.pop()])] = (
                isinstance(first, str) and first[0].isspace(), isinstance(last, str) and last[-1].isspace(),
            )  # fmt: skip
    return found


def insides(content: Content) -> dict[str, Content]:
    """Opening code -> what is in its pair."""
    found: dict[str, Content] = {}
    waiting: list[int] = []
    for place, part in enumerate(content):
        if isinstance(part, Code) and part.kind == "open":
            waiting.append(place)
        elif isinstance(part, Code) and part.kind == "close" and waiting:
            opening = waiting.pop()
            found[str(content[opening])] = content[opening + 1 : place]
    return found


def has_word(content: Content) -> bool:
    return any(isinstance(part, str) and any(map(str.isalnum, part)) for part in content)


def forgetful(seed: int) -> Callable[[Sequence[str]], list[Hypothesis]]:
    """A model that leaves words out, moves them, and says of some of them which ones they stand for, often wrongly."""
    chance = random.Random(seed)

    def model(texts: Sequence[str]) -> list[Hypothesis]:
        made = []
        for text in texts:
            words = [word for word in text.upper().split(" ") if word.startswith("{") or chance.random() < 0.7]
            if chance.random() < 0.4:
                chance.shuffle(words)
            said = " ".join(words)
            size, written = count(text), WORD.findall(said)
            known = _copies(WORD.findall(text), written)
            pairs = {
                (known.get(place, chance.randrange(size or 1)), place)
                for place in range(len(written))
                if chance.random() < 0.8
            }
            made.append(
                Hypothesis(
                    said, -1.0, 1, () if said else ("empty",), tuple(sorted(pairs, key=lambda pair: pair[1])), size
                )
            )
        return made

    return model


def judge(page: str, made: str, drafts: list[tuple[Segment, Draft]], *, faithful: bool = False) -> None:
    for segment, draft in drafts:
        lost = {"lost-placeable", "empty"} & set(draft.flags)
        codes, kept = ([part for part in one if isinstance(part, Code)] for one in (segment.source, draft.target))
        assert lost or Counter(codes) == Counter(kept)
        assert not faithful or not lost
        if not lost and not {"split", "unsure-markup"} & set(draft.flags):
            before, after = edges(segment.source), edges(draft.target)
            for opening, (first, last) in after.items():
                assert first <= before[opening][0], (segment.text, draft.text)
                assert last <= before[opening][1], (segment.text, draft.text)
        inside = insides(segment.source)
        for opening, content in insides(draft.target).items():
            if has_word(inside.get(opening, ())) and not has_word(content):
                objects = any(
                    isinstance(part, Code) and part.kind == "placeholder" and part.shown.strip() for part in content
                )
                texts = [part for part in content if isinstance(part, str)]
                assert objects or not texts or "".join(texts).strip(), (segment.text, draft.text)
                assert lost or objects or "unsure-markup" in draft.flags, (segment.text, draft.text)
    if not any({"lost-placeable", "empty"} & set(draft.flags) for _, draft in drafts):
        assert tags(made) == tags(page)
        assert elements(made) == elements(page)


@with_examples
@given(PAGES)
def test_pseudo(page: str) -> None:
    engine = engines.make("pseudo", source="en", target="ru")
    made, drafts = drafted(page, lambda batch: engine.translate(batch, "en", "ru"))
    judge(page, made, drafts, faithful=True)
    for segment, draft in drafts:
        assert [one for one in draft.target if isinstance(one, Code)] == [
            one for one in segment.source if isinstance(one, Code)
        ]


@pytest.fixture(scope="module")
def toy_engine(en_ru: Path) -> engines.Engine:
    return engines.make("argos", source="en", target="ru", folders=(en_ru,), starter=False, threads=1)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@with_examples
@given(PAGES)
def test_a_model_that_translates_word_by_word(toy_engine: engines.Engine, page: str) -> None:
    made, drafts = drafted(page, lambda batch: toy_engine.translate(batch, "en", "ru"))
    judge(page, made, drafts)


@pytest.fixture(scope="module")
def starter() -> engines.Engine:
    return engines.make("argos", source="en", target="zh", threads=1)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@with_examples
@given(PAGES)
def test_a_starter_package(starter: engines.Engine, page: str) -> None:
    made, drafts = drafted(page, lambda batch: starter.translate(batch, "en", "zh"))
    judge(page, made, drafts)


@given(PAGES, st.integers(0, 2**32))
def test_a_model_that_loses_and_moves_words(page: str, seed: int) -> None:
    made, drafts = drafted(page, lambda batch: translate(batch, forgetful(seed), lambda _source, target: target))
    judge(page, made, drafts)


@example("<p>the big dog sees the cat <b>the big dog sees the cat </b> </p>", 605250)  # leaves a } between words
@example(
    "<p><b><b>the big dog sees the cat <b>the big dog sees the cat</b> <b></b> </b> </b> "
    "<b>the big dog sees the cat </b> </p>",
    0,
)
@given(PAGES, st.integers(0, 2**32))
def test_a_model_that_loses_codes(page: str, seed: int) -> None:
    made, drafts = drafted(page, lambda batch: translate(batch, hostile(seed), lambda _source, target: target))
    judge(page, made, drafts)
    for segment, draft in drafts:
        assert not draft.target or visible(draft.target) or not visible(segment.source)
