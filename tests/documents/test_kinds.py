"""Whole documents as the users of each tool write them: what is for readers is found, and nothing else changes.

A case is a document, a line of tildes, and its segments, one a line (⏎ is a line break in it). After a change that is
meant, `TOOLKIT_ACCEPT=1 pytest tests/documents/test_kinds.py` writes the segments anew; read the difference.
"""

import importlib
import os
from pathlib import Path

import pytest

from tests.documents.marked import upper
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.segmentation import split
from toolkit.units import Code, Content, Segment

FILES = sorted((Path(__file__).parent.parent / "cases" / "kinds").iterdir())
RUSSIAN = ReadOptions(targets=("ru",))
MARK = "~~~~\n"


def parts(path: Path) -> tuple[bytes, list[Segment], str]:
    """The document, its segments, and those that it should have."""
    text, _, expected = path.read_text(encoding="utf-8").rpartition(MARK)
    data = text.encode()
    return data, list(split(documents.read(data, path.name, RUSSIAN))), expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_readers_read_is_found(path: Path) -> None:
    _, segments, expected = parts(path)
    found = "".join(f"{one.text.replace(chr(10), '⏎')}\n" for one in segments)
    if os.environ.get("TOOLKIT_ACCEPT") == "1":
        whole = path.read_text(encoding="utf-8").rpartition(MARK)[0]
        path.write_text(f"{whole}{MARK}{found}", encoding="utf-8")
        expected = found
    assert found == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_copy_changes_nothing(path: Path) -> None:
    data, segments, _ = parts(path)
    assert documents.rewrite(data, path.name, {}, RUSSIAN) == data
    assert documents.rewrite(data, path.name, {one.key: one.source for one in segments}, RUSSIAN) == data


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_in_another_language_it_is_complete(path: Path) -> None:
    """In capitals, and in hanzi, where nothing parts words."""
    data, segments, _ = parts(path)
    for change, language in ((upper, "ru"), (_hanzi, "zh")):
        made, verdict = documents.translated(data, path.name, {one.key: change(one.source) for one in segments},
                                             RUSSIAN, language)  # fmt: skip
        assert verdict == "complete", made.decode()


@pytest.mark.parametrize(
    ("name", "tag"),
    [("twig.html", "{% endfor %}"), ("view.ejs.html", "<% }); %>"), ("list.hbs.html", "{{/each}}"),
     ("mail.ftlh.html", "<#else>"), ("hugo-post.md", "{{< /details >}}"), ("zola.md", "{% end %}"),
     ("docusaurus-guide.mdx", ":::warning"), ("page.php.html", "<?php endif; ?>"), ("list.gotmpl.html", "{{- end }}")],
)  # fmt: skip
def test_a_tag_between_texts_that_is_lost_is_told(name: str, tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = next(path for path in FILES if path.name == name)
    data, segments, _ = parts(path)
    module = importlib.import_module(f"toolkit.documents.{documents.FORMATS[documents.format_of(name)][0]}")
    targets = {one.key: upper(one.source) for one in segments}
    made, _ = documents.translated(data, name, targets, RUSSIAN, "ru")
    assert tag.encode() in made
    monkeypatch.setattr(module, "rewrite", lambda *_, **__: made.replace(tag.encode(), b"", 1))
    assert documents.translated(data, name, targets, RUSSIAN, "ru")[1] != "complete"


def _hanzi(content: Content) -> Content:
    return tuple(part if isinstance(part, Code) else "".join("字" if one.isalpha() else one for one in part)
                 for part in content)  # fmt: skip
