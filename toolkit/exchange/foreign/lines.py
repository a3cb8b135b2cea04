"""Memories of lines: tables (TSV, CSV), JSON lines, and Moses pairs as OPUS has them, as two files or a zip."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from toolkit.errors import BundleError
from toolkit.exchange.foreign.pairs import Pair, Wish, kept
from toolkit.exchange.tsv import unescape
from toolkit.languages import code_of
from toolkit.storage.archives import DAMAGE, ArchiveFault, Limits, unpacked
from toolkit.storage.archives import opened as opened_archive
from toolkit.storage.given import json_value
from toolkit.units import STATUSES, plain

LONGEST = 1_000_000
"""Characters of a line; what is longer is no sentence."""
APPROVED = ("", "reviewed")
MOST_COUPLES = 100
"""Languages of one text in an archive."""
LIMITS = Limits(members=5_000, bytes=64 << 30)
"""The largest archives of OPUS have three files and a third of that."""


def table(path: Path, wish: Wish, skipped: Counter[str]) -> Iterator[Pair]:
    """The rows of a table whose first line names the languages, or of one of two columns. Raises BundleError."""
    with _texts(path) as file:
        head = file.readline(LONGEST)
        sign = next((sign for sign in "\t;," if sign in head), "\t")
        rows = csv.reader(file, delimiter=sign, quoting=csv.QUOTE_NONE if sign == "\t" else csv.QUOTE_MINIMAL)
        first = next(csv.reader([head], delimiter=sign), [])
        names = [code_of(cell.strip()) for cell in first]
        own = next((place for place, name in enumerate(names) if name == "source" or wish.own(name)), None)
        if own is None:
            if len(first) != 2 or len(wish.targets) != 1:
                raise BundleError(
                    "the first line names no columns; write the languages there (en, ru, …), or name the one target "
                    "language of a table of two columns with --to"
                )
            columns, own, status, again = {wish.targets[0]: 1}, 0, {}, [first]
        else:
            columns = {
                code: place
                for place, name in enumerate(names)
                if place != own and (code := wish.target(name.removesuffix(":text"))) and _language(name)
            }
            status = {code: names.index(f"{code}:status") for code in columns if f"{code}:status" in names}
            if not columns:
                raise BundleError(f"no column is of a language that is wanted; there are: {', '.join(first)}")
            again = []
        for cells in _chained(again, rows):
            if len(cells) <= own:
                continue
            for code, place in columns.items():
                text = cells[place] if place < len(cells) else ""
                said = cells[status[code]] if code in status and status[code] < len(cells) else ""
                if said not in APPROVED:
                    skipped["not approved"] += 1
                    continue
                one, other = (unescape(cell) if sign == "\t" else cell for cell in (cells[own], text))
                pair = Pair(code, plain(one), plain(other))
                if kept(pair, skipped):
                    yield pair


def _chained(first: Iterable[list[str]], rest: Iterable[list[str]]) -> Iterator[list[str]]:
    yield from first
    try:
        yield from rest
    except (csv.Error, UnicodeDecodeError) as error:
        raise BundleError(f"this is no table in UTF-8: {error}") from error


def _language(name: str) -> bool:
    return 2 <= len(name.partition("-")[0].partition(":")[0]) <= 3


def objects(path: Path, wish: Wish, skipped: Counter[str]) -> Iterator[Pair]:
    """`{"translation": {"en": "…", "ru": "…"}}`, or the texts by language at once. Raises BundleError with the line."""
    with unpacked(path) as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                value = json_value(line)
                texts, said = value.get("translation", value), value.get("status", {})
                own = next((tag for tag in texts if wish.own(tag)), None)
                if own is None:
                    skipped["nothing in the source language"] += 1
                    continue
                for tag, text in texts.items():
                    code = "" if tag == own or not isinstance(text, str) else wish.target(tag)
                    if not code:
                        continue
                    if said and said.get(tag, "") not in APPROVED:
                        skipped["not approved"] += 1
                        continue
                    beside = (str(value.get(name, "")) for name in ("context", "previous", "following"))
                    pair = Pair(code, plain(str(texts[own])), plain(text), *beside)
                    if kept(pair, skipped):
                        yield pair
            except (ValueError, AttributeError, TypeError) as error:
                raise BundleError(f"line {number} is no translation in JSON: {error}") from error


def moses(path: Path, wish: Wish, skipped: Counter[str]) -> Iterator[Pair]:
    """Two files of one line a sentence, or all pairs of a zip with such. Raises BundleError where lines are missing."""
    if path.suffix.lower() != ".zip":
        found = partner(path, wish)
        assert found is not None
        own, other, code = found
        packed = own.suffix if own.suffix.lower() == ".gz" else ""
        told = own.with_name(f"{own.name.removesuffix(packed).rpartition('.')[0]}.ids{packed}")
        with unpacked(own) as one, unpacked(other) as two, unpacked(told) if told.is_file() else io.BytesIO() as ids:
            yield from _lines((one, two, ids), code, f"{own.name} and {other.name}", skipped)
        return
    try:
        with opened_archive(path, LIMITS, named=False) as archive:
            alike: dict[str, list[tuple[str, str]]] = {}
            known = {info.filename for info in archive.members}
            for info in archive.members:
                stem, _, tag = info.filename.rpartition(".")
                alike.setdefault(stem, []).append((info.filename, tag))
            for name, there, code in _couples(alike.values(), wish):
                ids_name = f"{name.rpartition('.')[0]}.ids"
                with (
                    archive.zip.open(name) as first,
                    archive.zip.open(there) as second,
                    archive.zip.open(ids_name) if ids_name in known else io.BytesIO() as ids,
                ):
                    yield from _lines((first, second, ids), code, f"{name} and {there}", skipped)
    except ArchiveFault as fault:
        raise BundleError(f"this is no zip file of texts: {fault}") from fault
    except DAMAGE as error:
        raise BundleError(f"the zip file is damaged: {error}") from error


def _couples(alike: Iterable[list[tuple[str, str]]], wish: Wish) -> Iterator[tuple[str, str, str]]:
    """(file in the source language, its partner, code), of (name, tag) of files that are alike but for the tag."""
    for files in alike:
        others = [(name, wish.target(tag)) for name, tag in files if _language(tag) and tag not in ("ids", "xml")]
        for own in [name for name, tag in files if wish.own(tag)][:MOST_COUPLES]:
            yield from ((own, name, code) for name, code in others[:MOST_COUPLES] if code and name != own)


def partner(path: Path, wish: Wish) -> tuple[Path, Path, str] | None:
    """(file in the source language, its partner, code) where one of both is named; None for no such couple."""
    packed = ".gz" if path.name.lower().endswith(".gz") else ""
    stem, _, tag = path.name.removesuffix(packed).rpartition(".")
    for other in sorted(path.parent.glob(f"{_escaped(stem)}.*")) if stem else ():
        second = other.name.removesuffix(packed).rpartition(".")
        if second[0] != stem or other == path:
            continue
        for own, there, code in ((path, other, second[2]), (other, path, tag)):
            if wish.own(own.name.removesuffix(packed).rpartition(".")[2]) and wish.target(code) and _language(code):
                return own, there, wish.target(code)
    return None


def _escaped(stem: str) -> str:
    return "".join(f"[{letter}]" if letter in "[*?" else letter for letter in stem)


def _lines(
    files: tuple[IO[bytes], IO[bytes], IO[bytes]], code: str, names: str, skipped: Counter[str]
) -> Iterator[Pair]:
    """The pairs of two files; what is approved is told by the `.ids` of exchange/moses.py, where there is one.

    OPUS has a file of that ending too; its lines have no status.
    """
    number = 0
    while True:
        number += 1
        first, second, told = (file.readline(LONGEST) for file in files)
        if not first and not second:
            return
        if not first or not second:
            raise BundleError(f"{names} do not have as many lines: one of them ends before line {number}")
        try:
            texts = first.decode("utf-8").removesuffix("\n"), second.decode("utf-8").removesuffix("\n")
        except UnicodeDecodeError as error:
            raise BundleError(f"{names}: line {number} is not UTF-8: {error}") from error
        _, status, _, exact = [*told.decode("utf-8", "replace").removesuffix("\n").split("\t"), "", "", ""][:4]
        if status in STATUSES:
            if status != "reviewed":
                skipped["a machine's" if status == "drafted" else "not approved"] += 1
                continue
            if exact:
                texts = _exact(exact, f"{names}: line {number}")
        else:
            texts = texts[0].strip(), texts[1].strip()
        pair = Pair(code, plain(texts[0]), plain(texts[1]))
        if kept(pair, skipped):
            yield pair


def _exact(data: str, where: str) -> tuple[str, str]:
    try:
        source, target = json_value(data)
        return str(source), str(target)
    except (ValueError, TypeError) as error:
        raise BundleError(f"{where} of the .ids is no pair in JSON: {error}") from error


def _texts(path: Path) -> io.TextIOWrapper:
    with unpacked(path) as file:
        start = file.read(2)
    encoding = "utf-16" if start in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return io.TextIOWrapper(unpacked(path), encoding=encoding, newline="")


def written(value: dict[str, object]) -> str:
    """One JSON line; half a surrogate pair and line breaks of any kind are escaped."""
    return json.dumps(value, ensure_ascii=True) + "\n"
