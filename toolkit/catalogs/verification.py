"""What `msgfmt --check` looks for in a catalog before it is compiled (gettext-tools/src/msgl-check.c).

Only messages that a program would read are looked at: translated, not obsolete, and not fuzzy unless those count too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.errors import UsageError
from toolkit.languages import code_of, counted, language
from toolkit.po.entries import Entry
from toolkit.po.file import CatalogFile
from toolkit.po.formats import FORMATS, all_fit
from toolkit.po.header import fields_of, plural_examples

FIELDS = {
    "Project-Id-Version": "PACKAGE VERSION", "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
    "Last-Translator": "FULL NAME <EMAIL@ADDRESS>", "Language-Team": "LANGUAGE <LL@li.org>", "MIME-Version": None,
    "Content-Type": "text/plain; charset=CHARSET", "Content-Transfer-Encoding": "ENCODING", "Language": "",
}  # fmt: skip
"""The fields that every header should have -> the value that a template has there."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that msgfmt complains about."""

    line: int
    message: str
    fatal: bool = True
    """Whether a program would misread the catalog; other faults are only told."""


def faults(
    file: CatalogFile, *, header: bool = True, formats: bool = True, accelerator: str = "", use_fuzzy: bool = False
) -> Iterator[Fault]:
    """What is wrong, in file order; `accelerator` is the sign before a letter that a key of the keyboard chooses."""
    if header:
        yield from _of_header(file)
    examples = plural_examples("" if file.header is None else fields_of(file.header).get("Plural-Forms", ""))
    for entry in file.live:
        if not entry.msgstr[0] or (entry.fuzzy and not use_fuzzy):
            continue
        if formats:
            yield from _of_format(entry, examples)
        if accelerator and not _accelerated(entry, accelerator):
            yield Fault(
                entry.line, f"the keyboard accelerator mark '{accelerator}' stands in only one of the two texts"
            )


def _of_header(file: CatalogFile) -> Iterator[Fault]:
    if file.header is None:
        yield Fault(1, "the catalog has no header", fatal=False)
        return
    line, present = file.header.line, fields_of(file.header)
    for name, unfilled in FIELDS.items():
        if name not in present:
            yield Fault(line, f"the header lacks the field {name}", fatal=False)
        elif unfilled is not None and present[name] == unfilled:
            yield Fault(line, f"the field {name} of the header is not filled in", fatal=False)
    plural = [entry for entry in file.live if entry.msgid_plural is not None and entry.msgstr[0]]
    value = present.get("Plural-Forms", "")
    if not value:
        for entry in plural[:1]:
            told = "the header does not say how many plural forms there are (Plural-Forms)"
            yield Fault(entry.line, told, fatal=len(entry.msgstr) != 2)
        return
    examples = plural_examples(value)
    if not examples:
        yield Fault(line, f"the field Plural-Forms makes no sense: {value}")
        return
    if difference := plural_difference(file):
        yield Fault(line, difference, fatal=False)
    for entry in plural:
        if len(entry.msgstr) != len(examples):
            told = f"the message has {len(entry.msgstr)} plural forms, and the header says {len(examples)}"
            yield Fault(entry.line, told)


def plural_difference(file: CatalogFile) -> str:
    """Where the catalog's own plural rule differs from CLDR's, in a sentence; empty where it does not, or says nothing.

    A catalog keeps its rule, which its translations were written by; a program may choose another form all the same.
    """
    fields = {} if file.header is None else fields_of(file.header)
    own = plural_examples(fields.get("Plural-Forms", ""))
    code = code_of(fields.get("Language", ""))
    if not own or not code or not any(entry.msgid_plural is not None for entry in file.live):
        return ""
    try:
        theirs = plural_examples(language(code).plural_forms)
    except UsageError:
        return ""
    if not theirs or own == theirs:
        return ""
    ours, cldr = ({n: place for place, form in enumerate(forms) for n in form} for forms in (own, theirs))
    number = next((n for n in sorted(ours) if ours[n] != cldr.get(n)), None)
    has, has_there = counted(len(own), "form"), counted(len(theirs), "form")
    told = f"the catalog's own plural rule has {has}, CLDR's for {code} {has_there}"
    return told if number is None else f"{told}; {number} is form {ours[number]} here and {cldr[number]} there"


def _of_format(entry: Entry, examples: Sequence[Sequence[int]]) -> Iterator[Fault]:
    for form in [flag.removeprefix("possible-") for flag in entry.flags]:
        if form in FORMATS and not all_fit(entry, entry.msgstr, form, examples):
            yield Fault(entry.line, f"the placeholders of the translation are not those of the source ({form})")


def _accelerated(entry: Entry, mark: str) -> bool:
    """Whether the translation has one accelerator where the source has one; a doubled mark is the sign itself."""
    if entry.msgid_plural is not None:
        return True
    return entry.msgid.count(mark) != 1 or entry.msgstr[0].replace(mark * 2, "").count(mark) == 1
