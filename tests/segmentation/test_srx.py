"""SRX files: the toolkit's own, those of others, and those that are damaged."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.conftest import ROOT
from toolkit.errors import SegmentationError
from toolkit.segmentation import Segmentation
from toolkit.segmentation.java import translate
from toolkit.segmentation.rules import builtin
from toolkit.segmentation.srx import Rule, SrxRules, load, save

CASES = ROOT / "tests" / "cases" / "srx"
OWN = ROOT / "toolkit" / "segmentation" / "rules" / "toolkit.srx"
SCHEMA = ROOT.parent / "shared" / "data" / "schemas" / "srx20.xsd"
HEAD = '<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="yes"/>\n<body>'
TAIL = '</languagerule></languagerules><maprules><languagemap languagepattern=".*" languagerulename="x"/></maprules>'


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    if not SCHEMA.exists():
        pytest.skip(f"THE SCHEMA OF SRX 2.0 IS NOT HERE and has judged nothing; it is looked for in {SCHEMA}")
    tree = etree.parse(SCHEMA)
    for element in tree.findall("{http://www.w3.org/2001/XMLSchema}import"):
        tree.getroot().remove(element)  # it names a place in the network, for an attribute that is never used
    return etree.XMLSchema(tree)


def test_the_own_rules_are_valid(schema: etree.XMLSchema) -> None:
    schema.assertValid(etree.parse(OWN))


@pytest.mark.parametrize("language", ["en", "ru", "zh", "zt", "ky", "de"])
def test_what_is_exported_is_valid(schema: etree.XMLSchema, language: str) -> None:
    schema.assertValid(etree.fromstring(Segmentation(abbreviations=("abc.",)).export(language)))


def test_the_schema_rejects_a_broken_file(schema: etree.XMLSchema) -> None:
    broken = OWN.read_bytes().replace(b'<rule break="no">', b'<rule break="maybe">', 1)
    assert not schema.validate(etree.fromstring(broken))


def test_every_own_expression_is_one() -> None:
    for language in ("en", "ru", "zh", "ky"):
        for rule in Segmentation().rules(language):
            translate(rule.before, backwards=True)
            translate(rule.after)


def test_every_own_rule_has_a_name() -> None:
    assert all(rule.name for group in builtin().languages.values() for rule in group)


NAME = st.text(alphabet="abcäя好 <>&\"'", min_size=1, max_size=8).map(str.strip).filter(bool)
PATTERN = st.text(alphabet="ab.*\\&<>\"' \n\t\rя好😀[]", max_size=12)
RULE = st.builds(Rule, st.booleans(), PATTERN, PATTERN)
LANGUAGES = st.dictionaries(NAME, st.lists(RULE, min_size=1, max_size=4).map(tuple), min_size=1, max_size=3)


@given(LANGUAGES, st.booleans(), st.booleans())
def test_what_is_saved_is_loaded_again(languages: dict[str, tuple[Rule, ...]], cascade: bool, subflows: bool) -> None:
    rules = SrxRules(languages, tuple((".*", name) for name in languages), cascade, subflows)
    assert load(save(rules), "x.srx") == rules


def test_names_and_lines_are_kept() -> None:
    rules = load((CASES / "omegat-like.srx").read_bytes(), "x.srx").languages["Russian"]
    assert [(rule.name, rule.line, rule.place) for rule in rules] == [
        ("possessive quantifiers and a look-behind", 12, "x.srx:12"),
        ("an initial", 17, "x.srx:17"),
    ]


FOREIGN = [
    ("omegat-like.srx", "ru", "Дом, т.е. дом. Он стоит.", ["Дом, т.е. дом.", "Он стоит."]),
    ("omegat-like.srx", "ru", "А. С. Пушкин. Поэт.", ["А. С. Пушкин.", "Поэт."]),
    ("omegat-like.srx", "en", "See e.g. this etc. and stop. Dr. Lee", ["See e.g. this etc. and stop.", "Dr.", "Lee"]),
    ("omegat-like.srx", "zh", "好。好！好", ["好。", "好！", "好"]),
    ("omegat-like.srx", "en", "one\u2028two", ["one", "two"]),
    ("version-1.srx", "de", "Nr. 5 ist da. Und Nr. 6.", ["Nr. 5 ist da.", "Und Nr. 6."]),
]


@pytest.mark.parametrize(("name", "language", "text", "sentences"), FOREIGN)
def test_files_of_other_programs_work(name: str, language: str, text: str, sentences: list[str]) -> None:
    alone = Segmentation(srx=(CASES / name).read_bytes(), srx_path=name, builtin=False)
    assert alone.splitter(language).sentences(text) == sentences


def test_the_rules_of_a_project_come_first() -> None:
    rules = (
        HEAD + '<languagerules><languagerule languagerulename="x"><rule break="no"><beforebreak>end\\.</beforebreak>'
    )
    rules += "<afterbreak>\\s</afterbreak></rule>" + TAIL + "</body></srx>"
    mixed = Segmentation(srx=rules.encode(), srx_path="own.srx")
    assert mixed.splitter("en").sentences("The end. Dr. Lee left. Bye.") == ["The end. Dr. Lee left.", "Bye."]


def test_only_the_first_map_counts_where_the_file_says_so() -> None:
    a, b = Rule(True, "a", "b"), Rule(True, "b", "a")
    maps = (("e.*", "one"), (".*", "two"))
    assert SrxRules({"one": (a,), "two": (b,)}, maps, cascade=True).for_language("en") == (a, b)
    assert SrxRules({"one": (a,), "two": (b,)}, maps, cascade=False).for_language("en") == (a,)
    assert SrxRules({"one": (a,), "two": (b,)}, maps, cascade=False).for_language("ru", "ru-RU") == (b,)


ONE = HEAD + '<languagerules>\n<languagerule languagerulename="x">\n'
DAMAGED = [
    ("<srx", 1, "no well-formed XML"),
    ("<html/>", 1, "no SRX file: it begins with <html>"),
    ('<srx version="9"/>', 1, "version 9 is not known"),
    ('<!DOCTYPE srx [<!ENTITY a "b">]>\n<srx/>', 1, "document type is not allowed"),
    (ONE + '<rule break="perhaps"/>' + TAIL + "</body></srx>", 4, "break must be yes or no, not 'perhaps'"),
    (ONE + "<rule/>" + TAIL.replace('name="x"', 'name="y"') + "</body></srx>", 4, "known: x"),
    (ONE + "<rule/>" + TAIL.replace('".*"', '"("') + "</body></srx>", 4, "no regular expression"),
    (HEAD + "<languagerules><languagerule/></languagerules></body></srx>", 2, "has no languagerulename"),
    (HEAD + "<rule/></body></srx>", 2, "outside of a <languagerule>"),
]


@pytest.mark.parametrize(("text", "line", "message"), DAMAGED)
def test_a_damaged_file_is_an_error_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(SegmentationError) as error:
        load(text.encode(), "rules.srx")
    assert str(error.value).startswith(f"rules.srx:{line}: ")
    assert message in str(error.value)


def test_a_rule_that_cannot_be_used_is_named_with_its_line() -> None:
    text = ONE + "<rule>\n<beforebreak>(\\w)\\1</beforebreak></rule>" + TAIL + "</body></srx>"
    with pytest.raises(SegmentationError, match=r"^rules\.srx:4: <beforebreak>\(\\w\)\\1</beforebreak> cannot be used"):
        Segmentation(srx=text.encode(), srx_path="rules.srx").splitter("en")


def test_a_group_without_rules_cannot_be_saved() -> None:
    with pytest.raises(ValueError, match="no rules"):
        save(SrxRules({"x": ()}, ((".*", "x"),)))


def test_a_missing_case_is_no_silent_pass() -> None:
    assert {path.name for path in CASES.glob("*.srx")} == {name for name, *_ in FOREIGN}
    assert Path(OWN).is_file()
