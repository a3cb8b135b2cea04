"""How much of a document is in segments is said before anything is done, and a document without any is refused."""

from pathlib import Path

import pytest

from tests.conftest import Toolkit
from toolkit import documents
from toolkit.errors import DocumentError
from toolkit.project.coverage import coverage
from toolkit.project.settings import ProjectSettings
from toolkit.segmentation import split
from toolkit.workflow import pipeline

NOTHING = {
    "x.txt": "<!-- toolkit:skip -->\nHello there.\n",
    "x.md": "```\nHello there\n```\n",
    "skip.md": "<!-- toolkit:skip -->\n\n# Hello there\n\n<!-- toolkit:end -->\n",
    "x.html": "<html lang=en><p translate=no>Hello there.</p>",
    "lang.html": "<html lang=en><p lang=fr>Bonjour</p><pre>ls</pre>",
    "code.html": "<p><code>Hello there</code></p>",
    "x.xhtml": '<html xml:lang="en"><p class="notranslate">Hello there.</p></html>',
    "x.json": '{"@@locale": "en", "a": "www.example.org"}',
    "x.yaml": "a: Hello there # toolkit:skip\n",
    "x.vtt": "WEBVTT\n\nNOTE toolkit:skip\n\n00:01.000 --> 00:02.000\nHello there.\n",
}
EMPTY = {
    "x.txt": "\n",
    "x.md": "---\n",
    "x.html": "<script>let hello = there</script><style>p { }</style>",
    "x.json": "{}",
    "x.vtt": "WEBVTT\n",
}


@pytest.mark.parametrize("name", NOTHING)
def test_text_without_a_segment_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(NOTHING[name], encoding="utf-8")
    with pytest.raises(DocumentError, match=r"letters of text and nothing to translate: .*left out: "):
        pipeline.read(ProjectSettings(tmp_path), path)


@pytest.mark.parametrize("name", EMPTY)
def test_a_document_without_text_is_none(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(EMPTY[name], encoding="utf-8")
    assert pipeline.read(ProjectSettings(tmp_path), path).segments == ()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "x.html",
            "<html lang=en><p>One two.<p lang=fr>Trois<pre>four</pre><p translate=no>five",
            "31 % of the letters; left out: 5 letters of lang, 4 letters of code, 4 letters of markup",
        ),
        (
            "x.md",
            "One two.\n\n    three\n\n<!-- toolkit:skip -->\n\nfour\n\n<!-- toolkit:end -->\n\n<p lang=fr>Cinq</p>\n",
            "31 % of the letters; left out: 5 letters of code, 4 letters of skip, 4 letters of lang",
        ),
        ("y.html", "<p>Run <code>ls</code> now.", "3 words"),
    ],
)
def test_what_is_left_out_is_counted_in_letters(name: str, text: str, expected: str) -> None:
    document = documents.read(text.encode(), name)
    assert str(coverage(document, split(document))).removeprefix("1 block, 1 segment, ").endswith(expected)


def test_run_says_it_before_it_starts(command_line: Toolkit, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html lang=en><p>One two.<pre>three</pre>", encoding="utf-8")
    (tmp_path / "none.html").write_text("<html lang=en><p translate=no>Hello there.", encoding="utf-8")
    done = command_line(tmp_path, "run", "page.html", "--to", "ky", "--engine", "pseudo")
    assert done.returncode == 0, done.stderr
    said = (done.stdout + done.stderr).splitlines()
    assert done.stdout.splitlines()[0] == (
        "page.html: 1 block, 1 segment, 2 words; 54 % of the letters; left out: 5 letters of code"
    ), said
    done = command_line(tmp_path, "run", "none.html", "--to", "ky", "--engine", "pseudo")
    assert done.returncode == 1
    assert "none.html: 10 letters of text and nothing to translate: 0 blocks" in done.stderr
    assert not (tmp_path / "build" / "none").exists()


def test_a_file_of_ten_gigabytes_is_not_opened(tmp_path: Path, command_line: Toolkit) -> None:
    for name in ("x.txt", "x.md", "x.html"):
        path = tmp_path / name
        with path.open("wb") as file:
            file.truncate(10_000_000_000)
        done = command_line(tmp_path, "segment", name)
        assert done.returncode == 1
        assert f"{name}: this is 10,000 MB, and no document over 512 MB is opened; split it" in done.stderr
        path.unlink()
