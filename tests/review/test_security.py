"""The guards of the review server, each by what gets through when it is missing."""

import asyncio
import http.client
import json
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.conftest import ROOT
from tests.review.stage import Stage, staged
from toolkit.errors import UsageError
from toolkit.review import findings, server
from toolkit.review.app import ACTS, LOOKS
from toolkit.review.security import LARGEST_BODY, Doors, Guard

ARTICLE = "source/lin-wu-visits-kyrgyzstan.txt"
PO = "locales/ky/LC_MESSAGES/lin-wu-visits-kyrgyzstan.po"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    import shutil

    folder = tmp_path_factory.mktemp("review") / "project"
    for name in ("locales", "source"):
        shutil.copytree(ROOT / name, folder / name)
    with staged(folder, ARTICLE, targets=("ky", "ru")) as running:
        yield running


def edit(stage: Stage) -> dict[str, Any]:
    """A save that would change the file."""
    row = stage.look(f"index?work={ARTICLE}&to=ky")["rows"][4]
    return {"work": ARTICLE, "target": "ky", "key": row[1], "forms": ["бузулду"], "version": "", "action": "type"}


def test_the_page_itself_may_ask_and_save(stage: Stage) -> None:
    before = (stage.folder / PO).read_bytes()
    stage.act("save", **edit(stage))
    assert "бузулду" in (stage.folder / PO).read_text(encoding="utf-8")
    stage.act("undo", work=ARTICLE, target="ky", window="")
    assert (stage.folder / PO).read_bytes() == before


REFUSED: dict[str, tuple[int, dict[str, str | None]]] = {
    "another host": (421, {"Host": "evil.example"}),
    "a name that was bound to this machine (DNS rebinding)": (421, {"Host": "evil.example:{port}"}),
    "the host with another port": (421, {"Host": "127.0.0.1:1"}),
    "a host that only ends like ours": (421, {"Host": "x127.0.0.1:{port}"}),
    "no cookie": (401, {"Cookie": None}),
    "a wrong cookie": (401, {"Cookie": "toolkit-review-{port}=x"}),
    "the cookie of another port": (401, {"Cookie": "toolkit-review-1={secret}"}),
    "a page of another site": (403, {"Sec_Fetch_Site": "cross-site"}),
    "a page of another port of this machine": (403, {"Sec_Fetch_Site": "same-site"}),
}
"""What is wrong -> the status, and the headers that differ from those of the page."""
REFUSED_ACTS: dict[str, tuple[int, dict[str, str | None]]] = {
    "another origin": (403, {"Origin": "http://evil.example", "Sec_Fetch_Site": None}),
    "an origin that is the attacker's own host": (
        403,
        {"Origin": "http://evil.example:{port}", "Sec_Fetch_Site": None},
    ),
    "another scheme": (403, {"Origin": "https://127.0.0.1:{port}", "Sec_Fetch_Site": None}),
    "an opaque origin, as of a sandbox": (403, {"Origin": "null", "Sec_Fetch_Site": None}),
    "no origin": (403, {"Origin": None, "Sec_Fetch_Site": None}),
    "a form": (415, {"Content_Type": "application/x-www-form-urlencoded"}),
    "text, which a form of another site can send": (415, {"Content_Type": "text/plain"}),
    "no type": (415, {"Content_Type": None}),
}


def changed(stage: Stage, headers: dict[str, str | None]) -> dict[str, str | None]:
    return {
        name: None if value is None else value.format(port=stage.port, secret=stage.doors.secret)
        for name, value in headers.items()
    }


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize(("method", "path"), [("GET", "/"), ("GET", f"/api/index?work={ARTICLE}"), ("GET", "/events")])
def test_nothing_is_shown_to(stage: Stage, case: str, method: str, path: str) -> None:
    status, headers = REFUSED[case]
    got, text, _ = stage.ask(method, path, **changed(stage, headers))
    assert got == status and "Lin Wu" not in text


@pytest.mark.parametrize("case", [*REFUSED, *REFUSED_ACTS])
def test_nothing_is_saved_for(stage: Stage, case: str) -> None:
    before = (stage.folder / PO).read_bytes()
    status, headers = {**REFUSED, **REFUSED_ACTS}[case]
    got, _, _ = stage.ask("POST", "/api/save", edit(stage), **changed(stage, headers))
    assert got == status
    assert (stage.folder / PO).read_bytes() == before


