"""Site generators as judges: a site whose pages are translated builds without a warning, with as many headings,
admonitions and tabs as before; and one with a broken page does not, so that a judge of no use is found out."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import ROOT, judge
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.segmentation import split
from toolkit.units import Code

MKDOCS = """\
site_name: A site
theme: null
docs_dir: docs
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - abbr
  - toc
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.arithmatex: {generic: true}
"""
MKDOCS_PAGE = """\
---
title: "A guide: the garden"
---

# Garden guide {#top}

!!! warning "Wet soil"
    Do not dig after rain. See [the top](#top).

    - Wait two days.

??? tip "More"
    Use a spade.

=== "Spring"

    Sow the peas, $x_1 < y_1$.

=== "Autumn"

    Plant garlic.

Term
:   The meaning of it.

A word.
{ .red }

The HTML page.

*[HTML]: Hyper Text
"""
SPHINX = """\
project = "A site"
extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
"""
SPHINX_PAGE = """\
(top)=
# Garden guide

```{admonition} Wet soil
:class: warning
Do not dig after rain. See {ref}`the top <top>`.
```

:::{note}
A colon fence, $x_1$.
:::

```{figure} picture.png
:alt: A garden

The caption of it.
```

% a comment

Term
: The meaning.
"""
SEEN = re.compile(
    r'<(h[1-6]|dt|figure|figcaption|abbr|details|li|label)\b|class="(?:admonition|tabbed-)[^"]*"|<span class="math'
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63606060600000000500"
    "01a5f645400000000049454e44ae426082"
)


def program(name: str) -> str:
    found = shutil.which(name) or shutil.which(str(ROOT / "node_modules" / ".judges" / "bin" / name))
    return judge(name, found, f"pip install {name} (in an environment of its own)")


def capitals(page: str) -> str:
    segments = split(documents.read(page.encode(), "index.md"))
    targets = {
        one.key: tuple(part if isinstance(part, Code) else part.upper() for part in one.source) for one in segments
    }
    made, verdict = documents.translated(page.encode(), "index.md", targets, ReadOptions(), "en")
    assert verdict == "complete"
    return made.decode()


def built(folder: Path, files: dict[str, str], command: list[str]) -> tuple[int, Counter[str], str]:
    """Exit code, what stands in the page by kind, and its text."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    page = folder / "out" / "index.html"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return done.returncode, Counter(SEEN.findall(text)), re.sub(r"<[^>]*>", "", text)


@pytest.mark.parametrize("name", ["mkdocs", "sphinx-build"])
def test_a_site_in_capitals_builds_as_before(name: str, tmp_path: Path) -> None:
    if name == "mkdocs":
        command = [program(name), "build", "--strict", "--site-dir", "out"]
        page, frame, place, broken = MKDOCS_PAGE, {"mkdocs.yml": MKDOCS}, "docs/index.md", "[x](missing.md)\n"
    else:
        command = [program(name), "-W", "-q", "-b", "html", ".", "out"]
        page, frame, place, broken = SPHINX_PAGE, {"conf.py": SPHINX}, "index.md", "{ref}`gone <nowhere>`\n"
    results = []
    for folder, text in {"source": page, "capitals": capitals(page), "broken": page + "\n" + broken}.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "picture.png").write_bytes(PIXEL)
        results.append(built(tmp_path / folder, {**frame, place: text}, command))
    source, shouted, wrong = results
    assert source[0] == shouted[0] == 0
    assert wrong[0] != 0
    assert shouted[1] == source[1] and sum(source[1].values()) >= 5
    assert "DO NOT DIG AFTER RAIN." in shouted[2] and "WET SOIL" in shouted[2]
