"""Moses pairs: one segment a line in `news.en-ky.en` and `news.en-ky.ky`, and `news.en-ky.ids` beside them; as a zip.

Untranslated segments are left out, for a trainer wants pairs. Characters at which a reader may break a line become
spaces; the `.ids` file, a table of id, status and what was exported, then has the exact texts as JSON.
"""

import json
import re

from toolkit.errors import BundleError, one_line, quoted
from toolkit.exchange import archives
from toolkit.exchange.rows import Row, rows
from toolkit.storage.given import json_value
from toolkit.units import STATUSES, Bundle

BREAKS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\ud800-\udfff]")


def write(bundle: Bundle, generator: str = "") -> bytes:  # noqa: ARG001 - plain lines have no place for their maker
    """A zip of three files for each target language."""
    files = {}
    source, *targets = bundle.languages
    every = list(rows(bundle))
    for code in targets:
        stem = f"{bundle.document.name}.{source}-{code}"
        texts: dict[str, list[str]] = {source: [], code: [], "ids": []}
        for row in every:
            if row.language != code or not row.target:
                continue
            pair = [row.source, row.target]
            plain = [BREAKS.sub(" ", text) for text in pair]
            exact = [] if plain == pair else [json.dumps(pair)]
            texts[source].append(plain[0])
            texts[code].append(plain[1])
            texts["ids"].append("\t".join([row.id, row.status, row.base, *exact]))
        for suffix, lines in texts.items():
            files[f"{stem}.{suffix}"] = "".join(f"{line}\n" for line in lines).encode("utf-8")
    return archives.pack(files)


def read(data: bytes) -> list[Row]:
    """The rows of such a zip. Raises BundleError where lines are missing in one of the files."""
    files = archives.unpack(data, "zip")
    found = []
    for name, ids in files.items():
        match = re.fullmatch(r"(?P<document>.*)\.(?P<source>[\w-]+?)-(?P<target>[\w-]+)\.ids", name, re.DOTALL)
        if match is None:
            continue
        stem = name.removesuffix(".ids")
        try:
            sources = files[f"{stem}.{match['source']}"].decode("utf-8").split("\n")
            targets = files[f"{stem}.{match['target']}"].decode("utf-8").split("\n")
            lines = ids.decode("utf-8").split("\n")
        except (KeyError, UnicodeDecodeError) as error:
            raise BundleError(f"{stem}: one of the files is missing or is not UTF-8: {error}") from error
        if not len(sources) == len(targets) == len(lines):
            raise BundleError(f"{stem}: {len(sources)}, {len(targets)} and {len(lines)} lines, which must be as many")
        for number, line in enumerate(lines[:-1]):
            place, status, base, *exact = (line + "\t\t").split("\t") if line.count("\t") < 2 else line.split("\t")
            try:
                first, second = json_value(exact[0]) if exact else (sources[number], targets[number])
            except (ValueError, TypeError) as error:
                raise BundleError(f"{one_line(name)}: line {number + 1}: the texts are no pair in JSON") from error
            if status not in STATUSES or not isinstance(first, str) or not isinstance(second, str):
                raise BundleError(
                    f"{one_line(name)}: line {number + 1}: {quoted(status)} is no status of a translation"
                )
            found.append(Row(place, match["target"], first, second, status, base, match["document"]))
    return found
