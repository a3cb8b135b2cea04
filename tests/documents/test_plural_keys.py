"""Plural keys: each language has those of its own categories, and nothing else of the file changes."""

import json
import re

import pytest
import yaml

from toolkit import documents
from toolkit.catalogs.states import with_codes
from toolkit.documents import ReadOptions
from toolkit.segmentation import split
from toolkit.units import Code

ALL = ReadOptions(targets=("ru", "ky", "zh"))
I18NEXT = """{
  "title": "Mail",
  "item_one": "{{count}} message",
  "item_other": "{{count}} messages",
  "place_ordinal_one": "{{count}}st place",
  "place_ordinal_other": "{{count}}th place",
  "reason_other": "Another reason",
  "colour": {"red": "Red ink", "other": "Other ink"},
  "flat": {"one": "One day", "other": "{{count}} days"}
}
"""
RAILS = """en:
  title: Mail
  # how many
  items:
    one: "%{count} message" # one
    other: "%{count} messages" # several
  inline: {one: "A day", other: "%{count} days"}
  choice:
    other: Another one
    none: Nothing at all
"""
FILES = {"i18next": ("en.json", I18NEXT), "rails": ("en.yml", RAILS)}
ADDED = {
    "ru": {"few": "«few»", "many": "«many»"},
    "ky": {},
    "zh": {},
    "pl": {"few": "«few»", "many": "«many»"},
}


def written(name: str, text: str, language: str, options: ReadOptions, *, windows: bool = False) -> str:
    data = (text.replace("\n", "\r\n") if windows else text).encode()
    targets = {
        one.key: tuple(
            part
            if isinstance(part, Code)
            else f"«{one.context.removeprefix('plural: ')}»"
            if one.context
            else part.upper()
            for part in one.source
        )
        for one in split(documents.read(data, name, options))
    }
    made, verdict = documents.translated(data, name, targets, options, language)
    assert verdict == "complete"
    return made.decode()


def keys(loaded: object) -> dict[str, object]:
    assert isinstance(loaded, dict)
    return next(iter(loaded.values())) if len(loaded) == 1 else loaded


@pytest.mark.parametrize("windows", [False, True])
@pytest.mark.parametrize("language", ADDED)
@pytest.mark.parametrize("form", FILES)
def test_a_message_for_each_category(form: str, language: str, windows: bool) -> None:
    name, text = FILES[form]
    made = keys(yaml.safe_load(written(name, text, language, ALL, windows=windows)))
    before = keys(yaml.safe_load(text))
    group = made["items"] if form == "rails" else {k[5:]: v for k, v in made.items() if k.startswith("item_")}
    assert isinstance(group, dict)
    assert list(group) == ["one", *ADDED[language], "other"]
    for category, text in ADDED[language].items():
        assert group[category] == ("%{count}" if form == "rails" else "{{count}}") + text
    flat = made["flat" if form == "i18next" else "inline"]
    assert isinstance(flat, dict)
    assert list(flat) == ["one", *ADDED[language], "other"]
    added = [key for key in made if key not in before]
    assert added == ([f"item_{one}" for one in ADDED[language]] if form == "i18next" else [])
    for key in ("reason_other", "colour", "choice", "place_ordinal_other"):
        assert json.dumps(made.get(key)).upper() == json.dumps(before.get(key)).upper()


@pytest.mark.parametrize("form", FILES)
def test_the_rest_of_the_file_keeps_its_characters(form: str) -> None:
    name, text = FILES[form]
    made = written(name, text, "ru", ALL)
    new, old = (
        [line.upper() for line in lines.splitlines() if not re.search("«|inline|flat", line)] for lines in (made, text)
    )
    assert new == [line.replace("EN:", "RU:") for line in old]


@pytest.mark.parametrize("form", FILES)
def test_without_the_languages_of_a_project_the_words_of_other(form: str) -> None:
    name, text = FILES[form]
    made = written(name, text, "ru", ReadOptions())
    several = "%{COUNT} MESSAGES" if form == "rails" else "{{COUNT}} MESSAGES"
    assert made.replace("count", "COUNT").count(several) == 3


@pytest.mark.parametrize("form", FILES)
def test_nothing_is_added_without_a_translation(form: str) -> None:
    name, text = FILES[form]
    assert documents.rewrite(text.encode(), name, {}, ALL) == text.encode()
    made = documents.rewrite(text.encode(), name, {}, ALL, language="ru").decode()
    assert "few" not in made
    document = documents.read(text.encode(), name, ALL)
    assert "plural few, for languages that have it" in {block.note.partition("; ")[2] for block in document.blocks}


