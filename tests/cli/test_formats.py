"""`toolkit formats`: every format has its row, and every page that is named is there."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from toolkit.cli.formats import command
from toolkit.documents import FORMATS
from toolkit.documents.summaries import SUMMARIES

ROOT = Path(__file__).parent.parent.parent


def test_every_format_is_listed_with_a_page_that_names_its_endings() -> None:
    assert set(SUMMARIES) == set(FORMATS)
    done = CliRunner().invoke(command, ["--format", "json"])
    rows = json.loads(done.output)
    assert [row["format"] for row in rows] == list(FORMATS)
    for row in rows:
        page = (ROOT / row["page"]).read_text(encoding="utf-8")
        assert all(ending in page for ending in row["endings"] if ending != ".text"), row["format"]


@pytest.mark.parametrize("name", ["pptx", ".pptx", "a/report.pptx"])
def test_one_is_found_by_format_ending_and_file(name: str) -> None:
    done = CliRunner().invoke(command, [name])
    assert done.output.startswith("pptx: .pptx .pptm") and done.output.count("translated") == 1
