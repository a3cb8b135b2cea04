"""Any string of a kind, anywhere in a sentence, comes out of the starters' drafts exactly once, in three languages."""

import functools
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from toolkit import engines
from toolkit.documents.strings import messages
from toolkit.placeables import NUMBER, find
from toolkit.units import Content, Draft, plain

NAME = st.from_regex(r"[a-z]{2,8}", fullmatch=True)
UPPER = st.from_regex(r"[A-Z]{2,6}", fullmatch=True)
DIGITS = st.integers(1, 9999).map(str)
KINDS = {
    "braces": NAME.map("{{{}}}".format),
    "printf": st.sampled_from(["%s", "%d", "%1$s", "%.2f", "%@", "%5.1f"]),
    "named": NAME.map("%({})s".format),
    "ruby": NAME.map("%{{{}}}".format),
    "shell": UPPER.map("${}".format),
    "snake": st.lists(NAME, min_size=2, max_size=4).map("_".join),
    "constant": st.lists(UPPER, min_size=2, max_size=3).map("_".join),
    "function": NAME.map("{}()".format),
    "option": NAME.map("--{}".format),
    "file": st.tuples(NAME, st.sampled_from(["txt", "py", "pyc", "json", "png"])).map(".".join),
    "path": st.lists(NAME, min_size=2, max_size=4).map(lambda names: "/" + "/".join(names)),
    "dot file": NAME.map(".{}".format),
    "domain": st.tuples(NAME, st.sampled_from(["org", "com", "kg", "ru", "cn"])).map(".".join),
    "url": st.tuples(NAME, NAME).map(lambda parts: f"https://{parts[0]}.org/{parts[1]}"),
    "email": st.tuples(NAME, NAME).map(lambda parts: f"{parts[0]}@{parts[1]}.org"),
    "version": st.tuples(DIGITS, DIGITS, DIGITS).map(lambda parts: "v" + ".".join(parts)),
    "mention": NAME.map("@{}".format),
    "issue": DIGITS.map("#{}".format),
    "code": NAME.map("`{}`".format),
    "key": st.tuples(st.sampled_from(["Ctrl", "Alt", "Shift"]), st.sampled_from("CVXZ")).map("+".join),
    "emoji": st.sampled_from(["🐶", "😊", "→", "✓", "👩‍💻", "🇰🇬", "❤️"]),
    "time": st.tuples(st.integers(10, 23), st.integers(10, 59)).map(lambda parts: f"{parts[0]}:{parts[1]}"),
    "money": st.tuples(st.sampled_from("€£₽"), DIGITS).map("".join),
    "percent": DIGITS.map("{}%".format),
    "foreign name": st.text("имяфайлполя用户名", min_size=2, max_size=8).map("{{{}}}".format),
    "name of words": st.lists(NAME, min_size=2, max_size=3).map(lambda names: f"{{{' '.join(names)}}}"),
    "literal": st.text("…@|—и和{", min_size=1, max_size=4).map(lambda said: f"{{'{said.replace('{', '.')}'}}"),
    "apple": NAME.map("%#@{}@".format),
    "arg": st.just("%arg"),
    "symfony": st.tuples(NAME, NAME).map(lambda parts: f"%{parts[0]}.{parts[1]}%"),
    "java date": st.sampled_from(["%1$tB", "%2$tY", "%1$td"]),
    "link": st.tuples(NAME, NAME).map(lambda parts: f"@.lower:{parts[0]}.{parts[1]}"),
    "entity": st.sampled_from(["&nbsp;", "&#8212;", "&#x2014;"]),
    "wiki": NAME.map("[[{}]]".format),
    "hash": st.from_regex(r"[0-9][a-f][0-9a-f]{6,10}", fullmatch=True),
    "mime": st.tuples(st.sampled_from(["text", "image"]), NAME).map("/".join),
    "foreign": st.sampled_from(["Настройки", "保存", "Ελλάδα", "সংরক্ষণ"]),
}  # fmt: skip
IN_STRINGS = {
    "laravel": st.from_regex(r":[A-Z][a-z]{1,8}", fullmatch=True),
    "argument": st.tuples(NAME, NAME).map(lambda parts: f"{{{parts[0]}, {parts[1]}}}"),
    "component": NAME.map("<Trans n={{{}}}/>".format),
}
"""What is a code only where a reader knows that the text is a string of a program."""
PLAIN = ["open", "delete", "copy", "this", "the", "file", "in", "folder", "to", "your", "phone", "now", "use"]
WORDS = st.lists(st.sampled_from(PLAIN), max_size=5)
SENTENCES = st.sampled_from(sorted(KINDS | IN_STRINGS)).flatmap(
    lambda kind: st.tuples(st.just(kind), (KINDS | IN_STRINGS)[kind], WORDS.map(" ".join), WORDS.map(" ".join))
)


@functools.cache
def engine(target: str) -> engines.Engine:
    return engines.make("argos", source="en", target=target, threads=1)


def drafts(contents: list[Content], target: str) -> list[Draft]:
    return engine(target).translate(contents, "en", target)


@pytest.mark.parametrize("target", ["zh", "ru", "ky"])
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(rows=st.lists(SENTENCES, min_size=25, max_size=25))
def test_law_any_string_of_a_kind_is_kept(target: str, rows: list[tuple[str, str, str, str]]) -> None:
    texts = [f"Please {before} {text} {after}".strip() for _, text, before, after in rows]
    contents = [
        messages.content(text) if kind in IN_STRINGS else plain(text)
        for (kind, *_), text in zip(rows, texts, strict=True)
    ]
    made = drafts(contents, target)
    for (kind, text, *_), source, draft in zip(rows, texts, made, strict=True):
        assert draft.text.count(text) >= 1, (kind, source, draft.text)
        assert "lost-placeable" not in draft.flags, (kind, source, draft.text)


def test_the_kinds_of_the_table_are_kept() -> None:
    """What is in no strategy above, but in the table."""
    from toolkit.placeables import KINDS as TABLE
    from toolkit.placeables.table import STRINGS

    wanted_kinds = [kind for kind in TABLE if kind.group != NUMBER and kind.where != STRINGS]
    texts = [f"Open {example} now" for kind in wanted_kinds for example in kind.examples]
    for text, draft in zip(texts, drafts(list(map(plain, texts)), "ru"), strict=True):
        wanted = Counter(found.text for found in find(text))
        made = Counter(found.text for found in find(draft.text))
        assert made == wanted or {"lost-placeable", "echo"} & set(draft.flags), (text, draft.text, draft.flags)
