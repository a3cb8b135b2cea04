"""index.html of the output folder: every bundle in it with its title, languages and progress.

Made from the receipts that lie there, so that it is the same, byte for byte, in whatever order the bundles were built.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import quote

from toolkit.bundles import interface, legend, receipt
from toolkit.bundles.interface import N_, NN_
from toolkit.bundles.script import script
from toolkit.errors import UnknownName
from toolkit.languages import language
from toolkit.storage.files import read_bytes, write_atomic
from toolkit.storage.given import json_value, unescaped
from toolkit.units import STATUSES

NAME = "index.html"
PAGE = "index.html"
"""The reading page in the folder of a bundle; where it was not asked for, the receipt's page stands for it."""
OURS = b'<body class="start">'
"""What a start page has and no other page: anything else under its name is not ours and stays."""
TITLE = N_("Parallel texts")
SENTENCES = NN_("%d sentence", "%d sentences")
FRESH = N_("Machine drafts, made anew")
FRESH_MEANS = N_("Nobody has corrected these editions: they show what a machine makes of the text by itself.")
EMPTY = N_("There is no text here yet. The command that makes one: toolkit run letter.txt")
HEAD = 16_384
"""Bytes of a reading page in which its language and title stand."""
_TITLE = re.compile(r"<title((?: data-[a-z]+=\"[^\"]*\")*)>(.*?)</title>", re.DOTALL)
_TITLES = re.compile(r' data-([a-z]+)="([^"]*)"')
_LANG = re.compile(r'<html lang="([A-Za-z0-9-]+)" dir="(ltr|rtl)"')


@dataclass(frozen=True, slots=True)
class Entry:
    """A bundle as the start page shows it."""

    folder: str
    page: str
    """Name of the file that it leads to."""
    title: str
    lang: str
    """BCP 47 tag of the source."""
    direction: str
    segments: int
    counts: Mapping[str, Mapping[str, int]]
    """Target language -> status -> number of segments."""
    titles: Mapping[str, str]
    """Code -> the title in that language of the interface; the document's own where nobody has approved another."""
    fresh: bool
    """Whether it was drafted anew by a machine, without a look at any catalog."""


def entries(out: Path) -> Iterator[Entry]:
    """The bundles in a folder by name; a folder without a receipt and a page that can be read is none.

    Raises StorageError where a file is there and the system refuses it.
    """
    for proof in sorted(out.glob(f"**/{receipt.NAME}")):
        page = proof.with_name(PAGE)
        if not page.is_file():
            page = proof.with_name(receipt.PAGE)
        if proof.parent == out or not page.is_file():
            continue
        try:
            value = json_value(read_bytes(proof))
            counts = {
                language(code).code: {status: int(row.get(status, 0)) for status in STATUSES}
                for code, row in value["languages"].items()
            }
            segments = int(value["segments"])
            fresh = not value["catalogs"] and any(row["drafted"] for row in counts.values())
        except (ValueError, KeyError, TypeError, AttributeError, UnknownName):
            continue
        with page.open("rb") as file:
            head = file.read(HEAD).decode("utf-8", "replace")
        folder = proof.parent.relative_to(out).as_posix()
        title, lang = _TITLE.search(head), _LANG.search(head)
        yield Entry(
            folder,
            page.name,
            unescaped(title[2]) if title and page.name == PAGE else folder.rpartition("/")[2],
            lang[1] if lang else "en",
            lang[2] if lang else "ltr",
            segments,
            counts,
            {code: unescaped(text) for code, text in _TITLES.findall(title[1])} if title and page.name == PAGE else {},
            fresh,
        )


def write(found: Iterable[Entry], generator: str) -> bytes:
    """The page as UTF-8: what people work on first, what machines drafted anew apart."""
    listed = sorted(found, key=lambda entry: entry.fresh)
    people, machines = ([entry for entry in listed if entry.fresh is fresh] for fresh in (False, True))
    parts = [_list(people)] if people else []
    if machines:
        parts.append(f"<h2>{interface.in_all(FRESH)}</h2>\n<p>{interface.in_all(FRESH_MEANS)}</p>\n{_list(machines)}")
    if not listed:
        parts.append(f'<p class="empty">{interface.in_all(EMPTY)}</p>')
    return (
        Template(interface.filled("start.html"))
        .substitute(
            generator=escape(generator),
            titles=interface.in_each(interface.titles(TITLE)),
            css=interface.text_of("colours.css")
            + interface.text_of("page.css")
            + interface.text_of("start.css")
            + interface.rules()
            + legend.inks(),
            ui=interface.choice("en"),
            js=script("start.js"),
            documents="\n".join(parts),
        )
        .encode("utf-8")
    )


def publish(out: Path, generator: str) -> Path | None:
    """Writes the start page of an output folder; None where a page that is not ours has its name.

    Raises StorageError.
    """
    path = out / NAME
    if path.exists() and not (path.is_file() and OURS in read_bytes(path)):
        return None
    write_atomic(path, write(entries(out), generator))
    return path


def _list(found: Iterable[Entry]) -> str:
    return '<ul class="documents">\n' + "\n".join(map(_item, found)) + "\n</ul>"


def _item(entry: Entry) -> str:
    address = quote(entry.folder) + "/" + entry.page
    rows = "".join(
        f'<li><a href="{escape(address)}{_chosen(entry, code)}"><span lang="{language(code).tag}">'
        f"{escape(language(code).own_name)}</span></a> {legend.bar(row)} <small>{_numbers(row)}</small></li>"
        for code, row in entry.counts.items()
    )
    proof = escape(f"{quote(entry.folder)}/{receipt.PAGE}")
    return (
        f'<li><h3><a href="{escape(address)}">{_title(entry)}</a></h3>'
        f"<p>{escape(entry.folder)} · {interface.in_all_counted(SENTENCES, entry.segments)} · "
        f'<a href="{proof}">{interface.in_all(receipt.RECEIPT)}</a></p>'
        f'<ul class="targets">{rows}</ul></li>'
    )


def _title(entry: Entry) -> str:
    """The title in each language of the interface; the document's own where nobody has approved another."""
    own = f'<span lang="{entry.lang}" dir="{entry.direction}">{escape(entry.title)}</span>'
    if not set(entry.titles.values()) - {entry.title}:
        return own
    return "".join(
        f'<span class="t" lang="{language(code).tag}">{own if text == entry.title else escape(text)}</span>'
        for code, text in entry.titles.items()
    )


def _chosen(entry: Entry, code: str) -> str:
    return f"?l={language(entry.lang).code},{code}" if entry.page == PAGE else ""


def _numbers(row: Mapping[str, int]) -> str:
    return " · ".join(
        interface.in_all_counted(legend.COUNTED[status], row[status]) for status in STATUSES if row.get(status)
    )
