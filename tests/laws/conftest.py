"""What all laws share."""

import functools
from collections.abc import Iterator

import pytest

from toolkit import documents


@pytest.fixture(scope="module", autouse=True)
def remembered() -> Iterator[None]:
    """What was read is remembered for longer than a program would: a law asks of one document again and again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "_read", functools.lru_cache(4)(documents._read.__wrapped__))
        yield
