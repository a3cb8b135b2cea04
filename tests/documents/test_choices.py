"""Strings that say several things: choices by number and by kind, one inside of another, in every family of files."""

import json
import plistlib

import pytest
import yaml

from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.errors import DocumentError
from toolkit.segmentation import split
from toolkit.units import Code, Content, Segment

RUSSIAN = ReadOptions(targets=("ru",))
SENT = "{who} sent {n, plural, one {a photo} other {{n} photos}} to {g, select, male {him} other {them}}."
NESTED = (
    "{a, select, x {{n, plural, other {# CATS} one {# CATS (one)} few {# CATS (few)} many {# CATS (many)}}} "
    "other {NONE}}"
)
TWICE = (
    "{n, plural, one {Is} few {Are} many {Are} other {Are}} "
    "{n, plural, one {a cat} few {# cats} many {# cats} other {cats}} here?"
)
ANGULAR = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" original="x"><body>
<trans-unit id="a"><source>{VAR_PLURAL, plural, =0 {just now} other {<x id="N" equiv-text="{{n}}"/> min ago}}</source>
</trans-unit><trans-unit id="b"><source>Updated <x id="ICU" equiv-text="{n, plural, other {x}}"/></source></trans-unit>
<trans-unit id="c"><source>Done</source><target>Готово</target></trans-unit>
</body></file></xliff>"""


def segments(data: str, name: str, options: ReadOptions = RUSSIAN) -> list[Segment]:
    return list(split(documents.read(data.encode(), name, options)))


def in_russian(data: str, name: str, options: ReadOptions = RUSSIAN) -> str:
    targets = {
        one.key: tuple(part if isinstance(part, Code) else part.upper() for part in one.source)
        + ((f" ({one.context.removeprefix('plural: ').partition(';')[0]})",) if "plural: " in one.context else ())
        for one in segments(data, name, options)
    }
    made, verdict = documents.translated(data.encode(), name, targets, options, "ru")
    assert verdict == "complete"
    assert documents.rewrite(data.encode(), name, {}, options) == data.encode()
    return made.decode()


def said(text: str) -> str:
    found: str = json.loads(in_russian(json.dumps({"a": text}), "a.json"))["a"]
    return found


def test_two_choices_in_a_sentence_are_a_choice_of_sentences() -> None:
    assert said(SENT) == (
        "{g, select, male {{n, plural, one {{who} SENT A PHOTO TO HIM.} other {{who} SENT {n} PHOTOS TO HIM.} "
        "few {{who} SENT {n} PHOTOS TO HIM. (few)} many {{who} SENT {n} PHOTOS TO HIM. (many)}}} "
        "other {{n, plural, one {{who} SENT A PHOTO TO THEM.} other {{who} SENT {n} PHOTOS TO THEM.} "
        "few {{who} SENT {n} PHOTOS TO THEM. (few)} many {{who} SENT {n} PHOTOS TO THEM. (many)}}}}"
    )


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{a, select, x {{n, plural, other {# cats}}} other {none}}", NESTED),
        ("Place {n, selectordinal, one {#st} other {#th}}!",
         "{n, selectordinal, one {PLACE #ST!} other {PLACE #TH!}}"),
        (TWICE,
         "{n, plural, one {IS A CAT HERE?} few {ARE # CATS HERE?} many {ARE # CATS HERE?} other {ARE CATS HERE?}}"),
        ("Take {0,choice,0#no files|1#one file|1<{0} files}.",
         "{0,choice,0#TAKE NO FILES.|1#TAKE ONE FILE.|1<TAKE {0} FILES.}"),
        ("{0,choice,0#none|1#one}", "{0,choice,0#NONE|1#ONE}"),
        ("(1)[one item];(2-inf)[{{count}} items];", "(1)[ONE ITEM];(2-inf)[{{count}} ITEMS];"),
    ],
)  # fmt: skip
def test_choices_of_every_kind(text: str, made: str) -> None:
    assert said(text) == made


@pytest.mark.parametrize(
    "text",
    [
        "It''s '{'n, plural, one {x} other {y}} {n, plural, one {a} other {b}}",
        "{n, plural, one {# cat} {m, select, other {x}",
    ],
)
def test_what_is_no_simple_choice_stays_whole(text: str) -> None:
    assert said(text) == text
    assert not segments(json.dumps({"a": text}), "a.json")


CATS = "{a, plural, one {# cat} other {# cats}} and {b, plural, =0 {no dog} other {# dogs}}"
TIME = "{h, plural, other {# h}}, {m, plural, other {# min}} and {s, plural, other {# s}}"


def dogs(cats: str, mark: str = "") -> str:
    """The inner choice of CATS; `mark` is that of the outer one."""
    forms = [(name, f"{mark}, {name}" if mark else name) for name in ("one", "few", "many")]
    further = " ".join(f"{name} {{{{a, number}} {cats} AND # DOGS ({both})}}" for name, both in forms)
    own = f" ({mark})" * bool(mark)
    return (f"{{b, plural, =0 {{{{a, number}} {cats} AND NO DOG{own}}} other {{{{a, number}} {cats} AND # DOGS{own}}} "
            f"{further}}}")  # fmt: skip


def test_two_plurals_of_different_numbers_both_have_the_categories_of_the_target() -> None:
    further = " ".join(f"{name} {{{dogs('CATS', name)}}}" for name in ("few", "many"))
    assert said(CATS) == f"{{a, plural, one {{{dogs('CAT')}}} other {{{dogs('CATS')}}} {further}}}"
    keys = [one.key for one in segments(json.dumps({"a": CATS}), "a.json")]
    assert len(keys) == len(set(keys)) == 20


HASH = "Take #1: {n, plural, other {cats}} of {m, select, other {mine}}"
LESS = "{a, plural, offset:1 =0 {Nobody} other {# others}} liked {b, plural, other {# posts}}"


def words(text: str) -> str:
    """The words with those for the categories of Russian behind them."""
    return " ".join([f"other {{{text}}}", *(f"{name} {{{text} ({name})}}" for name in ("one", "few", "many"))])


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (TIME, f"{{h, plural, {words('# H')}}}, {{m, plural, {words('# MIN')}}} AND {{s, plural, {words('# S')}}}"),
        (HASH, f"TAKE #1: {{n, plural, {words('CATS')}}} OF {{m, select, other {{MINE}}}}"),
        (LESS, f"{{a, plural, offset:1 =0 {{NOBODY}} {words('# OTHERS')}}} LIKED {{b, plural, {words('# POSTS')}}}"),
    ],
)
def test_choices_that_make_too_many_sentences_are_codes_of_one(text: str, made: str) -> None:
    assert said(text) == made
    assert json.loads(documents.rewrite(json.dumps({"a": text}).encode(), "a.json", {}, RUSSIAN))["a"] == text


@pytest.mark.parametrize("text", [CATS, TIME])
def test_further_branches_that_nobody_has_translated_say_what_other_says(text: str) -> None:
    data = json.dumps({"a": text}).encode()
    targets: dict[str, Content] = {one.key: ("X", *(part for part in one.source if isinstance(part, Code)))
               for one in segments(data.decode(), "a.json") if not one.context}  # fmt: skip
    made, _ = documents.translated(data, "a.json", targets, RUSSIAN, "ru")
    found = json.loads(made)["a"]
    assert "few {" in found and "cats" not in found and "# h}" not in found
    untold = documents.translated(data, "a.json", targets, ReadOptions(), "ru")
    assert untold[1] == "complete" and "few {" in untold[0].decode()


def test_two_selectors_of_fluent_both_have_the_categories_of_the_target() -> None:
    text = "a = { $a ->\n    [one] A cat\n   *[other] { $a } cats\n } and { $b ->\n   *[other] dogs\n }.\n"
    made = in_russian(text, "a.ftl")
    inner = "".join(f"\n{' ' * 8}[{name}] {{ $a }} CATS AND DOGS. (many, {name})" for name in ("one", "few", "many"))
    assert f"    [many] {{ $b ->\n       *[other] {{ $a }} CATS AND DOGS. (many){inner}\n    }}" in made
    assert made.count("[many]") == 5 and made.count("*[other]") == 5


def test_a_choice_by_kind_within_a_plural_of_fluent_has_the_categories_of_the_target() -> None:
    text = (
        "a = { $n ->\n    [0] None\n   *[other] { $g ->\n        [male] His { $n } cats\n"
        "       *[other] Their { $n } cats\n    }\n }\n"
    )
    made = in_russian(text, "a.ftl")
    for name in ("few", "many"):
        assert f"[{name}] {{ $g ->\n        [male] HIS {{ $n }} CATS ({name})\n" in made


def test_a_choice_in_a_block_of_yaml_is_a_choice() -> None:
    text = "a: >-\n  {n, plural,\n    one   {a cat}\n    other {# cats}\n  }\nb: |\n  Two lines.\n  Of text.\n"
    made = yaml.safe_load(in_russian(text, "messages+intl-icu.en.yaml"))
    assert " ".join(made["a"].split()) == (
        "{n, plural, one {A CAT} other {# CATS} few {# CATS (few)} many {# CATS (many)} }"
    )
    assert made["b"] == "TWO LINES.\nOF TEXT.\n"


def test_choices_in_xliff() -> None:
    made = in_russian(ANGULAR, "messages.xlf")
    number = '<x id="N" equiv-text="{{n}}"/>'
    assert (
        f"{{VAR_PLURAL, plural, =0 {{JUST NOW}} other {{{number} MIN AGO}} one {{{number} MIN AGO (one)}} "
        f"few {{{number} MIN AGO (few)}} many {{{number} MIN AGO (many)}}}}</target>"
    ) in made
    assert 'UPDATED <x id="ICU" equiv-text="{n, plural, other {x}}"/></target>' in made
    assert "<target>Готово</target>" in made  # nobody has said that it is another language
    again = in_russian(ANGULAR, "messages.ru.xlf", ReadOptions(targets=("zh", "ru")))
    assert "<target>Готово</target>" in again


def test_messages_of_go_i18n_have_the_categories_of_the_target() -> None:
    text = '[cats]\ndescription = "How many"\nhash = "sha1-1"\none = "{{.n}} cat"\nother = "{{.n}} cats"\n'
    made = in_russian(text, "en.toml")
    assert 'few = "{{.n}} CATS (few)"\nmany = "{{.n}} CATS (many)"\nother' in made
    assert 'description = "How many"' in made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a=#1 page;#1 pages\n", "a=#1 PAGE;#1 PAGES (few);#1 PAGES\n"),
        ("# A list of plural forms\na=%S page;%S pages\n",
         "# A list of plural forms\na=%S PAGE;%S PAGES (few);%S PAGES\n"),
        ("a=#1 page;#1 pagine;#1 pagini\n", "a=#1 PAGE;#1 PAGINE;#1 PAGINI\n"),
        ("a=apples;pears\n", "a=APPLES;PEARS\n"),
        ("open.accesskey=O\nopenMnemonic=O\nletter=O\n", "open.accesskey=O\nopenMnemonic=O\nletter=O\n"),
        ("a=Name:\\u0020\n", "a=NAME:\\u0020\n"),
    ],
)  # fmt: skip
def test_plurals_of_mozilla_and_keys_to_press(text: str, made: str) -> None:
    assert in_russian(text, "a.properties") == made
    assert len(segments("open.accesskey=O\nopenMnemonic=O\nletter=O\n", "a.properties")) == 1


def test_strings_that_xcode_has_compiled() -> None:
    strings = {"a": "Hello, %@ & all", "b": "https://example.org", "c": "Two\nlines"}
    for form in (plistlib.FMT_BINARY, plistlib.FMT_XML):
        data = plistlib.dumps(strings, fmt=form, sort_keys=False)
        found = list(split(documents.read(data, "a.strings")))
        assert [one.text for one in found] == ["Hello, %@ & all", "Two", "lines"]
        targets = {one.key: tuple(p if isinstance(p, Code) else p.upper() for p in one.source) for one in found}
        made, verdict = documents.translated(data, "a.strings", targets, ReadOptions(), "ru")
        assert verdict == "complete"
        assert made[:6] == data[:6]
        loaded = plistlib.loads(made)
        assert list(loaded.items()) == [("a", "HELLO, %@ & ALL"), ("b", "https://example.org"), ("c", "TWO\nLINES")]
        assert documents.rewrite(data, "a.strings", {}) == data
    with pytest.raises(DocumentError, match="damaged binary property list"):
        documents.read(data[:8].replace(data[:6], b"bplist") + b"00" * 9, "a.strings")
    with pytest.raises(DocumentError, match="no list of strings"):
        documents.read(plistlib.dumps({"a": [1]}, fmt=plistlib.FMT_BINARY), "a.strings")


def test_comments_and_code_in_strings_are_no_text() -> None:
    strings = {
        "_comment": "For authors", "//": "For authors too", "$comment": "And these", "comment": "A comment to read",
        "css": "text-red-500 font-bold", "call": "getUser()", "words": "well-known left-handed people",
        "n": "%d%% done",
    }  # fmt: skip
    found = [one.text for one in segments(json.dumps(strings), "a.json")]
    assert found == ["A comment to read", "well-known left-handed people", "%d%% done"]
    percent = segments(json.dumps({"n": "%d%% done"}), "a.json")[0].source
    assert [part.raw for part in percent if isinstance(part, Code)] == ["%d", "%%"]


def test_a_section_of_cdata_beside_words_is_written_with_references() -> None:
    text = '<resources><string name="a">Use <![CDATA[<b>bold</b>]]> now &amp; then</string></resources>'
    made = in_russian(text, "strings.xml")
    assert made == '<resources><string name="a">USE &lt;b>BOLD&lt;/b> NOW &amp; THEN</string></resources>'
