"""Each check on right and wrong translations that were written by hand: ten of each and more in every language."""

from collections import Counter

import pytest

from tests.checks.written import FOLDER, LANGUAGES, lines, written
from toolkit.checks import CHECKS, WHOLE

IDS = [*(check.id for check in CHECKS), *WHOLE]
LEAST = 10
WITHOUT = {(check, language): reason for check, language, reason in lines(FOLDER / "without.tsv")}
"""Check and language that it has nothing to look for in -> why."""


def counted(check: str) -> Counter[tuple[str, bool]]:
    return Counter((one.language, one.good) for one in set(written(check)))


@pytest.mark.parametrize("check", IDS)
def test_ten_right_and_ten_wrong_translations_are_written_for_each_language(check: str) -> None:
    have = counted(check)
    for language in LANGUAGES:
        both = have[language, True], have[language, False]
        if (check, language) in WITHOUT:
            assert both == (0, 0), (check, language, "why does it stand in without.tsv?")
        else:
            assert min(both) >= LEAST, (check, language, both)


@pytest.mark.parametrize("check", IDS)
def test_what_is_wrong_is_found(check: str) -> None:
    alone = {other.id: "off" for other in CHECKS if other.id != check}
    missed = [
        (one.language, one.source, one.target)
        for one in written(check)
        if not one.good and check not in [finding.check for finding in one.found(alone)]
    ]
    assert missed == []


@pytest.mark.parametrize("check", IDS)
def test_what_is_right_is_left_in_peace(check: str) -> None:
    blamed = [
        (one.language, one.source, one.target, finding.check, finding.message)
        for one in written(check)
        if one.good
        for finding in one.found()
        if finding.severity != "hint" or finding.check == check
    ]
    assert blamed == []


def test_each_file_is_of_a_check_and_each_reason_of_a_language_that_it_leaves_out() -> None:
    assert {path.stem for path in FOLDER.glob("*.tsv")} == {*IDS, "without"}
    for check, language in WITHOUT:
        assert check in IDS
        assert language in LANGUAGES
        assert WITHOUT[check, language].endswith(".")
    left_out = {(one.id, code) for one in CHECKS for code in LANGUAGES if one.languages and code not in one.languages}
    assert left_out <= set(WITHOUT)
