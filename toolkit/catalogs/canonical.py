"""A catalog printed as GNU msgmerge prints one: every entry laid out anew, fields of the header in their fixed order.

After message_print and message_merge of gettext-tools (write-po.c, msgmerge.c), version 0.21.
"""

import functools
import re
from collections.abc import Iterable

from toolkit.po.entries import Entry, Line, Part, flags_of, place_of, words_of
from toolkit.po.entries import bare as without_mark
from toolkit.po.layout import Layout, message_lines, new_entry, reference_words

FIELDS = (
    "Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date", "Last-Translator",
    "Language-Team", "Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
)  # fmt: skip
"""The fields of a header that gettext knows, in the order in which it prints them."""
FORMATS = tuple(
    f"{name}-format"
    for name in (
        "c", "objc", "python", "python-brace", "java", "java-printf", "csharp", "javascript", "scheme", "lisp", "elisp",
        "librep", "ruby", "sh", "awk", "lua", "object-pascal", "smalltalk", "qt", "qt-plural", "kde", "kde-kuit",
        "boost", "tcl", "perl", "perl-brace", "php", "gcc-internal", "gfc-internal", "ycp",
    )
)  # fmt: skip
"""In the order in which gettext prints their flags."""
_VARIANTS = {
    "Brazilian Portuguese": "pt_BR", "Chinese (simplified)": "zh_CN", "Chinese (traditional)": "zh_TW",
    "Chinese (Hong Kong)": "zh_HK", "British English": "en_GB", "Canadian French": "fr_CA", "Swiss German": "de_CH",
    "Austrian": "de_AT", "Serbian Latin": "sr@latin", "Norwegian Bokmal": "nb", "Norwegian Nynorsk": "nn",
    "Mexican Spanish": "es_MX",
}  # fmt: skip


def header_text(old: str, new: str, language: str) -> str:
    """The header of the catalog with the fields that come from the template, in gettext's order."""
    fields: dict[str, str] = {}
    others = ""
    for line in re.findall(r"[^\n]*\n|[^\n]+", old):
        line = line if line.endswith("\n") else f"{line}\n"
        name = next((known for known in FIELDS if line.lower().startswith(f"{known.lower()}:")), "")
        if name:
            fields[name] = line[len(name) + 1 :]
        else:
            others += line
    if language:
        fields["Language"] = f" {language}\n"
    elif "Language" not in fields and "Language-Team" in fields:
        fields["Language"] = f" {language_of_team(fields['Language-Team'])}\n"
    for name in ("Report-Msgid-Bugs-To", "POT-Creation-Date"):
        given = re.search(rf"{name}:([^\n]*\n?)", new)
        if given:
            fields[name] = given[1] if given[1].endswith("\n") else f"{given[1]}\n"
    return "".join(f"{name}:{fields[name]}" for name in FIELDS if name in fields) + others


def language_of_team(team: str) -> str:
    """The language that a team is called by, `German <de@li.org>`; empty where that is none or has no address."""
    words = team.strip().split(" ")
    if len(words) < 2 or not re.search(r"^<|>$|[@/]", words[-1]):
        return ""
    name = " ".join(words[:-1]).strip()
    return _VARIANTS.get(name) or _languages().get(name, "")


@functools.cache
def _languages() -> dict[str, str]:
    from babel import Locale

    return {str(name): code for code, name in reversed([*Locale("en").languages.items()]) if len(code) <= 3}


def flags_in_order(flags: Iterable[str], *, fuzzy: bool) -> list[str]:
    """The flags that gettext knows, in the order in which it prints them; any other goes."""
    given = set(flags)
    found = ["fuzzy"] if fuzzy else []
    for name in FORMATS:
        if name in given or f"possible-{name}" in given:
            found.append(name)
        elif f"no-{name}" in given:
            found.append(f"no-{name}")
    found += [re.sub(r"range:\s*", "range: ", flag) for flag in flags if flag.startswith("range:")]
    return found + [flag for flag in ("no-wrap",) if flag in given]


def printed(
    entry: Entry, layout: Layout, location: str = "full", *, by_file: bool = False, bare: bool = False
) -> Entry:
    """The entry as message_print writes it; `by_file` orders references, `bare` leaves out translators' comments."""
    lines: list[Line] = []
    for part in (Part.EXTRACTED,) if bare else (Part.COMMENT, Part.EXTRACTED):
        if part is Part.COMMENT or not entry.obsolete:
            lines += [Line(part, text + layout.newline) for text in _comments(entry, part)]
    words = [] if entry.obsolete else words_of(entry.of(Part.REFERENCE), Part.REFERENCE)
    if by_file:
        words = sorted(words, key=place_of)
    if location == "file":
        words = [re.sub(r":\d+$", "", word) for word in words]
    words = [re.sub(r"^(?:\./)+", "", word) for word in words]
    if words and location != "never":
        wrapped = reference_words(dict.fromkeys(words), layout._replace(wrap=True))
        lines += [Line(Part.REFERENCE, text) for text in wrapped]
    flags = [flag for text in (*entry.of(Part.FLAGS),) for flag in flags_of(text)]
    if entry.obsolete:
        flags = [flag for flag in flags if not flag.startswith("range:")]
    told = flags_in_order(flags, fuzzy=entry.fuzzy and bool(entry.msgstr[0]))
    if told:
        lines.append(Line(Part.FLAGS, f"#, {', '.join(told)}{layout.newline}"))
    if not entry.fuzzy or not entry.translated:
        entry = entry._replace(previous=None)
    entry = entry._replace(lines=tuple(lines), gap="", line=0)
    return entry._replace(lines=(*lines, *message_lines(entry, layout)))


def _comments(entry: Entry, part: Part) -> list[str]:
    # As there, a carriage return before the line end is part of a comment.
    lines = [without_mark(line) for text in entry.of(part) for line in text.split("\n") if line.strip()]
    mark = "#" if part is Part.COMMENT else "#."
    told = [line[len(mark) :].removeprefix(" ") for line in lines]
    return [f"{mark} {text}" if text else mark for text in told]


def header_entry(old: Entry, new: Entry | None, language: str, layout: Layout, *, bare: bool = False) -> Entry:
    """The header as msgmerge writes it: comments and flags of the old, fields of both."""
    text = header_text(old.msgstr[0], "" if new is None else new.msgstr[0], language)
    made = new_entry("", layout, msgstr=text)
    kept = [line for line in old.lines if line.part in (Part.COMMENT, Part.FLAGS)]
    if new is not None:
        kept += [line for line in new.lines if line.part in (Part.EXTRACTED, Part.REFERENCE)]
    return printed(made._replace(lines=(*sorted(kept, key=lambda line: line.part), *made.lines)), layout, bare=bare)
