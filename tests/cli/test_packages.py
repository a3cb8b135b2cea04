"""`toolkit packages` as a person uses it: with a network, behind a bad one, and without any."""

import contextlib
import json
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Toolkit, judge
from tests.packages import mirror as servers
from tests.packages.conftest import pack  # noqa: F401 - a fixture
from tests.packages.mirror import Mirror
from toolkit.packages import starter_folder

KY = "/v1/translate-en_ky-1_4.argosmodel"


@pytest.fixture(scope="module")
def mirror() -> Iterator[Mirror]:
    with servers.running() as server:
        yield server


@pytest.fixture
def offer(mirror: Mirror, pack) -> Mirror:  # type: ignore[no-untyped-def]  # noqa: F811
    mirror.requests.clear()
    mirror.faults.clear()
    mirror.offer({"en-ky-1.4": pack("en-ky-1.4"), "ru-en-1.9": pack("ru-en-1.9"), "en-zt-1.9": pack("en-zt-1.9")})
    return mirror


def test_a_day_with_packages(tmp_path: Path, offer: Mirror, command_line: Toolkit) -> None:
    def toolkit(*arguments: str, code: int = 0) -> str:
        done = command_line(tmp_path, "packages", *arguments, ARGOS_PACKAGE_INDEX=offer.address)
        assert done.returncode == code, done.stderr
        errors.append(done.stderr)
        return done.stdout

    errors: list[str] = []
    assert toolkit("search", "kyrgyz").splitlines() == [
        " ".join(line.split()) and line
        for line in ("name      from    into  version  installed", "en-ky  English  Kyrgyz      1.4")
    ]
    assert errors[-1] == f"reading {offer.address}index.json\n"
    assert "nothing in the index of 3 packages matches klingon" in (toolkit("search", "klingon", code=1), errors)[1][-1]
    said = toolkit("install", "ky")
    folder = tmp_path / "home" / "share" / "argos-translate" / "packages"
    assert said == f"installed translate-en_ky 1.4 in {folder / 'translate-en_ky-1_4'}\n"
    assert "translate-en_ky 1.4: 7.4 MB fetched\n" in errors[-1]
    assert json.loads((folder.parent / "index.json").read_text(encoding="utf-8"))[0]["code"] == "translate-en_ky"
    assert toolkit("install", "ky") == "translate-en_ky 1.4 is installed already; --again installs it once more\n"
    asked = len(offer.requests)
    listed = toolkit("list")
    assert "direction  version       kind  used" in listed
    assert "en→ky          1.4  installed   yes" in listed
    assert f"installed ones lie in {folder}" in listed
    shown = toolkit("info", "en-ky==1.4")
    for part in ("English (en) → Kyrgyz (ky)", "7.4 MB in 7 files", f"from                 {offer.address[:-1]}{KY}"):
        assert part in shown
    assert "# Starter package English → Kyrgyz" in shown, "the model card, whole"
    assert "not installed" in toolkit("info", str(next(starter_folder().glob("translate-en_zh-*"))))
    assert "translate-en_ky 1.4 (installed): sound\n" in toolkit("verify")
    assert toolkit("search", "ky", "--cached").splitlines()[1].split() == ["en-ky", "English", "Kyrgyz", "1.4", "1.4"]
    (folder / "translate-en_ky-1_4" / "README.md").write_text("changed", encoding="utf-8")
    assert toolkit("verify", "en-ky==1.4", code=1) == "translate-en_ky 1.4 (installed): damaged\n"
    assert "README.md: the file has changed since it was installed; install the package again" in errors[-1]
    assert toolkit("remove", "ky") == f"removed {folder / 'translate-en_ky-1_4'}\n"
    toolkit("remove", "ky", code=1)
    assert "ky is embedded in the toolkit and stays" in errors[-1]
    assert len(offer.requests) == asked, "a command that is not install or search used the network"


