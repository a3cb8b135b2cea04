"""Glossaries: CSV as any program writes it, TBX there and back, what of them a translation keeps."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, Toolkit, judge
from toolkit.checks import Pair
from toolkit.checks.terms import terms
from toolkit.errors import CatalogError
from toolkit.terms import tbx
from toolkit.terms.glossary import Entry, Glossary, read_csv, write_csv
from toolkit.terms.suggestions import suggestions

TABLE = (
    "en,ru,ky,note,forbidden,do not translate\n"
    '"Belt and Road","«Один пояс, один путь»",«Бир алкак — бир жол»,"a name, with a comma",Пояс и дорога,\n'
    "governor,губернатор,губернатор,,начальник | глава,\nLinux,,,,,yes\n"
)


def found(source: str, target: str) -> list[str]:
    glossary = read_csv(TABLE.encode())
    return [one.check for one in terms(Pair(source, target, "en", "ru"), glossary)]


def test_a_translation_keeps_to_the_glossary_in_any_form() -> None:
    assert found("The Belt and Road projects", "Проекты в рамках «Один пояс, один путь»") == []
    assert found("The governors met", "Встретились губернаторы") == []
    assert found("The governors met", "Встретились руководители") == ["term"]
    assert found("The governor spoke", "Выступил глава региона") == ["forbidden-term"]
    assert found("Linux is free", "Линукс свободен") == ["term"]
    assert found("Linux is free", "Linux свободен") == []
    assert found("No terms here", "Ничего") == []


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_tables_of_other_programs(separator: str, mark: str) -> None:
    rows = [
        ["EN", "zh-Hans", "ru_RU", "Note"],
        ["river", "河", "река", "of water"],
        ["", "", "", ""],
        ["bank", "银行", "", ""],
    ]
    text = mark + "\r\n".join(separator.join(row) for row in rows)
    glossary = read_csv(text.encode())
    assert glossary.languages == ("en", "zh", "ru")
    assert [dict(entry.texts) for entry in glossary.entries] == [
        {"en": "river", "zh": "河", "ru": "река"}, {"en": "bank", "zh": "银行"}
    ]  # fmt: skip


def test_what_is_no_glossary_is_refused_with_its_line() -> None:
    for data, says in ((b"a,b\n1,2\n", "first line"), (b"en,ru\n\xff\xfe,x\n", "UTF-8"), (b"en,en\n", "two columns")):
        with pytest.raises(CatalogError, match=says):
            read_csv(data, "glossary.csv")
    for data in (b"<a/>", b"<martif", b"", b"\0"):
        with pytest.raises(CatalogError, match="no TBX"):
            tbx.read(data, "terms.tbx")


WORDS = (
    st.text("abcdeжщңөү汉字 ,;\"'<&>|", min_size=1, max_size=12).map(str.strip).filter(lambda text: text.strip("| "))
)
ENTRIES = st.builds(
    lambda en, ru, note, bad, keep: Entry(
        {"en": " ".join(en.split()), "ru": " ".join(ru.split())}, " ".join(note.split()), "", tuple(bad), keep
    ),
    WORDS, WORDS, WORDS, st.lists(st.sampled_from(["плохо", "хуже"]), max_size=2, unique=True), st.booleans(),
)  # fmt: skip


@given(st.lists(ENTRIES, max_size=5))
def test_law_there_and_back(entries: list[Entry]) -> None:
    glossary = Glossary(tuple(entries), ("en", "ru"))
    assert read_csv(write_csv(glossary)).entries == glossary.entries
    assert tbx.read(tbx.write(glossary)).entries == glossary.entries


def test_tbx_is_valid_and_a_broken_one_is_not(tmp_path: Path) -> None:
    schema = ROOT.parent / "shared" / "data" / "schemas" / "tbx.xsd"
    if not schema.exists():
        pytest.skip("THE SCHEMA of TBX is not beside the project and has judged nothing")
    xmllint = judge("xmllint", shutil.which("xmllint"), "apt-get install libxml2-utils")
    shutil.copy(schema, tmp_path)
    (tmp_path / "xml.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        'targetNamespace="http://www.w3.org/XML/1998/namespace">'
        '<xs:attribute name="lang" type="xs:string"/></xs:schema>',
        encoding="utf-8",
    )
    good = tbx.write(read_csv(TABLE.encode()))
    for data, code in ((good, 0), (good.replace(b"<tig>", b"<tag>").replace(b"</tig>", b"</tag>"), 3)):
        (tmp_path / "t.tbx").write_bytes(data)
        done = subprocess.run(
            [xmllint, "--noout", "--schema", "tbx.xsd", "t.tbx"], cwd=tmp_path, capture_output=True, check=False
        )
        assert done.returncode == code, done.stderr.decode()


def test_suggestions_are_names_and_phrases_that_come_again() -> None:
    texts = ["The joint venture opened in Osh.", "A joint venture is planned.", "Osh State University won."]
    found = {one.text: (one.kind, one.count) for one in suggestions(texts)}
    assert found["joint venture"] == ("phrase", 2)
    assert found["Osh State University"][0] == "name"


def test_the_commands(tmp_path: Path, project: Path, command_line: Toolkit) -> None:
    done = command_line(project, "terms", "export", "t.tbx")
    assert done.returncode == 0, done.stderr
    (project / "locales" / "glossary.csv").unlink()
    assert command_line(project, "terms", "check").returncode == 2
    done = command_line(project, "terms", "import", "t.tbx")
    assert done.returncode == 0, done.stderr
    assert "Lin Wu" in (project / "locales" / "glossary.csv").read_text(encoding="utf-8")
    rows = json.loads(command_line(project, "terms", "suggest", "source/lin-wu-visits-kyrgyzstan.txt", "--json").stdout)
    assert "Lin Wu" not in [row["term"] for row in rows]
    assert command_line(project, "terms", "export", "t.doc").returncode == 2
