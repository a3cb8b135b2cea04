"""Old packages with bpe.model: the same units whichever library applies the merges."""

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engines.test_argos import bpe_package, engine_in
from toolkit.units import plain

PAIRS = st.lists(
    st.tuples(st.text("abcөж", min_size=1, max_size=2), st.text("abcөж", min_size=1, max_size=2), st.booleans()),
    min_size=1,
    max_size=30,
)
WORDS = st.lists(st.text("abcөж—1@", min_size=1, max_size=8), min_size=1, max_size=8)


@given(PAIRS, WORDS)
def test_both_libraries_cut_alike(pairs: list[tuple[str, str, bool]], words: list[str]) -> None:
    argos = pytest.importorskip("argostranslate.apply_bpe", reason="argostranslate is not installed")
    import subword_nmt.apply_bpe

    lines = ["#version: 0.2", *(f"{left} {right}{'</w>' * end}" for left, right, end in pairs)]
    theirs, ours = (kind.BPE(io.StringIO("\n".join(lines) + "\n")) for kind in (argos, subword_nmt.apply_bpe))
    assert theirs.segment_tokens(words) == ours.segment_tokens(words)


@pytest.mark.parametrize("there", [True, False])
def test_a_package_drafts_with_and_without_argostranslate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    if not there:
        for name in ("argostranslate", "argostranslate.apply_bpe"):
            monkeypatch.setitem(sys.modules, name, None)
    bpe_package(tmp_path)
    drafts = engine_in(tmp_path).translate([plain("open the file.")], "en", "ru")
    assert [draft.text for draft in drafts] == ["открыть этот файл."]