def test_two_hosts_are_none(stage: Stage) -> None:
    with socket.create_connection(("127.0.0.1", stage.port), timeout=10) as connection:
        cookie = stage.headers["Cookie"]
        connection.sendall(
            f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{stage.port}\r\nHost: evil.example\r\nCookie: {cookie}\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        assert connection.recv(100).split()[1] in (b"400", b"421")


@pytest.mark.parametrize("name", ["host", "origin"])
def test_a_header_that_is_there_twice_is_refused(stage: Stage, name: str) -> None:
    """Else one program would look at the first and another at the second."""
    headers = {key.lower(): [value] for key, value in stage.headers.items()}
    assert stage.guard.refusal("POST", "/api/save", headers)[0] == 0
    headers[name] = headers[name] * 2
    assert stage.guard.refusal("POST", "/api/save", headers)[0] in (403, 421)


def test_a_socket_is_closed_before_anything_is_asked(stage: Stage) -> None:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(name.lower().encode(), value.encode()) for name, value in stage.headers.items()]
    scope = {"type": "websocket", "path": "/events", "query_string": b"", "headers": headers}
    with ThreadPoolExecutor() as another:  # in this one the browser of other tests may have its loop
        another.submit(asyncio.run, stage.guard(scope, receive, send)).result()
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_files_of_the_project_that_are_not_under_review_stay_closed(stage: Stage) -> None:
    for path in ("locales/ru/LC_MESSAGES/commands.po", "locales/glossary.csv", "source"):
        for name in (path, str(stage.folder / path)):
            status, text, _ = stage.ask("GET", f"/api/index?{urlencode({'work': name})}")
            assert status == 400 and "not under review" in text
    assert list(stage.session.works) == [ARTICLE]


@pytest.mark.parametrize("name", sorted(ACTS))
def test_no_address_that_changes_something_is_a_get(stage: Stage, name: str) -> None:
    assert stage.ask("GET", f"/api/{name}?work={ARTICLE}&target=ky")[0] == 405


@pytest.mark.parametrize("name", sorted(LOOKS))
def test_looking_changes_no_file(stage: Stage, name: str) -> None:
    def files() -> dict[str, bytes]:
        return {
            str(path): path.read_bytes()
            for path in stage.folder.rglob("*")
            if path.is_file() and ".toolkit" not in path.parts
        }

    before = files()
    key = edit(stage)["key"]
    assert (
        stage.ask("GET", f"/api/{name}?work={ARTICLE}&target=ky&to=ky&key={key}&text=Wu&count=5&language=ru")[0] == 200
    )
    assert stage.ask("GET", f"/preview?work={ARTICLE}&to=ky")[0] == 200
    assert files() == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(stage: Stage, method: str) -> None:
    assert stage.ask(method, "/api/save", edit(stage))[0] == 405


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_the_address_with_the_token_is_only_opened(stage: Stage, method: str) -> None:
    path = stage.address.removeprefix(stage.origin)
    assert stage.ask(method, path, {})[0] == 405
    assert stage.ask("GET", path, Cookie=None, Sec_Fetch_Site="none")[0] == 200  # and it is still good


def test_a_token_is_good_once_and_makes_a_strict_cookie(stage: Stage) -> None:
    path = stage.address.removeprefix(stage.origin)
    foreign: dict[str, str | None] = {"Cookie": None, "Origin": None, "Sec_Fetch_Site": "none", "Content_Type": None}
    status, _, headers = stage.ask("GET", path, **foreign)
    cookie = headers["set-cookie"]
    assert status == 200 and cookie.startswith(f"toolkit-review-{stage.port}={stage.doors.secret};")
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Domain" not in cookie
    again, _, headers = stage.ask("GET", path, **foreign)
    assert again == 401 and "set-cookie" not in headers
    assert stage.ask("GET", "/open?token=", **foreign)[0] == 401
    assert stage.ask("GET", "/open", **foreign)[0] == 401
    assert stage.ask("GET", path.replace("/open", "/"), **foreign)[0] == 401
    assert stage.ask("GET", path, **{**foreign, "Host": "evil.example"})[0] == 421


