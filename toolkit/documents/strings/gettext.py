"""Gettext templates and catalogs (.pot, .po) as documents: what programs say, message by message.

A message is a block, one with a plural two. A reader of the file sees the translations where it is in the language
that is asked for, and the sources elsewhere. Written is a catalog of the target language in which everything that no
person has approved is fuzzy; entries in which nothing changes keep their bytes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from toolkit import po
from toolkit.documents.options import ReadOptions
from toolkit.documents.strings import messages
from toolkit.documents.strings.files import refuse_large
from toolkit.errors import CatalogError, DocumentError
from toolkit.languages import Language, code_of
from toolkit.units import Block, BlockKind, Code, Content, Document, TranslationUnit, content_of, flatten, plain

NUMBERS = {False: "where the number is one", True: "for other numbers"}
"""Notes on the two blocks of a plural message."""
SEVERAL = "plural"
"""In the context of the second."""
UNKNOWN_DATE = "1970-01-01 00:00+0000"
"""Of a template without a date; the hour of writing would make two files of the same words."""


def texts(file: po.CatalogFile) -> Iterator[tuple[po.Entry, bool]]:
    """(entry, whether it is its plural) of each block, in their order."""
    for entry in file.live:
        yield entry, False
        if entry.msgid_plural is not None:
            yield entry, True


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError, with the line, for what is no gettext catalog."""
    file = _opened(data, options.path or name)
    own = _language(file) == options.language
    shown = forms(file) if own else None
    blocks = tuple(_block(entry, plural, shown) for entry, plural in texts(file))
    return options.document(name, "po", blocks)


def _settled(
    replacements: Mapping[int, Content],
    document: Document,
    target: Language | None,
    units: Mapping[int, TranslationUnit],
) -> dict[int, Content]:
    """The replacements as they stand in the file: what catalogs have, to the letter, and where the language has one
    form, one text for a plural message."""
    made = dict(replacements)
    examples = po.plural_examples(target.plural_forms) if target is not None else ()
    for index, block in reversed(list(enumerate(document.blocks))):
        first, other = block.note.startswith(NUMBERS[False]), block.note.startswith(NUMBERS[True])
        if index in units and len(units[index].forms) == (len(examples) if first or other else 1):
            made[index] = plain(units[index].forms[_one(examples) if first else -1])
        elif first and len(examples) == 1 and index + 1 in made:
            made[index] = made[index + 1]
    return made


def rewrite(
    data: bytes,
    name: str,
    replacements: Mapping[int, Content],
    options: ReadOptions,
    target: Language | None = None,
    *,
    units: Mapping[int, TranslationUnit] | None = None,
) -> bytes:
    """The catalog of the target language: blocks replaced, its header filled in, translations that it has kept.

    `units` says of a block whose words it gets; without them nobody has approved anything, and all that is written is
    fuzzy. A message with a plural in a language with more than two forms is fuzzy too, unless a unit has every form.
    Raises DocumentError as `read` does.
    """
    if not replacements and target is None:
        return data
    file = _opened(data, options.path or name)
    layout = file.layout
    other = target is not None and _language(file) not in ("", target.code)
    rule = target.plural_forms if target is not None else po.plural_rule(file.header)
    examples = po.plural_examples(rule) or ((1,), (2,))
    made: list[po.Entry] = []
    index = 0
    for entry in file.entries:
        if entry.header:
            continue
        if entry.obsolete:
            made += [] if other else [entry]
            continue
        if other or (not entry.translated and entry.msgid_plural is not None and target is not None):
            entry = _emptied(entry, len(examples), layout)
        count = 1 if entry.msgid_plural is None else 2
        new = [replacements.get(place) for place in range(index, index + count)]
        unit = (units or {}).get(index + count - 1)
        made.append(_translated(entry, new, unit, examples, layout))
        index += count
    header = _header(file, name, options, target, other)
    return file.with_entries([*header, *made]).encode()


def rewrite_units(
    data: bytes,
    name: str,
    replacements: Mapping[int, Content],
    options: ReadOptions,
    target: Language | None,
    units: Mapping[int, TranslationUnit],
    document: Document,
) -> tuple[bytes, dict[int, Content]]:
    """`rewrite` with the units of its blocks, and the replacements as they stand in the file. Raises DocumentError."""
    settled = _settled(replacements, document, target, units)
    return rewrite(data, name, settled, options, target, units=units), settled


def template(data: bytes, path: str) -> bytes:
    """The file as a template: without anybody's translations. Raises CatalogError."""
    file = po.read(data, path)
    if not any(entry.translated or entry.obsolete for entry in file.entries if not entry.header):
        return data
    made = [entry if entry.header else _emptied(entry, 2, file.layout) for entry in file.entries if not entry.obsolete]
    return file.with_entries(made).encode()


def _opened(data: bytes, where: str) -> po.CatalogFile:
    refuse_large(data, where)
    try:
        return po.read(data, where)
    except CatalogError as error:
        said = str(error).removeprefix(f"{where}:{error.line}: ").removeprefix(f"{where}: ")
        raise DocumentError(said, path=where, line=error.line) from error


def _language(file: po.CatalogFile) -> str:
    said = po.fields_of(file.header).get("Language", "") if file.header is not None else ""
    return code_of(said) if said else ""


