"""No dead code in the package and its scripts: vulture knows no name there that nothing uses."""

import re
import subprocess
import sys

from tests.conftest import ROOT

HOOKS = {
    "buffer_text", "StartElementHandler", "CharacterDataHandler", "EndElementHandler", "StartDoctypeDeclHandler",
    "CommentHandler",  # expat
    "updatepos", "handle_starttag", "handle_data", "handle_endtag", "handle_startendtag",
    "parse_marked_section",  # html.parser
    "readinto",  # io.RawIOBase
    "do_GET", "do_POST", "log_message",  # http.server
    "_create_connection",  # http.client
    "create_system", "compress_type",  # zipfile
    "text_factory",  # sqlite3
    "setup",  # distributed.WorkerPlugin
    "avg", "list_commands", "format_commands",  # click
    "beta", "gamma", "scale_embeddings", "encodings",
    "add_source_eos", "decoder_start_token",  # CTranslate2's converters
    "__getattr__", "__dir__", "i",
    "tempdir",  # of tempfile, which looks there
    "last_eta", "eta_known",  # of click's progress bar
}  # fmt: skip
"""What a library calls or reads, or the language itself."""
BY_NAME = {
    "color", "no_escape",  # options of msgmerge that change nothing here
    "FrameType",  # in an annotation between quotes
    "media",  # of a document, for whoever writes a reader
}  # fmt: skip
"""What is used by a name that stands in data or between quotes."""
SWEPT = ("toolkit/", "scripts/")
NAMED = ("scripts/benches/splitters.py", "scripts/benches/weblate_checks.py")
"""What stands in them others call or read: functions by the names of the libraries that they stand for, Weblate."""
DECORATED = re.compile(r"@(?:\w+\.)*(?:command|group)\b")
"""Functions that their decorator hands on: commands."""


def test_nothing_is_unused() -> None:
    command = [sys.executable, "-m", "vulture", "toolkit", "scripts", "tests"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = [line for line in done.stdout.splitlines() if line.startswith(SWEPT) and not line.startswith(NAMED)]
    assert found, done.stderr  # the hooks above are always among them
    dead = [line for line in found if line.split("'")[1] not in HOOKS | BY_NAME and not _is_decorated(line)]
    assert dead == []


def _is_decorated(line: str) -> bool:
    """Whether the function that vulture names has a decorator that takes it somewhere."""
    path, number, message = line.split(":", 2)
    if " unused function " not in message:
        return False
    above = (ROOT / path).read_text(encoding="utf-8").splitlines()[: int(number)]
    start = next((index for index in range(len(above) - 1, -1, -1) if not above[index].strip()), 0)
    return any(DECORATED.match(one) for one in above[start:])
