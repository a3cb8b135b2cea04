"""What tests of the review page share: a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.review.windows import launched


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for all, since starting it takes longer than a test; each window has a context of its own."""
    yield from launched()
