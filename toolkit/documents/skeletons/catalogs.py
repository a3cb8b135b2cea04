"""What gettext reads of a catalog beside translations."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from toolkit.documents.skeletons.encoded import text_of
from toolkit.errors import UnknownName
from toolkit.languages import code_of, language
from toolkit.units import TranslationUnit


def entries(before: bytes, after: bytes, encoding: str, units: Collection[TranslationUnit]) -> str:
    """Of a gettext catalog: its messages, their contexts, flags, notes and references are what they were.

    Forms of a plural that no unit has say at most one number otherwise, and what nobody has approved is fuzzy.
    """
    import polib

    def loaded(data: bytes) -> Any:
        return polib.pofile(text_of(data, encoding), check_for_duplicates=False)

    try:
        known = loaded(before)
    except (OSError, ValueError, IndexError, AssertionError):
        return ""
    try:
        found = loaded(after)
    except (OSError, ValueError, IndexError, AssertionError) as error:
        return f"the catalog cannot be read any more: {' '.join(str(error).split())[:200]}"
    kept = any(entry.obsolete for entry in found)  # those of another language than the target's go, all of them
    old = Counter(_message(entry) for entry in known if kept or not entry.obsolete)
    for one in old - Counter(map(_message, found)):
        return f"the message {str(one[1])[:50]!r} is not what it was"
    there = {(entry.msgid, _forms(entry)) for entry in known}
    given = {unit.forms for unit in units}
    approved = {form.strip("\n") for unit in units if unit.status == "reviewed" for form in unit.forms or (unit.text,)}
    for entry in found:
        said = _forms(entry)
        if (entry.msgid, said) in there or not any(said):
            continue
        if said not in given and sum(one != said[-1] for one in said) > 1:
            return f"the forms of {entry.msgid[:50]!r} are not those that were written"
        if not (entry.fuzzy or entry.obsolete or all(form.strip("\n") in approved for form in said)):
            return f"nobody has approved {said[-1][:50]!r}, and it is not marked as fuzzy"
    return _header(known.metadata, found.metadata)


FIELDS = {
    "Project-Id-Version": ".*", "Report-Msgid-Bugs-To": ".*", "POT-Creation-Date": ".*", "PO-Revision-Date": ".*",
    "Last-Translator": ".*", "Language-Team": ".*", "Language": "[A-Za-z_@]*", "MIME-Version": r"1\.0",
    "Content-Type": r"text/plain; charset=[\w.:-]+", "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": r"nplurals=\d; plural=[\dn%=!<>&|?:() ]+;", "X-Generator": ".*", "X-Source-Language": ".*",
}  # fmt: skip
"""What the toolkit writes into the header of a catalog: field -> its value as a regular expression."""


def _header(known: Mapping[str, str], found: Mapping[str, str]) -> str:
    """What is wrong with the fields: each is as it was, or one that the toolkit writes."""
    for name, value in found.items():
        if known.get(name) != value and not (name in FIELDS and re.fullmatch(FIELDS[name], value)):
            return f"the header says {name[:50]}: {value[:50]}"
    forms = found.get("Plural-Forms", "")
    if forms != known.get("Plural-Forms") and (code := code_of(found.get("Language", ""))):
        try:
            theirs = language(code).plural_forms
        except UnknownName:
            theirs = ""
        if theirs and "".join(forms.split()) != "".join(theirs.split()):
            return f"the header says Plural-Forms: {forms[:50]}, which is not that of {code}"
    return next((f"{name[:50]} is gone from the header" for name in known if name not in found), "")


def _forms(entry: Any) -> tuple[str, ...]:
    return tuple(entry.msgstr_plural.values()) or (entry.msgstr,)


def _message(entry: Any) -> tuple[object, ...]:
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    return entry.msgctxt, entry.msgid, entry.msgid_plural, flags, entry.comment, tuple(entry.occurrences)
