#!/usr/bin/env python3
"""Changed inputs for every reader: `python scripts/fuzz.py --inputs 200000`, for a while `--inputs 2000 --only json`.

Seeds are the case files of the tests and a minimal file of each kind. A reader may refuse an input with an error of the
toolkit; anything else that it raises is a finding, so is a defect that the last net caught, more than five seconds or a
gigabyte, and a document that does not come back as it was: without translations (law 1) or with copies of its own
sentences (law 8). What is found is made smaller and written to --out; exit code 1 then. The seed is printed, and the
same seed gives the same inputs.
"""

import argparse
import datetime
import io
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from toolkit import catalogs, documents, exchange  # noqa: E402 - the tree that the script lies in
from toolkit.bundles import receipt  # noqa: E402
from toolkit.errors import ToolkitError  # noqa: E402
from toolkit.packages import index  # noqa: E402
from toolkit.project.settings import load_settings  # noqa: E402
from toolkit.segmentation import split, srx  # noqa: E402
from toolkit.units import Bundle, Catalog, Document, Segment, State, TranslationUnit  # noqa: E402

SECONDS = 5.0
BYTES = 1 << 30
TOKENS = (
    *(
        b'"',
        b"'",
        b"\\",
        b"\\u",
        b"{",
        b"}",
        b"[",
        b"]",
        b"<",
        b">",
        b"</",
        b"&#",
        b"&#x;",
        b"<!--",
        b"-->",
        b"{{",
        b"%}",
    ),
    *(
        b"---\n",
        b"```",
        b"**",
        b"|",
        b"\n\n",
        b"\r",
        b"\t",
        b"\0",
        b"\x1c",
        b"\x85",
        b"\xff",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
    ),
    *(
        b"1e999",
        b"-1",
        b"9" * 4400,
        "²".encode(),
        "\u2028".encode(),
        "\u202e".encode(),
        b"msgid",
        b"msgstr[9]",
        b"#~ ",
        b"~",
    ),
)
"""What readers stumble over."""


class TooSlow(BaseException):
    """An input took longer than SECONDS."""


class Differs(Exception):
    """A law does not hold."""


def document(name: str) -> Callable[[bytes], None]:
    """Reads as a document of that name, and holds it to laws 1 and 8."""

    def reader(data: bytes) -> None:
        read = documents.read(data, name)
        if documents.rewrite(data, name, {}) != data:
            raise Differs("law 1: without translations it is another document")
        copies = {one.key: one.source for one in split(read)}
        made = documents.rewrite(data, name, copies)
        if made != data and name.rpartition(".")[2] not in ("po", "pot") and _parts(made) != _parts(data):
            raise Differs("law 8: with copies of its own sentences it is another document")

    return reader


def _parts(data: bytes) -> object:
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def settings(data: bytes) -> None:
    """Reads as the pyproject.toml of a project."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pyproject.toml").write_bytes(data)
        load_settings(folder, {})


def rules(data: bytes) -> None:
    """Reads as SRX rules and cuts a text with them."""
    srx.load(data, "x.srx").for_language("en")


def catalog(data: bytes) -> None:
    """Reads as a catalog; what is read and written again is the same."""
    file = catalogs.read(data, "x.po")
    if file.encode() != data:
        raise Differs("a catalog that nobody changed is written as another")
    catalogs.with_drafts(data, {})


READERS: dict[str, Callable[[bytes], None]] = {
    **{
        f"document {ending}": document(f"x{ending}")
        for _, endings in documents.FORMATS.values()
        for ending in endings[:1]
    },
    **{f"exchange {ending}": lambda data, name=f"x{ending}": exchange.read(data, name) for ending in exchange.READERS},  # type: ignore[dict-item,misc]
    "catalog": catalog,
    "settings": settings,
    "rules": rules,
    "receipt": receipt.listed_files,  # type: ignore[dict-item]
    "index": lambda data: index.parse(data, "x"),  # type: ignore[dict-item,return-value]
}


def seeds() -> Mapping[str, list[bytes]]:
    """Reader -> whole inputs."""
    found: dict[str, list[bytes]] = {name: [] for name in READERS}
    for path in sorted((ROOT / "tests" / "cases").rglob("*")):
        if path.is_file() and path.stat().st_size < 60_000:
            name = {".po": "catalog", ".srx": "rules"}.get(path.suffix, f"document {path.suffix}")
            if name in found:
                found[name].append(path.read_bytes())
    segments = tuple(Segment(f"k{n}", (text,)) for n, text in enumerate(("A dog.", "It ran.\nFar.", "<b>&\t")))
    units = tuple(TranslationUnit(one, ("Перевод.",), State.REVIEWED) for one in segments)
    bundle = Bundle(Document("a", "text", "en", ()), segments, (Catalog("a", "en", "ru", units),))
    for form in exchange.FORMATS.values():
        found[f"exchange {form.suffix}"].append(form.write(bundle, "toolkit"))
    found["exchange .json"].append(
        json.dumps({"format": "toolkit-patch", "version": 1, "document": "a", "source_language": "en", "changes": [
            {"id": "p1s1", "language": "ru", "source": "A", "before": "", "after": "Б", "status": "fuzzy"}]}).encode()
    )  # fmt: skip
    found["catalog"].append(
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n#, fuzzy\nmsgid "A"\nmsgstr "B"\n'
    )
    found["settings"].append(
        b'[tool.toolkit]\ntargets = ["ru"]\nlocales = "locales"\n[tool.toolkit.segmentation]\nabbreviations = ["Mr"]\n'
    )
    found["receipt"].append(b'{"files": {"index.html": {"sha256": "00"}}}')
    found["index"].append(
        b'[{"package_version": "1.0", "from_code": "en", "to_code": "ru", "links": ["https://x/y.argosmodel"]}]'
    )
    for ending in (".xlsx", ".docx"):
        found[f"document {ending}"] += found[f"exchange {ending}"]
    found["document .json"].append(
        b'{"a": "Hello {name}", "b": {"one": "%d dog", "other": "%d dogs"}, "c": [1, "x\\u00e4"]}'
    )
    found["document .txt"] = [b"A dog. It ran.\n\n- One\n- Two\n", *found.get("document .txt", [])]
    return {name: inputs or [b"A dog. It ran.\n"] for name, inputs in found.items()}


def changed(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The input with a few changes; of an archive, mostly within a member."""
    if data.startswith(b"PK") and chance.random() < 0.8:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            members = [(info, old.read(info)) for info in old.infolist()]
        place = chance.randrange(len(members))
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as new:
            for number, (info, inner) in enumerate(members):
                new.writestr(info, changed(inner, [inner], chance) if number == place else inner)
        return made.getvalue()
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 1, 4, 20, 200)))
        kind = chance.randrange(6)
        if kind == 0:
            data = data[:start] + data[end:]
        elif kind == 1:
            data = data[:start] + chance.choice(TOKENS) + data[start:]
        elif kind == 2:
            data = data[:end] + data[start:end] * chance.choice((1, 2, 50)) + data[end:]
        elif kind == 3 and start < len(data):
            data = data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]
        elif kind == 4:
            data = data[:start] + chance.choice(TOKENS) * chance.choice((2, 30, 600)) + data[end:]
        else:
            other = chance.choice(others)
            at = chance.randrange(len(other) + 1)
            data = data[:start] + other[at : at + 300] + data[end:]
    return data[: 1 << 20]


