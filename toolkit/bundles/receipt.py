"""receipt.json and receipt.html: what a bundle holds, and the proof that each of its files holds it."""

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from urllib.parse import quote

from toolkit.bundles import interface, legend
from toolkit.bundles.interface import N_, NN_
from toolkit.bundles.script import script
from toolkit.exchange import rows as rows_of
from toolkit.exchange import units_of
from toolkit.languages import language
from toolkit.storage.given import json_value
from toolkit.units import STATUSES, Bundle, Receipt

NAME = "receipt.json"
PAGE = "receipt.html"
_DIGEST = re.compile("[0-9a-f]{64}")
STYLE = """
.receipt{max-width:72rem;font-family:var(--sans);font-size:1rem}
.receipt h1{font-size:1.6rem;line-height:1.3;margin:1.5rem 0 .8rem;overflow-wrap:anywhere}
.receipt main{overflow-wrap:break-word}
.receipt a{color:inherit}
.receipt tbody th{overflow-wrap:anywhere}
.receipt tbody th>[lang]{white-space:nowrap}
.receipt table{margin:1.5rem 0;width:100%}
.receipt caption{position:static;clip-path:none;width:auto;height:auto;overflow:visible;text-align:left}
.receipt caption{font-weight:600;padding-bottom:.3rem;white-space:normal}
.receipt th,.receipt td{border-top:1px solid var(--line);padding:.35rem .8rem .35rem 0;vertical-align:top}
.receipt td.n{font-variant-numeric:tabular-nums}
.receipt code{font-size:.78em;overflow-wrap:anywhere}
.verdict{color:var(--accent)}
@media (max-width:48em){
.receipt table,.receipt caption,.receipt tbody,.receipt tr,.receipt th,.receipt td{display:block}
.receipt thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.receipt tr{border-top:1px solid var(--line);padding:.5rem 0}
.receipt th,.receipt td,.receipt td.n{border:0;padding:.1rem 0;text-align:left}
.receipt th{font-weight:600}
.receipt b.label{display:inline;font-weight:400;color:var(--soft)}
}
"""
RECEIPT = N_("Receipt")
MADE = NN_("%d segment in every language. A machine draft is a sentence that no person has touched.",
           "%d segments in every language. A machine draft is a sentence that no person has touched.")  # fmt: skip
