"""Files with translations beside their sources: what a person approved says so, drafts do not, what is there stays."""

from pathlib import Path

import pytest

from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.segmentation import split
from toolkit.units import PERSON, Code, Content, Origin, State, TranslationUnit

CASES = Path(__file__).parent.parent / "cases" / "strings"
OPTIONS = ReadOptions(targets=("ru", "ky"))
MARKS = {
    "app.ts": ('type="unfinished">ӨҢ', "<translation>ӨҢ"),
    "page.xlf": ('state="needs-review-translation" state-qualifier="mt-suggestion">ӨҢ', 'state="translated">ӨҢ'),
    "unit.xliff": ('state="initial"', 'state="reviewed"'),
    "Catalog.xcstrings": ('"state" : "needs_review"', '"state" : "translated",\n            "value" : "ӨҢ'),
}
"""File -> what stands in it for a draft, and for what a person approved."""


def written(name: str, language: str, *, reviewed: bool) -> str:
    data = (CASES / name).read_bytes()
    targets: dict[str, Content] = {}
    units = {}
    for one in split(documents.read(data, name, OPTIONS)):
        targets[one.key] = ("ӨҢ ", *(part for part in one.source if isinstance(part, Code)))
        state, origin = (State.REVIEWED, PERSON) if reviewed else (State.INITIAL, Origin("engine", "argos"))
        units[one.key] = TranslationUnit(one, targets[one.key], state, origin)
    made, verdict = documents.translated(data, name, targets, OPTIONS, language, units)
    assert verdict == "complete"
    return made.decode()


@pytest.mark.parametrize("name", MARKS)
def test_a_draft_is_marked_and_what_a_person_approved_is_not(name: str) -> None:
    draft, approved = MARKS[name]
    drafted, reviewed = (written(name, "ky", reviewed=kind) for kind in (False, True))
    assert draft in drafted and approved not in drafted
    assert approved in reviewed and draft not in reviewed


@pytest.mark.parametrize(("name", "there"), [("page.xlf", "Готово уже"), ("Catalog.xcstrings", "Готово")])
def test_a_translation_that_is_there_gives_way_to_an_approved_one_alone(name: str, there: str) -> None:
    assert there in written(name, "ru", reviewed=False)
    assert there not in written(name, "ru", reviewed=True)


def test_what_has_every_translation_is_no_segment() -> None:
    only = ReadOptions(targets=("ru",))
    for name, text in (("page.xlf", "Done already"), ("Catalog.xcstrings", "Done")):
        document = documents.read((CASES / name).read_bytes(), name, only)
        assert text not in [one.text for one in split(document)]
        assert [block.note for block in document.blocks if block.content == (text,)] == ["translated"]