def forms(file: po.CatalogFile) -> tuple[int, int]:
    """Which form stands for one, and which for most other numbers."""
    examples = po.plural_examples(po.plural_rule(file.header)) or ((1,), (2,))
    return _one(examples), len(examples) - 1


def _one(examples: Sequence[Sequence[int]]) -> int:
    return next((form for form, numbers in enumerate(examples) if 1 in numbers), 0)


def _block(entry: po.Entry, plural: bool, shown: tuple[int, int] | None) -> Block:
    text = entry.msgid_plural or "" if plural else entry.msgid
    if shown is not None and entry.translated:
        form = 0 if entry.msgid_plural is None else shown[plural]
        text = entry.msgstr[form] if form < len(entry.msgstr) and entry.msgstr[form] else text
    said = [line.strip()[2:].strip() for line in entry.of(po.Part.EXTRACTED)]
    notes = [*([NUMBERS[plural]] if entry.msgid_plural is not None else []), *filter(None, said)]
    content = _content(text, po.format_of(entry))
    is_text = any(map(str.strip, (part for part in content if isinstance(part, str))))
    return Block(
        BlockKind.MESSAGE,
        content,
        line=max(1, entry.line),
        translatable=is_text,
        note="; ".join(notes) if is_text else "code",
        # `%d files` may be a message of its own besides, with another translation.
        context="; ".join(filter(None, (entry.msgctxt, SEVERAL if plural else ""))),
    )


def _content(text: str, form: str) -> Content:
    """Directives of the format that the entry names, any variable and tag elsewhere, and line breaks, as codes."""
    found = po.content(text, form) if form else messages.content(text)
    parts: list[str | Code] = []
    for part in found:
        if isinstance(part, Code):
            parts.append(replace(part, shown=part.raw) if form else part)
            continue
        for number, line in enumerate(part.split("\n")):
            if number:
                parts.append(Code(f"line {len(parts)}", "placeholder", "\n", shown="\n"))
            parts.append(line)
    return content_of(parts)


def _emptied(entry: po.Entry, forms: int, layout: po.Layout) -> po.Entry:
    """The entry without a translation, and without what translators said of it."""
    empty = ("",) if entry.msgid_plural is None else ("",) * forms
    if entry.translated:
        entry = entry.with_part(po.Part.COMMENT, ()).with_part(po.Part.PREVIOUS, ())
        entry = po.with_fuzzy(entry._replace(previous=None), False, layout)
    return po.with_target(entry, empty, layout)


def _translated(
    entry: po.Entry,
    new: list[Content | None],
    unit: TranslationUnit | None,
    examples: tuple[tuple[int, ...], ...],
    layout: po.Layout,
) -> po.Entry:
    """The entry with its blocks replaced; fuzzy unless a person has approved that."""
    if all(content is None for content in new):
        return entry
    approved = unit is not None and unit.status == "reviewed"
    forms: tuple[str, ...]
    if unit is not None and len(unit.forms) == (1 if entry.msgid_plural is None else len(examples)):
        forms = unit.forms
    elif entry.msgid_plural is None:
        forms = (_agreeing(entry.msgid, flatten(new[0] or ())),)
    else:
        one, other = (None if content is None else _agreeing(entry.msgid, flatten(content)) for content in new)
        approved = approved and len(examples) < 3
        forms = tuple(
            one if one is not None and 1 in numbers and (2 not in numbers or other is None) else other or one or ""
            for numbers in examples
        )
    if entry.msgstr == forms or not all(map(str.strip, forms)) or (entry.translated and not approved):
        return entry  # what is there already is a person's, as far as anybody knows
    entry = po.with_fuzzy(po.with_target(entry, forms, layout), not approved, layout)
    if unit is not None and unit.previous_source:
        entry = po.with_previous(entry, po.Previous(unit.previous_source, entry.msgctxt), layout)
    if unit is not None and unit.status == "drafted" and unit.origin is not None:
        comment = po.remark_lines(po.draft_comment(forms, unit.origin), layout)
        entry = entry.with_part(po.Part.COMMENT, [*entry.of(po.Part.COMMENT), *comment])
    return entry


def _agreeing(msgid: str, text: str) -> str:
    """The text with the line breaks at its ends that its source has, as msgfmt demands."""
    return "\n" * msgid.startswith("\n") + text.strip("\n") + "\n" * (msgid.endswith("\n") and msgid != "\n")


def _header(
    file: po.CatalogFile, name: str, options: ReadOptions, target: Language | None, other: bool
) -> list[po.Entry]:
    header = file.header
    if target is None:
        return [] if header is None else [header]
    said = {} if header is None else po.fields_of(header)
    created = said.get("POT-Creation-Date", "")
    fields = {
        "Project-Id-Version": PurePath(name).stem,
        "PO-Revision-Date": created if created[:1].isdigit() else UNKNOWN_DATE,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": target.gettext,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": target.plural_forms,
        "X-Source-Language": options.language,
    }
    if header is None:  # a program has to know in which character set the translations are
        return [po.new_header(fields, file.layout)]
    if other:
        for field in ("Language", "Plural-Forms", "Last-Translator", "Language-Team"):
            header = po.with_field(header, field, fields[field], file.layout)
    return [po.with_fuzzy(po.completed(header, fields, file.layout), False, file.layout)]
