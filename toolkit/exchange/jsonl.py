"""JSON lines in the translation convention of Hugging Face datasets: `{"translation": {"en": "…", "ky": "…"}}`.

Beside it stand id, document, kind, context, the status of each language, and what was exported. A language that nobody
translated is missing from `translation`. UTF-8, letters as they are.
"""

import json
import re

from toolkit.errors import BundleError, quoted, unexpected
from toolkit.exchange.rows import Row, catalogs_of, id_of, kind_of, remembered, units_of
from toolkit.storage.given import json_value
from toolkit.units import STATUSES, Bundle


def write(bundle: Bundle, generator: str = "") -> bytes:  # noqa: ARG001 - datasets have no place for their maker
    """One line a segment."""
    units, catalogs = units_of(bundle), catalogs_of(bundle)
    source, *targets = bundle.languages
    lines = []
    for segment in bundle.segments:
        found = {code: units[code].get(segment.key) for code in targets}
        pairs = {code: (unit.text, unit.status) if unit else ("", "untranslated") for code, unit in found.items()}
        value = {
            "id": id_of(segment),
            "document": bundle.document.name,
            "kind": kind_of(segment),
            **({"context": segment.context} if segment.context else {}),
            "source": source,
            "translation": {source: segment.text} | {code: text for code, (text, _) in pairs.items() if text},
            "status": {code: status for code, (_, status) in pairs.items()},
            "base": {code: remembered(catalogs[code], text, status) for code, (text, status) in pairs.items()},
        }
        line = json.dumps(value, ensure_ascii=False)
        lines.append(
            re.sub("[\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", line) + "\n"
        )
    return "".join(lines).encode("utf-8")


def read(data: bytes) -> list[Row]:
    """The rows of such a file. Raises BundleError with the line."""
    found = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            found += _rows(json_value(line))
        except json.JSONDecodeError as error:
            said = f"{error.msg[:1].lower()}{error.msg[1:]}"
            raise BundleError(f"line {number} is no translation as this format has it: {said}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BundleError(f"line {number} is no translation as this format has it: {unexpected(error)}") from error
    return found


def _rows(value: dict[str, dict[str, str]]) -> list[Row]:
    texts, status, base = dict(value["translation"]), value.get("status", {}), value.get("base", {})
    source = str(value.get("source") or next(iter(texts), ""))
    original = texts.pop(source)
    if not all(isinstance(text, str) for text in (original, *texts, *texts.values(), *base.values(), *status.values())):
        raise TypeError("a text in it is no text")
    found = []
    for code in dict.fromkeys((*status, *texts)):
        text = texts.get(code) or ""
        said = status.get(code, "fuzzy" if text else "untranslated")
        if said not in STATUSES:
            raise ValueError(f"{quoted(said)} is no status of a translation")
        row = Row(str(value["id"]), code, original, text, said, base.get(code, ""), str(value.get("document", "")))
        found.append(row)
    return found