def test_a_body_is_not_larger_than_a_sentence_may_be(stage: Stage) -> None:
    large = {**edit(stage), "forms": ["x" * LARGEST_BODY]}
    assert stage.ask("POST", "/api/save", large)[0] == 413
    data = json.dumps(large).encode()
    chunks = b"".join(
        b"%x\r\n%s\r\n" % (len(part), part) for part in (data[at : at + 65536] for at in range(0, len(data), 65536))
    )
    try:
        status = stage.ask("POST", "/api/save", chunks + b"0\r\n\r\n", Transfer_Encoding="chunked")[0]
    except (ConnectionError, http.client.HTTPException):
        status = 413  # it hung up before all was sent
    assert status == 413
    assert stage.look(f"index?work={ARTICLE}&to=ky")["rows"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/%2e%2e/pyproject.toml", "/static//etc/passwd",
        "/static/page.html", "/../../etc/passwd", "/preview?work=/etc/passwd", "/preview?work=../../x.txt",
        "/published?work=..", "/api/index?work=/etc/passwd", "/api/index?work=locales/ru",
        f"/api/around?work={ARTICLE}&target=../../x&key=x", f"/api/committed?work={ARTICLE}&target=..&key=x",
    ],
)  # fmt: skip
def test_no_address_leads_to_another_file(stage: Stage, path: str) -> None:
    status, text, _ = stage.ask("GET", path)
    assert status in (400, 404) and "root:" not in text and "import " not in text


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b'{"work": 5}', b'{"work": "x", "target": []}', b"\xff"])
def test_a_body_that_makes_no_sense_is_one_sentence(stage: Stage, body: bytes) -> None:
    for name in ACTS:
        status, text, _ = stage.ask("POST", f"/api/{name}", body)
        assert status == 400 and set(json.loads(text)) == {"error"}, (name, text)


def test_every_answer_has_the_strict_headers(stage: Stage) -> None:
    for path in ("/", "/static/main.js", "/api/project", "/nothing", "/preview?work=nothing"):
        _, _, headers = stage.ask("GET", path)
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin" and headers["cache-control"] == "no-store"
        assert headers["cross-origin-opener-policy"] == "same-origin" and headers["x-frame-options"] == "DENY"
        assert "access-control-allow-origin" not in headers


def test_the_page_has_no_script_and_no_style_of_its_own(stage: Stage) -> None:
    page = stage.ask("GET", "/")[1]
    assert "<style" not in page and " style=" not in page and " on" not in page.replace(" on ", "")
    assert page.count("<script") == 1 == page.count('<script type="module" src="/static/main.js"></script>')


def test_reading_pages_are_shown_in_a_sandbox_apart(stage: Stage) -> None:
    policy = stage.ask("GET", f"/preview?work={ARTICLE}&to=ky")[2]["content-security-policy"]
    assert "sandbox" in policy and "allow-same-origin" not in policy and "script-src 'sha256-" in policy
    assert "connect-src" not in policy and "default-src 'none'" in policy


def test_a_published_page_runs_no_script_but_the_toolkits_and_comes_from_the_project(
    project: Path, tmp_path: Path
) -> None:
    """A project is passed on with its bundles: anybody may have written into them."""
    with staged(project, ARTICLE, targets=("ky",)) as running:
        running.act("publish", work=ARTICLE, to=["ky"])
        page = next(one for one in (project / "build").rglob("index.html") if one.parent.name.startswith("lin-wu"))
        clean = running.ask("GET", f"/published?work={ARTICLE}")[2]["content-security-policy"]
        evil = page.read_text(encoding="utf-8").replace("<main", "<script>alert(1)</script><main", 1)
        page.write_text(evil, encoding="utf-8")
        status, text, headers = running.ask("GET", f"/published?work={ARTICLE}")
        assert status == 200 and "alert(1)" in text and headers["content-security-policy"] == clean
        assert clean.count("'sha256-") == 1
        outside = tmp_path / "outside"
        page.parent.rename(outside)
        page.parent.symlink_to(outside, target_is_directory=True)
        status, text, _ = running.ask("GET", f"/published?work={ARTICLE}")
        assert status == 400 and "alert(1)" not in text


def test_other_machines_need_a_token_and_an_address() -> None:
    for host, token in (("192.168.1.5", ""), ("192.168.1.5", "short"), ("0.0.0.0", "x" * 40), ("::", "x" * 40)):
        with pytest.raises(UsageError):
            server.checked_token(host, token)
    server.checked_token("192.168.1.5", "x" * 40)
    server.checked_token("127.0.0.1", "")


