"""The patch that a reading page downloads when somebody corrects sentences in it: a small JSON file.

    {"format": "toolkit-patch", "version": 1, "document": "article", "source_language": "en",
     "changes": [{"id": "p3s2", "language": "ky", "source": "…", "before": "…", "after": "…", "status": "drafted"}]}

`source`, `before` and `after` are texts as the page shows them, code for code; `status` is what the page said of
`before`. An optional `approve: true` of a change says that whoever made it has checked the sentence. The schema is
`patch.schema.json` beside this module.
"""

import json
from collections.abc import Iterable
from typing import Any

from toolkit.errors import BundleError, quoted, unexpected
from toolkit.exchange.rows import Row, base_of
from toolkit.languages import code_of
from toolkit.storage.given import json_value
from toolkit.units import STATUSES

FORMAT, VERSION = "toolkit-patch", 1


def write(changes: Iterable[tuple[Row, str]], document: str, source_language: str) -> bytes:
    """A patch of (row as it was, its text as it shall be), as the page writes it."""
    value = {
        "format": FORMAT,
        "version": VERSION,
        "document": document,
        "source_language": source_language,
        "changes": [
            {
                "id": row.id,
                "language": row.language,
                "source": row.source,
                "before": row.target,
                "after": after,
                "status": row.status,
            }
            for row, after in changes
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def read(data: bytes) -> list[Row]:
    """The changed rows. Raises BundleError for JSON that is no such patch."""
    try:
        value = json_value(data)
        if value.get("format") != FORMAT:
            raise BundleError("this JSON file is no patch of a reading page: it does not say `toolkit-patch`")
        if value.get("version") != VERSION:
            raise BundleError(f"this patch is of version {value.get('version')!r}, and version {VERSION} is known")
        document = value.get("document", "")
        if not isinstance(document, str) or {"..", "."} & set(document.split("/")) or document.startswith("/"):
            raise ValueError(
                f"{quoted(document) if isinstance(document, str) else document!r} is no name of a document"
            )
        return [_row(change, document) for change in value["changes"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BundleError(f"this is no patch of a reading page, or it is damaged: {unexpected(error)}") from error


def _row(change: dict[str, Any], document: str) -> Row:
    before, status = change.get("before", ""), change.get("status") or "untranslated"
    texts = [before, *(change[name] for name in ("id", "language", "source", "after"))]
    if status not in STATUSES or not all(isinstance(text, str) for text in texts):
        raise ValueError(f"the change of {change['id']!r} makes no sense")
    after = change["after"]
    approved = change.get("approve") is True
    said = "reviewed" if approved else status if after == before else "fuzzy"
    return Row(
        change["id"], code_of(change["language"]), change["source"], after, said if after else "untranslated",
        base_of(before, status), document,
    )  # fmt: skip
