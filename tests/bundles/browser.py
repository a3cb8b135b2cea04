"""Runs a script in a page in a real browser and gives back what it found."""

import json
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any


def run_in(
    chromium: str, page: Path, body: str, folder: Path, *, query: str = "", width: int = 1440, libraries: str = ""
) -> Any:
    """What `body`, the body of an async function, returns in a copy of the page; `libraries` are run before it."""
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / "page.html"
    harness = (
        f"<script>{libraries}</script><script>(async () => {{ let found;"
        f" try {{ found = await (async () => {{ {body} }})(); }}"
        " catch (error) { found = { error: String(error) }; }"
        ' const pre = document.createElement("pre"); pre.id = "found"; pre.textContent = JSON.stringify(found);'
        " document.body.append(pre); })();</script></body>"
    )
    text = page.read_text(encoding="utf-8")
    assert text.count("</body>") == 1
    copy.write_text(text.replace("</body>", harness), encoding="utf-8")
    done = subprocess.run(
        [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--lang=en-US", f"--user-data-dir={folder / 'profile'}",
            f"--window-size={width},1000", "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=20000",
            "--dump-dom", copy.as_uri() + query,
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=180,
    )  # fmt: skip
    found = re.search(r'<pre id="found">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found is not None, done.stderr[-2000:]
    result = json.loads(unescape(found.group(1)))
    assert not (isinstance(result, dict) and "error" in result), result
    return result