def test_for_programs(tmp_path: Path, offer: Mirror, command_line: Toolkit) -> None:
    def toolkit(*arguments: str, code: int = 0) -> list[dict[str, object]]:
        done = command_line(tmp_path, "packages", *arguments, "--json", ARGOS_PACKAGE_INDEX=offer.address)
        assert done.returncode == code, done.stderr
        rows = json.loads(done.stdout)
        return list(rows["packages"] if isinstance(rows, dict) else rows)

    (row,) = toolkit("search", "zh-Hant")
    assert (row["source"], row["target"], row["version"], row["installed"]) == ("en", "zt", "1.9", None)
    (row,) = toolkit("install", "zh-Hant")
    assert (row["status"], row["target"], row["target_tag"], row["kind"]) == ("installed", "zt", "zh-Hant", "installed")
    assert [row["used"] for row in toolkit("list") if row["target"] == "zt"] == [True]
    (row,) = toolkit("info", "zt")
    assert (row["tokenizer"], row["files"], row["argos_version"]) == ("sentencepiece", 7, "1.9")
    assert [row["problems"] for row in toolkit("verify", "zt")] == [[]]
    offer.files[KY] = b"PK\x03\x04 and nothing else"
    assert toolkit("install", "zt", "ky", code=1)[0]["status"] == "present", "what was done before the failure is told"
    assert toolkit("search", "klingon", code=1) == []


WRONG = {
    "nothing": (["install"], 2, "nothing to install: name a language (ky), a direction (en-ky), a file, or a folder"),
    "unknown": (["install", "xx"], 2, "unknown package 'xx'; known: en-ky, en-zt, ru-en"),
    "another version": (["install", "ky==9"], 1, "no en→ky of version 9; there are: 1.4"),
    "no way": (["install", "zt-ru"], 2, "unknown package 'zt-ru'; known: en-ky"),
    "no file": (["install", "x.argosmodel"], 1, "x.argosmodel: there is no such file"),
    "no package": (["install", "./notes.txt"], 1, "notes.txt: damaged archive (File is not a zip file)"),
    "no folder": (["install", "--from", "missing"], 1, "missing: there is no such folder"),
    "an empty folder": (["install", "--from", "."], 1, "no .argosmodel file in this folder"),
    "unknown here": (["info", "de"], 2, "unknown package 'de'; known: en-ky, en-ru, en-zh"),
    "remove nothing": (["remove", "xx"], 2, "unknown package 'xx'; known: none"),
    "never searched": (["search", "--cached"], 1, "the index was never read on this machine"),
}


@pytest.mark.parametrize(("arguments", "code", "message"), WRONG.values(), ids=WRONG)
def test_one_sentence_and_the_right_code(
    tmp_path: Path, offer: Mirror, command_line: Toolkit, arguments: list[str], code: int, message: str
) -> None:
    (tmp_path / "notes.txt").write_text("notes", encoding="utf-8")
    done = command_line(tmp_path, "packages", *arguments, ARGOS_PACKAGE_INDEX=offer.address)
    assert message in done.stderr
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def closed_port() -> str:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_networks_that_say_no(tmp_path: Path, offer: Mirror, command_line: Toolkit) -> None:
    """Each is one sentence that names what is wrong and what helps."""
    nowhere, proxy = closed_port(), offer.address[:-1]
    host = "packages.invalid"
    cases = [
        ({"ARGOS_PACKAGE_INDEX": f"http://{host}/"}, [host, "cannot be found: no network", "install FILE`"]),
        ({"ARGOS_PACKAGE_INDEX": nowhere}, ["127.0.0.1", "refuses the connection; try again later", "install FILE`"]),
        ({"ARGOS_PACKAGE_INDEX": f"{proxy}/nothing/"}, ["(404)", "ARGOS_PACKAGE_INDEX may name another"]),
        ({"ARGOS_PACKAGE_INDEX": "ftp://x/"}, ["ftp://x/index.json: only http and https addresses"]),
        ({"ARGOS_PACKAGE_INDEX": "http://[/"}, ["http://[/index.json"]),
        (
            {"ARGOS_PACKAGE_INDEX": f"http://{host}/", "http_proxy": nowhere},
            [f"the proxy {nowhere[7:]} refuses the connection; correct http_proxy, or name {host} in no_proxy"],
        ),
        (
            {"ARGOS_PACKAGE_INDEX": f"http://{host}/", "all_proxy": f"socks5://{proxy[7:]}"},
            ["speaks SOCKS, which is not supported: name an HTTP proxy in http_proxy"],
        ),
        (
            {"ARGOS_PACKAGE_INDEX": f"https://{host}/", "https_proxy": "http://proxy.invalid:3128"},
            ["the proxy proxy.invalid:3128 cannot be found", "correct https_proxy"],
        ),
        (
            {"ARGOS_PACKAGE_INDEX": f"https://{host}/", "https_proxy": f"http://me:secret@{proxy[7:]}"},
            [f"the proxy {proxy[7:]} does not let through to {host} (403 Forbidden); correct https_proxy"],
        ),
    ]
    for environment, parts in cases:
        done = command_line(tmp_path, "packages", "install", "ky", "--timeout", "1", **environment)
        assert done.returncode == 1, environment
        for part in parts:
            assert part in done.stderr
        assert "Traceback" not in done.stderr
        assert "secret" not in done.stderr
        assert len(done.stderr.splitlines()) == 2, "the address that is read, and the sentence"
    offer.asks_for_password = True
    done = command_line(
        tmp_path, "packages", "search", ARGOS_PACKAGE_INDEX=f"https://{host}/", https_proxy=proxy, no_proxy=""
    )
    assert "asks for a name and a password (407): set https_proxy=http://name:password@host:port" in done.stderr


