"""The keys of menus and buttons in the drafts of models, in each language's own form."""

import pytest

from tests.engines.test_kept_laws import engine
from toolkit.checks import check_pair
from toolkit.checks.pair import Pair
from toolkit.documents.strings import messages
from toolkit.engines.hypothesis import unseen
from toolkit.engines.keys import with_keys
from toolkit.engines.protection import translate
from toolkit.placeables.access_keys import access_key, marks
from toolkit.units import Content, Draft, flatten, plain

MENU = (
    "&Save",
    "_Open",
    "Save(&S)",
    "Save &as…",
    "E_xit",
    "&Delete %s",
    "Cu&t",
    "Sa_ve as…",
    "_Print preview...",
    "打开(_O)…",
)


def spoken(text: str, said: str, target: str, source: str = "en") -> str:
    """The draft of a string by a model that says `said` of the words that it sees."""

    def model(texts):  # type: ignore[no-untyped-def]
        assert not marks(texts[0]) and "(" not in texts[0]
        return [unseen(said) for _ in texts]

    made = translate([messages.content(text)], model, lambda _, answer: answer, languages=(source, target))
    return flatten(made[0].target)


@pytest.mark.parametrize(
    ("source", "said", "target", "expected"),
    [
        ("&Save", "保存", "zh", "保存(&S)"),
        ("Save &As…", "另存为…", "zh", "另存为(&A)…"),
        ("_Open {name}", "打开 {1}", "zh", "打开 {name}(_O)"),
        ("&Save", "Сохранить", "ru", "&Сохранить"),
        ("Save(&S)", "Сохранить", "ru", "&Сохранить"),
        ("E_xit", "Выход", "ru", "_Выход"),
        ("_Open %s", "{1} ачуу", "ky", "%s _ачуу"),
        ("&Zoom", "100 %", "ru", "100 % (&Z)"),
        ("&Save && E&xit", "Сохранить {1} выйти", "ru", "&Сохранить && &выйти"),
        ("&Save && E&xit", "保存 {1} 退出", "zh", "保存 && 退出(&S)(&X)"),
        ("_Open and _Close", "Ачуу жана жабуу", "ky", "_Ачуу жана _жабуу"),
        ("&Yes to &All", "Да", "ru", "&Да (&A)"),
    ],
)
def test_the_key_stands_as_the_language_has_it(source: str, said: str, target: str, expected: str) -> None:
    assert spoken(source, said, target) == expected


@pytest.mark.parametrize("target", ["zh", "ru", "ky"])
def test_drafts_of_the_starters_keep_every_key(target: str) -> None:
    contents = [messages.content(text) for text in MENU]
    for text, draft in zip(MENU, engine(target).translate(contents, "en", target), strict=True):
        pair = Pair(text, draft.text, "en", target, prose=False)
        assert not [one for one in check_pair(pair) if one.check in ("accelerator", "placeholder")], (text, draft.text)
        key = access_key(text)
        assert key is not None and f"{key.mark}" in draft.text
        if target == "zh":
            assert f"({key.mark}{key.letter.upper()})" in draft.text


@pytest.mark.parametrize(
    "text", ["R&D", "AT&T and Q&A", "Foo_bar is snake_case.", "a && b", "See ?a=1&b=2 of x.org/?a=1&b=2"]
)
def test_other_signs_are_left_alone(text: str) -> None:
    seen: list[Content] = []

    def draft(batch):  # type: ignore[no-untyped-def]
        seen.extend(batch)
        return [Draft(content, 1.0) for content in batch]

    assert flatten(with_keys([plain(text)], "ru", draft)[0].target) == text and seen == [plain(text)]


@pytest.mark.parametrize(("source", "target"), [("E_xit", "В_ыход"), ("&Save as", "Сохранить ка&к"), ("R&D", "НИОКР")])
def test_a_key_within_a_word_is_one(source: str, target: str) -> None:
    assert not [
        one.message for one in check_pair(Pair(source, target, "en", "ru", prose=False)) if one.check != "length"
    ]
