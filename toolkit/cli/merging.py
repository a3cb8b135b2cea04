"""What `toolkit merge` does, apart from its options: a build that merges many catalogs needs none of their library."""

import os
import re
import sys
from typing import TYPE_CHECKING

from toolkit.catalogs.garbage import without_collection

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.errors import DuplicateMessages

    Named = str | Path


@without_collection()
def merge(
    definition: "Named",
    reference: "Named",
    *,
    update: bool = False,
    out: "Named | None" = None,
    compendium: "tuple[Named, ...]" = (),
    no_fuzzy_matching: bool = False,
    previous: bool = False,
    no_wrap: bool = False,
    width: int | None = None,
    sort_output: bool = False,
    lang: str | None = None,
    directory: "tuple[Path, ...]" = (),
    backup: str | None = None,
    sort_by_file: bool = False,
    add_location: str = "full",
    no_location: bool = False,
    for_msgfmt: bool = False,
    to_utf8: bool = False,
    canonical: bool = False,
    multi_domain: bool = False,
    escape: bool = False,
    indent: bool = False,
    strict: bool = False,
    properties_input: bool = False,
    stringtable_input: bool = False,
    properties_output: bool = False,
    stringtable_output: bool = False,
    color: str | None = None,  # noqa: ARG001 - what is written is a file
    style: str | None = None,  # noqa: ARG001 - as above
    no_escape: bool = False,  # noqa: ARG001 - it is the default
    force_po: bool = False,
    verbose: bool = False,
    suffix: str | None = None,
    version_control: str = "existing",
    quiet: bool = False,
    form: str = "text",
    as_json: bool = False,
) -> int:
    """Merges one file with another and says what was done; the names are those of the options. Returns the exit code.

    One file at most is standard input, and not with `update`. Raises CatalogError, StorageError.
    """
    from toolkit import catalogs
    from toolkit.errors import DuplicateMessages
    from toolkit.storage.files import write_atomic

    as_json = as_json or form == "json"
    given_in = "properties" if properties_input else "stringtable" if stringtable_input else "po"
    made_in = "properties" if properties_output else "stringtable" if stringtable_output else "po"
    if update:
        made_in = given_in
    # What msgmerge alone has is written as msgmerge writes it.
    canonical = canonical or multi_domain or escape or indent or strict or (given_in, made_in) != ("po", "po")
    definition, reference = _found(definition, directory), _found(reference, directory)
    target = definition if update else out if out is not None and str(out) != "-" else None
    in_place = _same(definition, target)
    given = None if in_place else _read(definition)
    compendia = tuple((_read(path), str(path)) for path in (_found(name, directory) for name in compendium))
    template = _read(reference)

    def merged(before: bytes | None) -> tuple[bytes, dict[str, int]]:
        data, counts = catalogs.with_reference(
            before or b"",
            template,
            catalogs.ReferenceOptions(
                compendia,
                fuzzy_matching=not no_fuzzy_matching,
                previous=previous,
                wrap=not no_wrap,
                width=width or 0,
                sort=sort_output,
                language=lang or "",
                update=update,
                sort_by_file=sort_by_file,
                location="never" if no_location else add_location,
                for_msgfmt=for_msgfmt,
                to_utf8=to_utf8,
                canonical=canonical,
                force_po=force_po,
                multi_domain=multi_domain,
                escape=escape,
                indent=indent,
                strict=strict,
                input=given_in,
                output=made_in,
            ),
            path=_shown(definition),
            reference_path=_shown(reference),
        )
        control = backup or (version_control if canonical else "none")
        kept = _backup(definition, control, suffix or "~") if in_place and data != before else None
        if kept is not None and before is not None:
            write_atomic(kept, before)
        return data, counts

    changed = False
    try:
        if in_place:
            from pathlib import Path  # it takes 4 ms to load

            revision = catalogs.revise(Path(definition), merged, proved=True)
            counts, changed = revision.result, revision.changed
        else:
            data, counts = merged(given)
    except DuplicateMessages as error:
        if canonical:
            return _duplicates(error)
        raise
    if not in_place:
        if target is None:
            sys.stdout.buffer.write(data)
        else:
            changed = write_atomic(target, data, follow=True)
    if quiet and not verbose and not as_json:
        return 0
    from toolkit.cli import printing  # with the library of commands, which who is quiet need not load

    if as_json:
        printing.print_json({"catalog": str(target), "changed": changed, **counts})
    elif verbose:
        more = "" if not compendia else f" + {len(compendia)} compendia"
        told = ", ".join(f"{name} {number}" for name, number in counts.items())
        printing.echo(f"Read 1 old + 1 reference{more}, {told}.", err=True)
    else:
        printing.echo(
            f"{_shown(definition)}: {', '.join(f'{number} {name}' for name, number in counts.items())}", err=True
        )
    return 0


def _duplicates(error: "DuplicateMessages") -> int:
    """Each message that stands twice in gettext's words, which editors and build logs know."""
    from toolkit.cli import printing

    for line, first in error.lines:
        printing.echo(f"{error.path}:{line}: duplicate message definition...", err=True)
        printing.echo(f"{error.path}:{first}: ...this is the location of the first definition", err=True)
    count = len(error.lines)
    printing.echo(f"msgmerge: found {count} fatal error{'' if count == 1 else 's'}", err=True)
    return 1


def _same(definition: "Named", target: "Named | None") -> bool:
    """Whether what is written takes the place of what is read."""
    if target is None or not os.path.exists(target) or not os.path.isfile(definition):
        return False
    return os.path.samefile(target, definition)


def _backup(name: "Named", control: str, suffix: str) -> "Path | None":
    """Where the file as it was is kept, by the rules of GNU's tools; None for no backup."""
    if control in ("none", "off"):
        return None
    import glob
    from pathlib import Path

    path = Path(name)

    numbers = [
        int(match[1])
        for other in path.parent.glob(f"{glob.escape(path.name)}.~*~")
        if (match := re.search(r"\.~(\d+)~$", other.name))
    ]
    if control in ("numbered", "t") or (control in ("existing", "nil") and numbers):
        return path.with_name(f"{path.name}.~{max(numbers, default=0) + 1}~")
    return path.with_name(path.name + suffix)


def _found(name: "Named", folders: "tuple[Path, ...]") -> "Named":
    """The file in the first of the folders that has it, as msgmerge -D looks for it."""
    if not folders or os.path.isabs(name) or str(name) == "-":
        return name
    return next((folder / name for folder in folders if (folder / name).exists()), folders[0] / name)


def _read(path: "Named") -> bytes:
    from toolkit.storage.files import read_bytes

    return sys.stdin.buffer.read() if str(path) == "-" else read_bytes(path)


def _shown(path: "Named") -> str:
    return "standard input" if str(path) == "-" else str(path)