def test_through_a_proxy(tmp_path: Path, offer: Mirror, command_line: Toolkit) -> None:
    """The server is asked as a proxy for addresses that only it can know."""
    offer.files["/index.json"] = offer.files["/index.json"].replace(offer.address.encode(), b"http://packages.invalid/")
    done = command_line(
        tmp_path, "packages", "install", "ky",
        ARGOS_PACKAGE_INDEX="http://packages.invalid/", http_proxy=offer.address, no_proxy="",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_certificates(tmp_path: Path, command_line: Toolkit, pack) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    openssl = judge("openssl", shutil.which("openssl"), "apt install openssl")
    right = servers.make_certificate(openssl, tmp_path / "right.pem")
    other = servers.make_certificate(openssl, tmp_path / "other.pem", "127.0.0.2")
    with servers.running(right) as server:
        server.offer({"en-ky-1.4": pack("en-ky-1.4")})
        done = command_line(tmp_path, "packages", "install", "ky", ARGOS_PACKAGE_INDEX=server.address)
        assert done.returncode == 1
        assert "the certificate of 127.0.0.1:" in done.stderr
        assert "cannot be trusted (self" in done.stderr
        assert "set SSL_CERT_FILE to its certificate, or carry the .argosmodel over" in done.stderr
        assert not [path for path, _ in server.requests]
        trusted = {"ARGOS_PACKAGE_INDEX": server.address, "SSL_CERT_FILE": str(right.with_suffix(".crt"))}
        done = command_line(tmp_path, "packages", "install", "ky", **trusted)
        assert done.returncode == 0, done.stderr
        server.faults["/index.json"] = [servers.answers(302, Location=f"http://127.0.0.1:{server.server_address[1]}/x")]
        done = command_line(tmp_path, "packages", "search", **trusted)
        assert "sends on to an address that is not secure: http://" in done.stderr
    with servers.running(other) as server:
        environment = {"ARGOS_PACKAGE_INDEX": server.address, "SSL_CERT_FILE": str(other.with_suffix(".crt"))}
        done = command_line(tmp_path, "packages", "search", **environment)
        assert "cannot be trusted (IP address mismatch" in done.stderr
    with servers.running() as server:
        secure = server.address.replace("http", "https")
        done = command_line(tmp_path, "packages", "search", "--timeout", "1", ARGOS_PACKAGE_INDEX=secure)
        assert "no secure connection to 127.0.0.1" in done.stderr


WITHOUT_NETWORK = """
import sys
asked = []
sys.addaudithook(lambda event, _: asked.append(event) if event.split(".")[0] in ("socket", "urllib") else None)
from toolkit.cli import run_command
for arguments in {calls!r}:
    assert run_command(["packages", *arguments]) == 0, arguments
assert not [name for name in ("urllib.request", "http.client") if name in sys.modules]
assert asked == [], asked
import socket
socket.socket().close()
assert asked, "the hook sees sockets"
"""


def test_only_install_by_name_and_search_open_a_connection(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(starter_folder(), stick)
    copy = tmp_path / ".local" / "share" / "argos-translate" / "index.json"
    copy.parent.mkdir(parents=True)
    copy.write_text('[{"from_code": "en", "to_code": "ky", "package_version": "1.4"}]', encoding="utf-8")
    calls = [
        ["list"], ["install", str(stick / "translate-en_ky-1_0.argosmodel")], ["install", "--from", str(stick)],
        ["info", "ky", "en-ru"], ["verify"], ["search", "ky", "--cached"],
        ["remove", "ky", "ru", "zh"], ["list", "--json"],
    ]  # fmt: skip
    code = WITHOUT_NETWORK.format(calls=calls)
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


class Terminal:
    """`toolkit packages …` on a real terminal."""

    def __init__(self, home: Path, *arguments: str, **environment: str) -> None:
        clean = {
            "PATH": os.environ["PATH"], "HOME": str(home), "XDG_DATA_HOME": str(home / "share"), "LC_ALL": "C.UTF-8",
            "XDG_CONFIG_HOME": str(home / "config"), "TERM": "xterm",
        }  # fmt: skip
        self.master, slave = os.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "toolkit", "packages", *arguments],
            cwd=ROOT, env={**clean, **environment}, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.shown = b""

    def until(self, words: bytes) -> None:
        """Reads until `words` are shown, a minute at most."""
        deadline = time.monotonic() + 60
        while words not in self.shown and time.monotonic() < deadline:
            if select.select([self.master], [], [], 0.2)[0]:
                self.shown += os.read(self.master, 65536)

    def end(self) -> int:
        """Reads the rest; the exit code."""
        with contextlib.suppress(OSError):  # the other side is closed
            while data := os.read(self.master, 65536):
                self.shown += data
        os.close(self.master)
        return self.process.wait()


def test_an_interrupted_download_says_so_and_is_gone_on_with(tmp_path: Path, offer: Mirror) -> None:
    """Ctrl-C in the middle of the bar."""
    offer.faults[KY] = [servers.slow(3e6)]
    terminal = Terminal(tmp_path, "install", "ky", ARGOS_PACKAGE_INDEX=offer.address)
    terminal.until(b"30%")
    assert b"of 7.4 MB" in terminal.shown
    terminal.process.send_signal(signal.SIGINT)
    began = time.monotonic()
    assert terminal.end() == 130
    assert time.monotonic() - began < 5
    assert b"interrupted; what is done is kept, run it again to finish" in terminal.shown
    assert b"Traceback" not in terminal.shown
    terminal = Terminal(tmp_path, "install", "ky", ARGOS_PACKAGE_INDEX=offer.address)
    assert terminal.end() == 0
    assert offer.ranges(KY)[-1].startswith("bytes=")
    assert b"100%" in terminal.shown
    assert re.search(rb"\n(\x1b\S+)?installed translate-en_ky 1\.4", terminal.shown), "below the bar, not beside it"


def test_a_length_that_nobody_knows_has_no_bar(tmp_path: Path, offer: Mirror) -> None:
    offer.faults[KY] = [servers.without_length]
    terminal = Terminal(tmp_path, "install", "ky", ARGOS_PACKAGE_INDEX=offer.address)
    assert terminal.end() == 0
    assert b"%" not in terminal.shown
    assert b"\ntranslate-en_ky 1.4: 7.4 MB fetched\r\n" in terminal.shown


def test_an_empty_name_goes_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    from toolkit.cli import run_command

    assert run_command(["packages", "install", ""]) == 2
    said = capsys.readouterr().err
    assert "an empty name" in said
    assert "reading" not in said
