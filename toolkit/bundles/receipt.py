"""receipt.json and receipt.html: what a bundle holds, and the proof that each of its files holds it."""

import json
import re
from collections.abc import Mapping, Sequence
from html import escape

from toolkit.exchange import rows as rows_of
from toolkit.exchange import units_of
from toolkit.languages import language
from toolkit.units import STATUSES, Bundle, Receipt

NAME = "receipt.json"
PAGE = "receipt.html"
_DIGEST = re.compile("[0-9a-f]{64}")
STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 "
    "1rem}table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}th,td{border:1px solid "
    "#8888;padding:.3rem .6rem;text-align:left;vertical-align:top}td.n{text-align:right}caption{text-align:left;"
    "font-weight:600;padding-bottom:.3rem}code{overflow-wrap:anywhere;font-size:.85em}td code{display:block;"
    "min-width:16em}"
)


def make(
    bundle: Bundle,
    *,
    hashes: Mapping[str, str],
    read_back: Mapping[str, str],
    rows: str,
    held: Mapping[str, str],
    missing: Mapping[str, int],
    source: Mapping[str, str],
    catalogs: Mapping[str, str],
    validators: Mapping[str, Mapping[str, str]],
    only: tuple[str, ...],
) -> Receipt:
    """Counts the bundle; the other values are those of Receipt."""
    counts = {code: dict.fromkeys(STATUSES, 0) for code in bundle.languages[1:]}
    for row in rows_of(bundle):
        counts[row.language][row.status] += 1
    signatures = {}
    for code, units in units_of(bundle).items():
        drafted = [unit.origin for unit in units.values() if unit.status == "drafted" and unit.origin]
        signatures[code] = tuple(sorted({origin.signature for origin in drafted if origin.kind == "engine"}))
    return Receipt(
        document=bundle.document.name,
        segments=len(bundle.segments),
        counts=counts,
        signatures=signatures,
        files=dict(hashes),
        read_back=dict(read_back),
        rows=rows,
        held=dict(held),
        missing=dict(missing),
        source=dict(source),
        catalogs=dict(catalogs),
        validators={name: dict(verdicts) for name, verdicts in validators.items()},
        only=only,
    )


def write(receipt: Receipt, generator: str) -> bytes:
    """The receipt as JSON, the same bytes for the same bundle."""
    value = {
        "document": receipt.document,
        "generator": generator,
        "source": receipt.source,
        "catalogs": receipt.catalogs,
        "segments": receipt.segments,
        "languages": receipt.counts,
        **({"only": list(receipt.only)} if receipt.only else {}),
        **({"partial": receipt.missing} if receipt.missing else {}),
        "engines": receipt.signatures,
        "rows": {"sha256": receipt.rows, "count": receipt.segments * len(receipt.counts)},
        "files": {
            name: {
                "sha256": digest,
                "read back": receipt.read_back[name],
                **({"holds": _holds(receipt, name)} if name in receipt.held else {}),
                **({"rows sha256": receipt.held[name]} if name in receipt.held else {}),
                "validators": receipt.validators.get(name, {}),
            }
            for name, digest in receipt.files.items()
        },
    }
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def read(data: bytes) -> Receipt:
    """The receipt that was written. Raises ValueError, KeyError, TypeError or AttributeError for anything else."""
    value = json.loads(data)
    files = value["files"]
    return Receipt(
        document=value["document"],
        segments=value["segments"],
        counts=value["languages"],
        signatures={code: tuple(names) for code, names in value["engines"].items()},
        files={name: row["sha256"] for name, row in files.items()},
        read_back={name: row["read back"] for name, row in files.items()},
        rows=value["rows"]["sha256"],
        held={name: row["rows sha256"] for name, row in files.items() if "rows sha256" in row},
        missing=value.get("partial", {}),
        source=value["source"],
        catalogs=value["catalogs"],
        validators={name: row["validators"] for name, row in files.items() if row["validators"]},
        only=tuple(value.get("only", ())),
    )


def page(receipt: Receipt, generator: str) -> bytes:
    """The receipt for people: one small page without script, style sheet of its own, or anything from elsewhere."""
    used = [status for status in STATUSES if any(row[status] for row in receipt.counts.values())] or ["reviewed"]
    languages = [
        (language(code).english_name, *(str(row[status]) for status in used), "; ".join(receipt.signatures[code]))
        for code, row in receipt.counts.items()
    ]
    files = [
        (
            name,
            receipt.read_back[name],
            _holds(receipt, name),
            "; ".join(f"{who}: {said}" for who, said in receipt.validators.get(name, {}).items()) or "not run",
            digest,
        )
        for name, digest in receipt.files.items()
    ]
    inputs = [
        (receipt.source.get("path", receipt.document), receipt.source.get("sha256", "")),
        *receipt.catalogs.items(),
    ]
    licence = receipt.source.get("licence", "")
    notes = []
    if receipt.missing:
        told = ", ".join(f"{number} in {language(code).english_name}" for code, number in receipt.missing.items())
        notes.append(f"This bundle is partial: the catalogs lack segments of the document ({told}).")
    if receipt.only:
        notes.append(f"Only translations that are {' or '.join(receipt.only)} are in it.")
    title = f"Receipt: {receipt.document}"
    text = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{_shown(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{_shown(title)}</h1>\n"
        f"<p>{receipt.segments} segments; made by {_shown(generator)}. A machine draft is a sentence that no person "
        "has touched.</p>\n"
        + "".join(f"<p><strong>{_shown(note)}</strong></p>\n" for note in notes)
        + _table("Translations", ("language", *used, "drafted by"), languages, numbers=len(used))
        + (f"<p>Licence of the source: {_shown(licence)}</p>\n" if licence else "")
        + _table("Made from", ("file", "SHA-256"), inputs)
        + _table("Files", ("file", "read back", "holds", "judged by others", "SHA-256"), files)
        + f"<p>Every file was parsed again after it was made. The set of (id, language, source, target, status) of the "
        f"whole bundle has the SHA-256 <code>{receipt.rows}</code>; a file that holds all gave back exactly this "
        "set.</p>\n</body>\n</html>\n"
    )
    return text.encode("utf-8", "replace")


def listed_files(data: bytes) -> dict[str, str]:
    """Name -> SHA-256 of the files that a receipt vouches for; none where it cannot be read.

    Names that lead out of the bundle's folder are left out.
    """
    try:
        listed = json.loads(data)["files"]
        return {name: str(row["sha256"]) for name, row in listed.items() if name and not set(name) & {"/", "\\", "\0"}}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _holds(receipt: Receipt, name: str) -> str:
    """Pictures and translated documents have no rows."""
    return "" if name not in receipt.held else "all" if receipt.held[name] == receipt.rows else "a part"


def _table(caption: str, head: Sequence[str], lines: Sequence[Sequence[str]], *, numbers: int = 0) -> str:
    heads = "".join(f'<th scope="col">{_shown(name)}</th>' for name in head)
    body = []
    for first, *rest in lines:
        cells = "".join(
            f"<td{' class=n' if number < numbers else ''}>{_cell(cell)}</td>" for number, cell in enumerate(rest)
        )
        body.append(f'<tr><th scope="row">{_shown(first)}</th>{cells}</tr>')
    return (
        f"<table>\n<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>{''.join(body)}</tbody>\n</table>\n"
    )


def _cell(text: str) -> str:
    return f"<code>{text}</code>" if _DIGEST.fullmatch(text) else _shown(text)


def _shown(text: str) -> str:
    """Escaped for HTML; what HTML may not hold becomes the sign for an unknown character."""
    return escape("".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in text))