def test_behind_a_proxy_its_one_name_is_taken_and_nothing_that_it_says_of_others() -> None:
    doors = Doors(("127.0.0.1",), 4711, standing="x" * 40, public="https://review.example.org")
    assert doors.attributes.endswith("; Secure") and not Doors(("127.0.0.1",), 1).attributes.endswith("; Secure")
    guard = Guard(lambda *_: pytest.fail("nobody is asked"), doors)
    good = {
        "host": ["review.example.org"], "origin": ["https://review.example.org"], "content-type": ["application/json"],
        "cookie": [f"{doors.cookie}={doors.secret}"],
    }  # fmt: skip

    def status(**changed: str) -> int:
        return guard.refusal("POST", "/api/save", good | {name: [value] for name, value in changed.items()})[0]

    assert status() == 0
    assert status(host="review.example.org:4711") == status(host="evil.example.org") == 421
    assert status(host="evil.example.org", **{"x-forwarded-host": "review.example.org"}) == 421
    assert status(host="evil.example.org", forwarded="host=review.example.org") == 421
    assert status(origin="http://review.example.org") == status(origin="https://x.review.example.org") == 403
    assert status(host="127.0.0.1:4711", origin="http://127.0.0.1:4711") == 0


@pytest.mark.parametrize(
    "public",
    [
        "review.example.org", "ftp://review.example.org", "https://", "https://a@b.example", "https://b.example/x",
        "https://b.example?x", "https://b.example:99999", "*", "null",
    ],
)  # fmt: skip
def test_what_is_no_origin_is_refused(public: str) -> None:
    with pytest.raises(UsageError, match="--public"):
        server.checked_public(public, "x" * 40)


def test_an_origin_is_compared_as_browsers_write_it() -> None:
    assert server.checked_public("https://Review.Example.org:443/", "x" * 40) == "https://review.example.org"
    assert server.checked_public("http://[::1]:8080", "x" * 40) == "http://[::1]:8080"
    assert server.checked_public("", "") == ""
    with pytest.raises(UsageError, match="--token"):
        server.checked_public("https://review.example.org", "short")


def test_what_a_proxy_says_of_others_is_not_read(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Uvicorn would take the client and the scheme of a request from `X-Forwarded-…`."""
    given: dict[str, Any] = {}

    def config(_: object, **more: Any) -> None:
        given.update(more)
        raise KeyboardInterrupt

    monkeypatch.setattr("uvicorn.Config", config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        monkeypatch.setattr(server, "bound", lambda *_: listening)
        with pytest.raises(KeyboardInterrupt):
            server.serve(stage.session, browser=False)
    assert given["proxy_headers"] is False and given["ws"] == "none" and given["server_header"] is False


def test_nothing_outside_of_the_project_is_opened(tmp_path: Path, project: Path) -> None:
    outside = tmp_path / "outside.po"
    outside.write_bytes((project / PO).read_bytes())
    (project / "linked.po").symlink_to(outside)
    for path in ("../outside.po", "linked.po"):
        with pytest.raises(UsageError, match="outside"):
            Stage(project, path)


@pytest.mark.parametrize(
    ("method", "more", "status"),
    [
        ("PUT", {}, 405),
        ("DELETE", {}, 405),
        ("POST", {"content-length": [str(LARGEST_BODY + 1)]}, 413),
        ("POST", {"content-length": ["-1"]}, 413),
        ("POST", {"content-length": [str(LARGEST_BODY)]}, 0),
    ],
)
def test_what_is_wrong_is_refused_before_a_body_is_read(
    stage: Stage, method: str, more: dict[str, list[str]], status: int
) -> None:
    headers = {name.lower(): [value] for name, value in stage.headers.items()}
    assert stage.guard.refusal(method, "/api/save", {**headers, **more})[0] == status


def test_what_nobody_expected_is_one_sentence_and_a_file(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise IndexError("no such place")

    monkeypatch.setattr(findings, "of_catalog", broken)
    status, text, _ = stage.ask("GET", f"/api/findings?work={ARTICLE}&to=ky")
    said = json.loads(text)["error"]
    assert status == 500 and "IndexError: no such place" in said and "\n" not in said
    path = Path(re.findall(r"report it with ([^,]+),", said)[0])
    assert "in broken" in path.read_text(encoding="utf-8")
    path.unlink()
