"""What programs read of a document beside its texts: it must be the same before and after.

A library reads both files, not the toolkit's own readers, which wrote the one and could be wrong twice.
"""

from collections.abc import Callable, Collection

from toolkit.documents.skeletons import archives, catalogs, lined, pages, strings, xml_files
from toolkit.documents.skeletons.encoded import NOTHING, Changes, Judge
from toolkit.documents.skeletons.lines import COMMENTS, beside, comments
from toolkit.units import TranslationUnit

JUDGES: dict[str, Judge] = {
    "text": pages.paragraphs,
    "json": strings.values(strings.json_value, ValueError, "the JSON"),
    "yaml": strings.values(strings.yaml_value, strings.YamlWrong, "the YAML"),
    "toml": strings.values(strings.toml_skeleton, ValueError, "the TOML"),
    "properties": strings.values(strings.property_keys, ValueError, "the file of properties"),
    "strings": strings.values(strings.table_keys, ValueError, "the string table"),
    "resx": xml_files.elements("resx"),
    "qt": xml_files.elements("qt"),
    "xliff": xml_files.elements("xliff"),
    "xcstrings": strings.string_catalog,
    "stringsdict": strings.property_list,
    "fluent": strings.fluent,
    "srt": pages.cues,
    "vtt": pages.cues,
    "ass": pages.events,
}
"""Format -> what compares two files of it."""
WITH_CHANGES: dict[str, Callable[[bytes, bytes, str, Changes], str]] = {
    "markdown": lined.markdown,
    "rst": lined.restructured,
    "adoc": lined.asciidoc,
    "html": pages.tags,
    "android": pages.android,
    "docx": archives.parts,
    "pptx": archives.parts,
    "xlsx": archives.parts,
    "odt": archives.parts,
    "epub": archives.parts,
}
"""The same, of formats in which words for readers may stand wherever others are for programs."""
IN_LINES = frozenset({"markdown", "rst", "adoc", "html", "text"})
"""Formats of which a line without a text is as it was."""


def difference(
    form: str,
    before: bytes,
    after: bytes,
    encoding: str,
    changes: Changes = NOTHING,
    units: Collection[TranslationUnit] = (),
) -> str:
    """One sentence on what programs read differently in a document of the format `form`; "" for nothing.

    `changes` are the texts that were meant to change, and `units` the translations, where they are known.
    """
    if before == after:
        return ""
    try:
        if form == "po":
            return catalogs.entries(before, after, encoding, units)
        if form in WITH_CHANGES:
            said = WITH_CHANGES[form](before, after, encoding, changes)
        else:
            said = JUDGES[form](before, after, encoding) if form in JUDGES else ""
        if form in IN_LINES:
            said = said or beside(before, after, encoding, changes, soft=form == "markdown")
        return said or (comments(form, before, after, encoding, changes) if form in COMMENTS else "")
    except (UnicodeDecodeError, RecursionError):
        return ""  # the library cannot read what the toolkit can
