"""The inline codes of sites: what they are said to begin with is what their patterns begin with."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.documents.markup import inline_codes

FLAGS = re.VERBOSE | re.DOTALL


@pytest.mark.parametrize("one", inline_codes.INLINES, ids=lambda one: one.name)
def test_no_code_begins_otherwise_than_is_said(one: inline_codes.Inline) -> None:
    pattern = re.compile(one.pattern, FLAGS)

    @settings(max_examples=25, suppress_health_check=list(HealthCheck), database=None)
    @given(st.from_regex(pattern))
    def law(text: str) -> None:
        found = pattern.search(text)
        assert found is not None
        first, second = text[found.start()], text[found.start() + 1 : found.start() + 2]
        assert first in inline_codes._STARTS[one.name]
        assert second in inline_codes._SECONDS.get((one.name, first), second)

    law()