PARTIAL = N_("This bundle is partial: the catalogs lack segments of the document")
ONLY = N_("Only these translations are in it")
PROOF = N_(
    "Every file was parsed again after it was made. The set of (id, language, source, target, status) of the whole "
    "bundle has the SHA-256 below; a file that holds all gave back exactly this set."
)
WORDS = {
    "complete": N_("complete"),
    "all": N_("all"),
    "a part": N_("a part"),
    "not run": N_("not run"),
}
"""Verdicts that are words of ours; others stand as they are."""


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
    value = json_value(data)
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
    """The receipt for people, in the languages of the interface: one small page, nothing from elsewhere."""
    used = [status for status in STATUSES if any(row[status] for row in receipt.counts.values())] or ["reviewed"]
    languages = [
        (_own(code), *(str(row[status]) for status in used), _text("; ".join(receipt.signatures[code])))
        for code, row in receipt.counts.items()
    ]
    files = [
        (
            f'<a href="{escape(quote(name))}">{_text(name)}</a>',
            _word(receipt.read_back[name]),
            _word(_holds(receipt, name)),
            "; ".join(f"{who}: {_word(said)}" for who, said in receipt.validators.get(name, {}).items())
            or _word("not run"),
            _digest(digest),
        )
        for name, digest in receipt.files.items()
    ]
    inputs = [(receipt.source.get("path", receipt.document), receipt.source.get("sha256", "")),
              *receipt.catalogs.items()]  # fmt: skip
    notes = []
    if receipt.missing:
        told = ", ".join(f"{_own(code)} {number}" for code, number in receipt.missing.items())
        notes.append(f"{interface.in_all(PARTIAL)} ({told}).")
    if receipt.only:
        notes.append(f"{interface.in_all(ONLY)}: {', '.join(map(_status, receipt.only))}.")
    licence = receipt.source.get("licence", "")
    ways = [("index.html", N_("The text itself"))] if "index.html" in receipt.files else []
    ways.append(("../" * (receipt.document.count("/") + 1) + "index.html", N_("All texts")))
    name = _text(receipt.document)
    filled = Template(interface.filled("receipt.html")).substitute(
        titles=interface.in_each(interface.titles(RECEIPT, f": {_printable(receipt.document)}")),
        name=name,
        generator=_text(generator),
        css=interface.text_of("colours.css") + interface.text_of("page.css") + STYLE + interface.rules(),
        ui=interface.choice("en"),
        made=interface.in_all_counted(MADE, receipt.segments),
        notes="".join(f"<p><strong>{note}</strong></p>\n" for note in notes),
        translations=_table(
            N_("Translations"), (N_("language"), *(legend.NAMES[status] for status in used), N_("drafted by")),
            languages, numbers=len(used),
        ),
        licence=f"<p>{interface.in_all(N_('Licence of the source'))}: {_text(licence)}</p>\n" if licence else "",
        inputs=_table(N_("Made from"), (N_("file"), "SHA-256"), [(_text(file), _digest(sha)) for file, sha in inputs]),
        files=_table(
            N_("Files"), (N_("file"), N_("read back"), N_("holds"), N_("judged by others"), "SHA-256"), files
        ),
        proof=interface.in_all(PROOF),
        rows=_digest(receipt.rows),
        ways=" ".join(f'<a href="{escape(where)}">{interface.in_all(text)}</a>' for where, text in ways),
        js=script("start.js"),
    )  # fmt: skip
    return filled.encode("utf-8", "replace")


def listed_files(data: bytes) -> dict[str, str]:
    """Name -> SHA-256 of the files that a receipt vouches for; none where it cannot be read.

    Names that lead out of the bundle's folder are left out.
    """
    try:
        listed = json_value(data)["files"]
        return {name: str(row["sha256"]) for name, row in listed.items() if name and not set(name) & {"/", "\\", "\0"}}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _holds(receipt: Receipt, name: str) -> str:
    """Pictures and translated documents have no rows."""
    return "" if name not in receipt.held else "all" if receipt.held[name] == receipt.rows else "a part"


def _table(caption: str, head: Sequence[str], lines: Sequence[Sequence[str]], *, numbers: int = 0) -> str:
    """Cells are HTML; on a narrow screen each has the name of its column before it."""
    names = [name if name == "SHA-256" else interface.in_all(name) for name in head]
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    body = []
    for first, *rest in lines:
        cells = "".join(
            f'<td{" class=n" if number < numbers else ""}><b class="label">{name}: </b>{cell}</td>'
            if cell
            else "<td></td>"
            for number, (name, cell) in enumerate(zip(names[1:], rest, strict=True))
        )
        body.append(f'<tr><th scope="row">{first}</th>{cells}</tr>')
    return (
        f"<table>\n<caption>{interface.in_all(caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>{''.join(body)}</tbody>\n</table>\n"
    )


def _own(code: str) -> str:
    return f'<span lang="{language(code).tag}">{_text(language(code).own_name)}</span>'


def _status(name: str) -> str:
    return interface.in_all(legend.NAMES[name]) if name in legend.NAMES else _text(name)


def _word(text: str) -> str:
    return (
        interface.in_all(WORDS[text]) if text in WORDS else f'<span class="verdict">{_text(text)}</span>' * bool(text)
    )


def _digest(text: str) -> str:
    return f"<code>{text}</code>" if _DIGEST.fullmatch(text) else _text(text)


def _text(text: str) -> str:
    """Escaped for HTML; what HTML may not hold becomes the sign for an unknown character."""
    return escape(_printable(text))


def _printable(text: str) -> str:
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in text)
