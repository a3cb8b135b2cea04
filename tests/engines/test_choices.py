"""ICU plurals and selects through the API: branches are drafted, a plural has its target's categories."""

from collections.abc import Sequence

import pytest

from toolkit.engines.choices import with_branches
from toolkit.units import Content, Draft, content_of, plain

CASES = [
    ("{n, plural, one {# file} other {# files}}", "zh", "{n, plural, one {# FILE} other {# FILES}}", ()),
    ("{n, plural, one {# file} other {# files}}", "ru",
     "{n, plural, one {# FILE} other {# FILES} few {# FILES} many {# FILES}}", ()),
    ("{g, select, male {He left} other {They left}}", "ky", "{g, select, male {HE LEFT} other {THEY LEFT}}", ()),
    ("Open {name}", "ru", "OPEN {name}", ()),
    ("See {n, plural, one {# file} other {# files}} here", "ru",
     "SEE {n, plural, one {# file} other {# files}} HERE", ("echo",)),
]  # fmt: skip


def shouted(batch: Sequence[Content]) -> list[Draft]:
    from toolkit.engines.placeables import SLOT, mask, unmask

    made = []
    for content in batch:
        masked = mask(content)
        text = "".join(
            f"{{{piece}}}" if index % 2 else piece.upper() for index, piece in enumerate(SLOT.split(masked.text))
        )
        made.append(Draft(content_of(unmask(text, masked.placeables)), 0.5))
    return made


@pytest.mark.parametrize(("source", "target", "expected", "flags"), CASES)
def test_branches(source: str, target: str, expected: str, flags: tuple[str, ...]) -> None:
    (draft,) = with_branches([plain(source)], target, shouted)
    assert (draft.text, draft.flags) == (expected, flags)
