"""The index of Argos packages: a JSON list, one table a package, as argostranslate reads it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from toolkit.errors import DownloadError, PackageError, UnknownName
from toolkit.languages import code_of, language
from toolkit.packages.download import Patience, fetch
from toolkit.storage.files import read_bytes, write_atomic
from toolkit.storage.given import json_value

MAXIMUM = 16 << 20
"""Bytes; the official index has about 40,000."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A package that can be fetched."""

    source: str
    """The toolkit's code of the language it translates from."""
    target: str
    version: str
    source_name: str
    """English name, as the index has it."""
    target_name: str
    argos_version: str = ""
    links: tuple[str, ...] = ()
    """Absolute addresses of the archive, each as good as the other."""
    size: int | None = None
    """Bytes of the archive; the official index does not say."""
    sha256: str = ""
    """Of the archive, in hexadecimal digits; the official index does not say."""

    @property
    def name(self) -> str:
        """How messages call it: `translate-en_ru 1.9`."""
        return f"translate-{self.source}_{self.target} {self.version}".rstrip()


def fetch_index(address: str, copy: Path, patience: Patience) -> tuple[Entry, ...]:
    """Reads the index from the network and leaves a copy for argostranslate and for `load_index`.

    Raises DownloadError, PackageError for what is no index, StorageError.
    """
    try:
        data = fetch(address, MAXIMUM, patience)
    except DownloadError as error:
        if not error.status:
            raise
        raise DownloadError(f"{error}; ARGOS_PACKAGE_INDEX may name another index", status=error.status) from error
    entries = parse(data, address)
    write_atomic(copy, data)
    return entries


def load_index(copy: Path, address: str) -> tuple[Entry, ...]:
    """The index as it was fetched last. Raises PackageError where that never happened."""
    if not copy.is_file():
        raise PackageError("the index was never read on this machine; run `toolkit packages search` with a network")
    return parse(read_bytes(copy), address, str(copy))


def parse(data: bytes, address: str, where: str = "") -> tuple[Entry, ...]:
    """The translation packages of an index, sorted by direction; links are taken relative to `address`.

    An entry that makes no sense is passed over, as argostranslate could not use it either. Raises PackageError for
    what is no index at all.
    """
    where = where or address
    try:
        table = json_value(data.decode("utf-8-sig"))
    except ValueError as error:
        web_page = data.lstrip()[:1] == b"<"
        what = "a web page; if this network wants a log-in, do that in a browser first" if web_page else str(error)
        raise PackageError(f"{where} is not a package index ({what})") from error
    if not isinstance(table, list):
        raise PackageError(f"{where} is not a package index (it is no list); ARGOS_PACKAGE_INDEX names its folder")
    entries = [entry for row in table if isinstance(row, dict) and (entry := _entry(row, address))]
    return tuple(sorted(entries, key=lambda entry: (entry.source, entry.target)))


def matches(entry: Entry, word: str) -> bool:
    """Whether a word means one of the two languages (code, tag, or part of its English or own name), or both."""
    wanted = word.casefold().replace("_", "-")
    if code_of(word) in (entry.source, entry.target) or wanted == f"{entry.source}-{entry.target}":
        return True
    names = [entry.source_name, entry.target_name, _own_name(entry.source), _own_name(entry.target)]
    return len(wanted) > 1 and any(wanted in name.casefold() for name in names)


def _own_name(code: str) -> str:
    try:
        return language(code).own_name
    except UnknownName:
        return ""


def _entry(row: Mapping[str, Any], address: str) -> Entry | None:
    source, target = row.get("from_code"), row.get("to_code")
    if row.get("type", "translate") != "translate" or not isinstance(source, str) or not isinstance(target, str):
        return None
    if not source.strip() or not target.strip():
        return None
    links = row.get("links")
    size, sha256 = row.get("size"), str(row.get("sha256") or "").lower()
    return Entry(
        source=code_of(source),
        target=code_of(target),
        version=_text(row, "package_version"),
        source_name=_text(row, "from_name") or code_of(source),
        target_name=_text(row, "to_name") or code_of(target),
        argos_version=_text(row, "argos_version"),
        links=tuple(_absolute(address, link) for link in links if isinstance(link, str))
        if isinstance(links, list)
        else (),
        size=size if isinstance(size, int) and size > 0 else None,
        sha256=sha256 if re.fullmatch(r"[0-9a-f]{64}", sha256) else "",
    )


def _absolute(address: str, link: str) -> str:
    try:
        return urljoin(address, link)
    except ValueError:
        return link


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""
