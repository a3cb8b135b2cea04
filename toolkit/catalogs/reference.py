"""A reference (.pot) into any gettext catalog, with the behaviour of GNU msgmerge and none of its losses.

Where it differs from msgmerge 0.21, on purpose: entries that do not change keep their bytes; flags that nobody knows
and `#=` lines stay; a plural message whose first form is empty, and the further forms of one that is no plural any
more, are not dropped; obsolete entries of the reference do not come alive; every translation is proved to be there
before anything is written.
"""

import re

from toolkit.catalogs.adoption import Adoption, ReferenceOptions, fresh, laid_out, order
from toolkit.catalogs.garbage import without_collection
from toolkit.catalogs.ledger import account
from toolkit.po.charsets import AS_UTF_8, UTF_8
from toolkit.po.entries import Entry
from toolkit.po.file import read
from toolkit.po.header import fields_of, with_field
from toolkit.po.layout import Layout

REFRESHED = ("Report-Msgid-Bugs-To", "POT-Creation-Date")
"""The header fields that come from the reference."""


@without_collection()
def with_reference(
    existing: bytes, reference: bytes, options: ReferenceOptions, *, path: str = "", reference_path: str = ""
) -> tuple[bytes, dict[str, int]]:
    """The catalog with the messages of the reference in its order,
    and how many were merged, fuzzied, missing and obsolete.

    Raises CatalogError if one of the files is damaged, or a translation would be lost.
    """
    if options.canonical:
        from toolkit.catalogs.gnu import as_msgmerge

        return as_msgmerge(existing, reference, options, path, reference_path)
    old, new = read(existing, path), read(reference, reference_path, keep=False)
    layout = old.layout if options.wrap else old.layout._replace(wrap=False)
    if options.width and options.wrap:
        layout = layout._replace(wrap=True, width=options.width)
    library = [entry for data, name in options.compendia for entry in read(data, name).entries if not entry.header]
    merged, header = Adoption(old, new, library, options, layout), _header(old.header, new.header, layout)
    del new
    entries = merged.entries()
    if options.for_msgfmt:
        entries = [entry for entry in entries if entry.msgstr[0] and not entry.fuzzy and not entry.obsolete]
    if options.sort:
        entries.sort(key=order)
    counts = {name: merged.counts[name] for name in ("merged", "fuzzied", "missing", "obsolete")}
    del merged
    if options.language:
        header = [with_field(entry, "Language", options.language, layout) for entry in header]
    if options.to_utf8:
        old = old.in_utf8()
        kind = "" if old.header is None else fields_of(old.header)["Content-Type"]
        header = [with_field(entry, "Content-Type", kind, layout) for entry in header]
    data = old.with_entries([*header, *entries]).encode()
    if options.update and data != existing and old.header is not None:
        undated = with_field(header[0], "POT-Creation-Date", fields_of(old.header).get("POT-Creation-Date", ""), layout)
        data = existing if old.with_entries([undated, *entries]).encode() == existing else data
    if not options.wrap or options.width:
        whole = read(data, path)
        data = whole._replace(entries=tuple(laid_out(entry, layout) for entry in whole.entries)).encode()
    told = [entry.msgstr for entry in library]
    del old, entries, header, library  # the proof reads the whole file again, and needs the room
    account(existing, data, path, given=told, partial=options.for_msgfmt)
    return data, counts


def _header(old: Entry | None, new: Entry | None, layout: Layout) -> list[Entry]:
    if old is None and new is None:
        return []
    if old is None:
        assert new is not None
        header = fresh(new, layout)
        unfilled = fields_of(header).get("Content-Type", "").endswith("=CHARSET")
        return [with_field(header, "Content-Type", "text/plain; charset=UTF-8", layout) if unfilled else header]
    given = {} if new is None else fields_of(new)
    kind = fields_of(old).get("Content-Type", "")
    if kind and kind.rpartition("charset=")[2].strip().upper() in AS_UTF_8[3:]:
        # ASCII says nothing of the letters that may come; what is written is UTF-8.
        old = with_field(old, "Content-Type", re.sub("charset=.*", f"charset={UTF_8}", kind), layout)
    for name in REFRESHED:
        if given.get(name):
            old = with_field(old, name, given[name], layout)
    return [old]