def finding(reader: Callable[[bytes], None], data: bytes) -> str:
    """What went wrong; "" where it was read, or refused as it should be."""
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        reader(data)
    except ToolkitError as error:
        return f"defect: {error.__cause__!r}"[:300] if error.defect else ""
    except TooSlow:
        return f"more than {SECONDS} seconds"
    except MemoryError:
        return "more than a gigabyte"
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:300]
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def smaller(reader: Callable[[bytes], None], data: bytes, said: str) -> bytes:
    """The input with all taken away that the finding does not need, as far as some seconds go."""
    kind, until = said.split(":")[0], time.monotonic() + 10
    step = len(data) // 2
    while step and time.monotonic() < until:
        place = 0
        while place < len(data) and time.monotonic() < until:
            less = data[:place] + data[place + step :]
            if finding(reader, less).split(":")[0] == kind:
                data = less
            else:
                place += step
        step //= 2
    return data


def main() -> int:
    """Runs the inputs and tells of each reader how many were accepted, and what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=20_000, help="how many, over all readers")
    parser.add_argument("--seed", type=int, help="of the changes; that of the day where it is left away")
    parser.add_argument("--only", default="", help="readers whose name has this in it")
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"), help="where findings are written")
    given = parser.parse_args()
    seed = given.seed if given.seed is not None else datetime.datetime.now(datetime.timezone.utc).toordinal()
    print(f"seed {seed}")
    limit = resource.getrlimit(resource.RLIMIT_AS)[1]
    used = (
        int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        if Path("/proc").is_dir()
        else 0
    )
    resource.setrlimit(resource.RLIMIT_AS, (used + BYTES, limit))

    def stop(*_: object) -> None:
        raise TooSlow

    signal.signal(signal.SIGVTALRM, stop)
    inputs = {name: found for name, found in seeds().items() if given.only in name}
    chance, seen = random.Random(seed), set[tuple[str, str]]()
    counts: dict[str, Counter[str]] = {name: Counter() for name in inputs}
    for number in range(given.inputs):
        name = list(inputs)[number % len(inputs)]
        data = changed(chance.choice(inputs[name]), inputs[name], chance)
        said = finding(READERS[name], data)
        counts[name]["inputs"] += 1
        if not said:
            continue
        counts[name]["findings"] += 1
        key = (name, said.split(" at ")[0][:60])
        if key not in seen:
            seen.add(key)
            least = smaller(READERS[name], data, said)
            given.out.mkdir(parents=True, exist_ok=True)
            place = given.out / f"{name.replace(' ', '')}-{len(seen)}"
            place.write_bytes(least)
            print(f"{name}: {said}\n  {place} ({len(least)} bytes): {least[:80]!r}", flush=True)
    for name, row in counts.items():
        print(f"{name}: {row['inputs']} inputs, {row['findings']} findings")
    return 1 if seen else 0


if __name__ == "__main__":
    sys.exit(main())
