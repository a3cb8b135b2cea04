import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from toolkit import packages

from . import mirror as servers

Pack = Callable[..., bytes]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def mirror() -> Iterator[servers.Mirror]:
    with servers.running() as server:
        yield server


@pytest.fixture(scope="session")
def pack() -> Pack:
    """Makes archives around a real, small model: the embedded one for Kyrgyz, under any name and version."""
    (starter,) = packages.starter_folder().glob("translate-en_ky-*.argosmodel")
    with zipfile.ZipFile(starter) as archive:
        members = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}

    def make(name: str = "en-ky-1.0", **more: bytes | None) -> bytes:
        """`more` adds or, with None, takes away members: `stanza__resources.json`."""
        source, target, version = name.split("-")
        root = f"translate-{source}_{target}-{version.replace('.', '_')}"
        described = {
            "package_version": version, "argos_version": "1.9", "from_code": source, "to_code": target,
            "from_name": servers.NAMES.get(source, source), "to_name": servers.NAMES.get(target, target),
        }  # fmt: skip
        files: dict[str, bytes | None] = {**members, "metadata.json": json.dumps(described).encode()}
        files.update({key.replace("__", "/"): data for key, data in more.items()})
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
            for member, data in files.items():
                if data is not None:
                    file.writestr(f"{root}/{member}", data)
        return buffer.getvalue()

    return make


@pytest.fixture
def archive(tmp_path: Path, pack: Pack) -> Path:
    path = tmp_path / "translate-en_ky-1_0.argosmodel"
    path.write_bytes(pack())
    return path