def test_choices_of_laravel_have_the_branches_of_the_target() -> None:
    text = '{"a": "year|years", "b": ":count day|:count days", "c": "{n} car | {n} cars", "d": "Yes|No"}'
    options = ReadOptions(targets=("ru", "ky", "zh"))
    words = {"year": "год", "years": "лет", ":count day": ":count день", ":count days": ":count дней"}
    targets = {
        one.key: with_codes(
            words.get(one.text, one.text) if not one.context else "года" if one.text == "years" else ":count дня",
            [part for part in one.source if isinstance(part, Code)],
        )
        for one in split(documents.read(text.encode(), "en.json", options))
    }
    made, verdict = documents.translated(text.encode(), "en.json", targets, options, "ru")
    assert verdict == "complete"
    said = json.loads(made)
    assert said["a"] == "год|года|лет"
    assert said["b"] == ":count день|:count дня|:count дней"
    assert said["c"] == "{n} car | {n} cars"
    assert said["d"] == "Yes|No"
    made, verdict = documents.translated(text.encode(), "en.json", targets, options, "ky")
    assert verdict == "complete"
    assert json.loads(made)["a"] == "год|лет"


def test_branches_of_an_icu_plural() -> None:
    text = '{"box": "{n, plural, =0 {Nothing here} one {# item} other {# items in {box}}}"}'
    made = json.loads(written("en.json", text, "ru", ALL))["box"]
    assert made == (
        "{n, plural, =0 {NOTHING HERE} one {# ITEM} other {# ITEMS IN {box}} few {#«few»{box}} many {#«many»{box}}}"
    )
    assert json.loads(written("en.json", text, "zh", ALL))["box"].endswith("other {# ITEMS IN {box}}}")
    assert documents.rewrite(text.encode(), "en.json", {}, ALL) == text.encode()


@pytest.mark.parametrize(
    ("language", "branches"),
    [
        ("ru", ["one", "few", "other"]),
        ("ga", ["one", "two", "other"]),
        ("lv", ["zero", "one", "other"]),
        ("he", ["one", "other"]),
        ("cy", ["one", "two", "other", "other"]),
        ("ar", ["zero", "one", "two", "few", "other", "other"]),
    ],
)
def test_a_choice_of_laravel_has_its_branches_in_their_order(language: str, branches: list[str]) -> None:
    text = b'{"a": "apple|apples"}'
    options = ReadOptions(targets=(language,))
    targets = {
        one.key: (one.context.removeprefix("plural: ") or {"apple": "one"}.get(one.text, "other"),)
        for one in split(documents.read(text, "en.json", options))
    }
    made, verdict = documents.translated(text, "en.json", targets, options, language)
    assert verdict == "complete"
    assert json.loads(made)["a"].split("|") == branches


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("apple | apples", {"apple": "一个苹果", "apples": "许多"}, "一个苹果 | 许多"),
        ("Home | Our shop", {"Home | Our shop": "主页 | 主店"}, "主页 | 主店"),
        ("{0} none|[1,*] some", {"none": "无", "some": "一些"}, "{0} 无|[1,*] 一些"),
        ("Hello", {"Hello": "👋"}, "👋"),
    ],
)
def test_what_only_words_tell_is_read_as_it_was_meant(text: str, words: dict[str, str], said: str) -> None:
    """Translated branches need not be alike, a title may look like a choice, and a string may lose its last letter."""
    data = json.dumps({"a": text}).encode()
    targets = {one.key: (words[one.text],) for one in split(documents.read(data, "en.json"))}
    made, verdict = documents.translated(data, "en.json", targets, ReadOptions(), "zh")
    assert verdict == "complete"
    assert json.loads(made)["a"] == said


def test_a_bar_in_a_branch_is_never_complete() -> None:
    data = b'{"a": "{0} none|[1,*] some", "b": "car | cars"}'
    for text in ("none", "some", "car", "cars"):
        targets = {
            one.key: ("有|些",) if one.text == text else one.source for one in split(documents.read(data, "en.json"))
        }
        assert documents.translated(data, "en.json", targets, ReadOptions(), "zh")[1] != "complete"
