"""The header entry: the fields that gettext's tools expect, and edits of one field."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from toolkit.languages import Language
from toolkit.po.entries import Entry, Part
from toolkit.po.layout import Layout, flag_lines, new_entry, quoted, string_lines, with_fuzzy

if TYPE_CHECKING:
    import datetime

_UNFILLED = {
    "Project-Id-Version": ("PACKAGE VERSION",),
    "PO-Revision-Date": ("YEAR-MO-DA HO:MI+ZONE", ""),
    "Last-Translator": ("FULL NAME <EMAIL@ADDRESS>",),
    "Language-Team": ("LANGUAGE <LL@li.org>",),
    "Language": ("",),
    "MIME-Version": ("",),
    "Content-Type": ("text/plain; charset=CHARSET", ""),
    "Content-Transfer-Encoding": ("ENCODING", ""),
    "Plural-Forms": ("nplurals=INTEGER; plural=EXPRESSION;", ""),
    "X-Source-Language": (),
}
"""Field -> the values that a template leaves for somebody to fill in; `msgfmt --check` complains about most."""
_PLURAL = r"\s*nplurals\s*=\s*(?P<count>\d{1,9})\s*;\s*plural\s*=\s*(?P<expression>[^;\s](?:[^;\n]*[^;\s])?)\s*;?\s*$"


def moment(created: "datetime.datetime") -> str:
    """A date as headers write it; a moment without a time zone is taken for UTC."""
    import datetime  # most headers keep theirs

    aware = created if created.tzinfo else created.replace(tzinfo=datetime.timezone.utc)
    return f"{aware:%Y-%m-%d %H:%M%z}"


def fields_for(
    document: str, source_language: str, language: Language, created: "datetime.datetime", generator: str
) -> dict[str, str]:
    """Every field of a new catalog, in gettext's order."""
    return {
        "Project-Id-Version": document,
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": moment(created),
        # Nobody has revised it yet; `msgfmt --check` wants a date all the same.
        "PO-Revision-Date": moment(created),
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language.gettext,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": language.plural_forms,
        "X-Generator": generator,
        "X-Source-Language": source_language,
    }


def new_header(fields: Mapping[str, str], layout: Layout, *, fuzzy: bool = False) -> Entry:
    """A header entry; that of a template is fuzzy."""
    entry = new_entry("", layout, msgstr="".join(f"{name}: {value}\n" for name, value in fields.items()))
    return entry.with_part(Part.FLAGS, flag_lines(("fuzzy",), layout)) if fuzzy else entry


def fields_of(entry: Entry) -> dict[str, str]:
    """Field -> value of a header entry."""
    found = (line.partition(":") for line in entry.msgstr[0].split("\n"))
    return {name.strip(): value.strip() for name, colon, value in found if colon}


def charset_named(entry: Entry | None) -> str:
    """What a header says of its character set; empty where it says nothing."""
    return "" if entry is None else fields_of(entry).get("Content-Type", "").rpartition("charset=")[2].strip()


def with_field(entry: Entry, name: str, value: str, layout: Layout) -> Entry:
    """The header with one field changed or added; where it has a line of its own, no other line changes."""
    if fields_of(entry).get(name) == value:
        return entry
    msgstr, replaced = re.subn(
        rf"^{re.escape(name)}:[^\n]*\n?", lambda _: f"{name}: {value}\n", entry.msgstr[0], count=1, flags=re.MULTILINE
    )
    if not replaced:
        msgstr = (msgstr if not msgstr or msgstr.endswith("\n") else msgstr + "\n") + f"{name}: {value}\n"
    lines = entry.of(Part.STRING)
    own = [index for index, line in enumerate(lines) if re.match(rf'\s*"{re.escape(name)}:.*\\n"\s*$', line)]
    if len(own) == 1:
        new = f'"{quoted(f"{name}: {value}")}\\n"{layout.newline}'
        return entry.with_part(Part.STRING, (*lines[: own[0]], new, *lines[own[0] + 1 :]))._replace(msgstr=(msgstr,))
    return entry.with_part(Part.STRING, string_lines(entry, (msgstr,), layout))._replace(msgstr=(msgstr,))


def completed(entry: Entry, fields: Mapping[str, str], layout: Layout) -> Entry:
    """The header of a .po with the fields that it lacks or that still have a template's value; others stay."""
    present = fields_of(entry)
    unfilled = False
    for name, values in _UNFILLED.items():
        if name not in present or present[name] in values:
            unfilled = unfilled or name in present
            entry = with_field(entry, name, fields[name], layout)
    # A header is fuzzy as long as it is a template's.
    return with_fuzzy(entry, False, layout) if unfilled else entry


def plural_rule(entry: Entry | None) -> str:
    """The value of Plural-Forms; empty where the field is missing, unfilled or makes no sense."""
    value = "" if entry is None else fields_of(entry).get("Plural-Forms", "")
    return value if plural_examples(value) else ""


def plural_examples(rule: str) -> tuple[tuple[int, ...], ...]:
    """For each form of a Plural-Forms value the numbers from 0 to 200 that it stands for; () for a damaged value.

    The expression is C's, read by the standard library's gettext module.
    """
    import gettext

    found = re.match(_PLURAL, rule)
    if found is None or not 0 < int(found["count"]) < 10:
        return ()
    try:
        choose = gettext.c2py(found["expression"])
        numbers = [(choose(number), number) for number in range(201)]
    except (ValueError, RecursionError, ArithmeticError):
        return ()
    forms = tuple(tuple(n for form, n in numbers if form == wanted) for wanted in range(int(found["count"])))
    return forms if sum(map(len, forms)) == len(numbers) else ()


def usable(entry: Entry, language: Language, layout: Layout, *, plural: bool) -> Entry:
    """The header of a software catalog that gets translations, with what a template leaves open and a reader needs.

    That is charset, language and, where there are plural messages, their rule; what somebody has filled in stays.
    """
    present = fields_of(entry)
    wanted = {
        "Language": language.gettext,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    open_ones = {name: value for name, value in wanted.items() if present.get(name, "") in (*_UNFILLED[name], "")}
    if plural and not plural_rule(entry):
        open_ones["Plural-Forms"] = language.plural_forms
    for name, value in open_ones.items():
        if name in present or name in ("Content-Type", "Plural-Forms"):
            entry = with_field(entry, name, value, layout)
    return with_fuzzy(entry, False, layout)
