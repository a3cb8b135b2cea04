"""Gettext catalogs as memories: .po files, folders of them (`ru.po`, `ru/LC_MESSAGES/x.po`), and .mo files.

Fuzzy entries are not approved; a plural message has no one text and is left out.
"""

import re
import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from toolkit import po
from toolkit.errors import BundleError, CatalogError
from toolkit.exchange.foreign.pairs import Pair, Wish, kept
from toolkit.languages import code_of
from toolkit.storage.files import read_bytes
from toolkit.units import plain

MAGIC = 0x950412DE
PLURAL, CONTEXT = "\0", "\4"


def catalogs(path: Path, wish: Wish, skipped: Counter[str]) -> Iterator[Pair]:
    """The approved messages of a .po file, or of every one in a folder. Raises BundleError naming the file."""
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*.po") if file.is_file())
    if not files:
        raise BundleError("there is no .po file in this folder")
    for file in files:
        try:
            found = po.read(read_bytes(file), str(file))
        except CatalogError as error:
            raise BundleError(str(error)) from error
        fields = po.fields_of(found.header) if found.header else {}
        said = fields.get("X-Source-Language", "")
        if said and not wish.own(said):
            skipped["nothing in the source language"] += len(found.live)
            continue
        code = _language(fields.get("Language", ""), file, wish)
        live = [entry for entry in found.live if entry.msgid_plural is None]
        skipped["plural"] += len(found.live) - len(live)
        texts = ["", *(entry.msgid for entry in live), ""]
        for place, entry in enumerate(live):
            if not code:
                skipped["another language"] += 1
            elif entry.fuzzy:
                skipped["not approved"] += 1
            else:
                beside = entry.msgctxt or "", texts[place], texts[place + 2]
                pair = Pair(code, plain(entry.msgid), plain(entry.msgstr[0]), *beside)
                if kept(pair, skipped):
                    yield pair


def compiled(path: Path, wish: Wish, skipped: Counter[str]) -> Iterator[Pair]:
    """The messages of a .mo file (GNU gettext manual, "The Format of GNU MO Files"). Raises BundleError."""
    data = read_bytes(path)
    try:
        order = next(sign for sign in "<>" if struct.unpack_from(f"{sign}I", data)[0] == MAGIC)
        count, ids, texts = struct.unpack_from(f"{order}III", data, 8)
        found = []
        for number in range(count):
            both = []
            for table in (ids, texts):
                length, start = struct.unpack_from(f"{order}II", data, table + 8 * number)
                if start + length > len(data):
                    raise BundleError("this .mo file ends too early")
                both.append(data[start : start + length].decode("utf-8"))
            found.append(both)
    except (StopIteration, struct.error, UnicodeDecodeError) as error:
        raise BundleError("this is no .mo file in UTF-8") from error
    header = next((text for key, text in found if not key), "")
    said = re.search(r"^Language: *(\S+)", header, re.MULTILINE)
    code = _language(said[1] if said else "", path, wish)
    for key, text in found:
        context, _, msgid = key.rpartition(CONTEXT)
        if not key:
            continue
        if not code:
            skipped["another language"] += 1
        elif PLURAL in key:
            skipped["plural"] += 1
        elif kept(pair := Pair(code, plain(msgid), plain(text), context), skipped):
            yield pair


def _language(said: str, path: Path, wish: Wish) -> str:
    """By the header, the folder or the name; the one that is wished where none says it."""
    folder = path.resolve().parent
    for tag in (said, folder.parent.name if folder.name == "LC_MESSAGES" else "", path.stem, folder.name):
        code = code_of(tag.partition("@")[0])
        if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", code) and (tag == said or wish.targets) and wish.target(code):
            return wish.target(code)
        if tag == said and said:
            return ""
    return wish.targets[0] if len(wish.targets) == 1 else ""
