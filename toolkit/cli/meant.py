"""Which catalogs a command means: .po files, folders of them, or the catalogs of a document with its sentence ids."""

from collections.abc import Iterator
from pathlib import Path

from toolkit.cli.call import Call
from toolkit.errors import CatalogError


def meant(call: Call, *, proved: bool = True) -> Iterator[tuple[Path, dict[str, str]]]:
    """Each catalog that is meant, and sentence id -> key where its document is named. Raises CatalogError for none.

    Those that are `proved` can be read and are in a language that is named; who reads them anyway before anything is
    written need not have them read twice.
    """
    from toolkit import catalogs
    from toolkit.storage.files import read_bytes
    from toolkit.workflow import pipeline, software

    for path in call.sources or (call.settings.locales,):
        files = software.catalog_paths(path)
        if not files and path.is_dir():
            raise CatalogError("there are no catalogs in this folder", path=path)
        if not files:
            source = pipeline.read(call.settings, path, call.encoding)
            places = source.kind.keys(source)
            files = [call.settings.catalog_path(source.document.name, target) for target in call.targets]
            files = [file for file in files if file.exists()]
            if not files:
                raise CatalogError("there is no catalog of this document yet; toolkit update makes them", path=path)
            yield from ((file, places) for file in files)
            continue
        for file in files:
            if not proved:
                yield file, {}
                continue
            read = catalogs.read(read_bytes(file), str(file))
            if not call.named or software.language_of(read, file, call.named).code in call.named:
                yield file, {}
