"""Which catalog the rows of an exchange file go into: the one they came from, or the document's of their language."""

import glob
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from toolkit import catalogs, exchange
from toolkit.errors import UsageError
from toolkit.exchange import Row
from toolkit.languages import code_of, language
from toolkit.project.settings import ProjectSettings
from toolkit.storage.files import read_bytes
from toolkit.storage.places import near


def of_rows(
    project: ProjectSettings, rows: Iterable[Row], *, source: Path | None = None, folder: Path | None = None
) -> list[tuple[str, Path, list[Row]]]:
    """Name of a document, its catalog, and the rows of one language that go into it, with line breaks as it has them.

    The document is the one that the rows name, or `source` (a document, or a catalog for the rows of its language), or
    the one that `folder` (where the file lies) is named after. Raises UsageError where it is unknown, CatalogError.
    """
    rows = list(rows)
    alike = {_named_by(exchange.recalled(row.base)[1]) for row in rows} - {""}
    of_file = alike.pop() if len(alike) == 1 else ""  # also of languages that nobody has begun
    catalog = source if is_catalog(source) else None
    given = _named_by(catalog.as_posix()) if catalog else project.document_name(source) if source else ""
    only = language_of(catalog) if catalog else ""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        base, origin = exchange.recalled(row.base)
        target = row.target if "\r" in row.source else row.target.replace("\r\n", "\n").replace("\r", "\n")
        row = replace(row, base=base, target=target)
        named = given or _known(project, row, origin) or _named_by(origin) or of_file
        name = named or _document_of(project, folder, row)
        groups.setdefault((name, row.language, "" if source else origin), []).append(row)
    found = []
    for (name, code, origin), group in groups.items():
        path = catalog if catalog and only == code_of(code) else _catalog_of(project, name, code, origin)
        if path is None and not any(row.target.strip() for row in group):
            continue  # a language that nobody has begun, exported with the others
        if path is None:
            path = project.catalog_path(name, language(code).code)
            raise UsageError(
                f"{near(path)}: there is no such catalog for what the file has in {code}; name the document "
                "with --source, or make the catalog with `toolkit update`"
            )
        found.append((name, path, group))
    return found


def is_catalog(source: Path | None) -> bool:
    """Whether what somebody named as the source is a catalog, and not the document of one."""
    return source is not None and source.suffix == ".po" and source.is_file()


def language_of(path: Path, file: catalogs.CatalogFile | None = None) -> str:
    """The code of the language that a catalog is in: as its header says, else its folder or its name."""
    file = catalogs.read(read_bytes(path), str(path)) if file is None else file
    folder = path.resolve().parent
    named = folder.parent.name if folder.name == "LC_MESSAGES" else path.stem
    fields = {} if file.header is None else catalogs.fields_of(file.header)
    return language(code_of(fields.get("Language") or named)).code


def _known(project: ProjectSettings, row: Row, origin: str) -> str:
    """The document that a row names; what another program calls its file need be none here, and is passed over."""
    if row.base or origin or not row.document or _catalog_of(project, row.document, row.language, "", exactly=True):
        return row.document
    return "" if len(_documents(project)) < 2 else row.document


def _catalog_of(project: ProjectSettings, name: str, code: str, origin: str, *, exactly: bool = False) -> Path | None:
    """The catalog that rows go into: the one that the file came from, or the document's of this language.

    Folders are called as other projects call them: `zh_Hans`, `pt_BR`, `sr_Latn`, also `po/ky.po` without a domain,
    but `exactly` the document's.
    """
    if origin:
        path = (project.root / origin).resolve()
        if path.suffix == ".po" and path.is_relative_to(project.root.resolve()) and path.is_file():
            return path
    wanted = code_of(code)
    exact = project.catalog_path(name, wanted)
    if exact.exists():
        return exact
    for root in _roots(project):
        for path in sorted(root.glob(f"*/LC_MESSAGES/{glob.escape(name)}.po")):
            if code_of(path.parent.parent.name) == wanted:
                return path
    return None if exactly else _called_by(project, wanted)


def _called_by(project: ProjectSettings, wanted: str) -> Path | None:
    """The catalog that is called by its language alone, as `po/ru.po`."""
    found = (path for root in _roots(project) for path in sorted(root.glob("*.po")))
    return next((path for path in found if code_of(path.stem) == wanted), None)


def _roots(project: ProjectSettings) -> Iterable[Path]:
    """Where projects keep their catalogs."""
    return dict.fromkeys((project.locales, project.root / "locale", project.root / "po", project.root))


def _named_by(origin: str) -> str:
    """The document of a catalog, by its path: what stands below LC_MESSAGES, else its name alone."""
    path = PurePosixPath(origin)
    places = [place for place, part in enumerate(path.parts) if part == "LC_MESSAGES"]
    return PurePosixPath(*path.parts[places[-1] + 1 :]).with_suffix("").as_posix() if places else path.stem


def _documents(project: ProjectSettings) -> list[str]:
    return sorted({
        path.relative_to(messages).with_suffix("").as_posix()
        for messages in project.locales.glob("*/LC_MESSAGES")
        for path in messages.rglob("*.po")
    })  # fmt: skip


def _document_of(project: ProjectSettings, folder: Path | None, row: Row) -> str:
    names = _documents(project)
    if folder is not None:
        parts = folder.resolve().parts
        for length in range(len(parts)):  # the longest name first
            if (name := "/".join(parts[length:])) in names:
                return name
    if len(names) == 1:
        return names[0]
    if not names and (only := _called_by(project, code_of(row.language))) is not None:
        return only.stem  # po/ru.po, which is no document's
    known = ", ".join(names) or "none"
    raise UsageError(f"the file does not say of which document it is; name it with --source (catalogs: {known})")
