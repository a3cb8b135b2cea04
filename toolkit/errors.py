"""Every error that the toolkit raises on purpose.

    ToolkitError                  one clear sentence for a person; exit code 1
    ├── DocumentError             a source document that cannot be read or written back
    ├── SegmentationError         rules for cutting sentences (SRX) that cannot be read or used
    ├── CatalogError              a damaged or contradictory .po / .pot file
    ├── PackageError              an Argos package that is missing, damaged or of an unknown kind
    │   └── DownloadError         the index or a package that the network did not give
    ├── EngineError               a translation engine that failed while drafting
    ├── MemoryStoreError          a translation memory that cannot be opened or is of a newer version
    ├── BundleError               a bundle that does not read back as it was written
    ├── StorageError              the disk said no: full, read-only, a folder in the way
    ├── MissingLibrary            an extra that is not installed; the message says how to install it
    └── UsageError                the call itself is wrong; exit code 2
        ├── UnknownName           a name that no registry has; the message lists the known ones
        └── ProjectError          a setting or a path of the project that makes no sense

Bad content that does not stop the work is not an exception but a `Finding` (units.py).
"""

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DISTRIBUTION = "toolkit-translate"
"""What the toolkit is called where it is installed from."""
UNSAFE = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
"""Controls that a terminal obeys, marks that turn the direction of what follows, halves of characters.

An expression; it is compiled where there is something to be said, since that takes half a millisecond.
"""
LONGEST = 256
"""Characters of a name of a file at most."""
QUOTED = 200
"""Characters of somebody's input that a message repeats at most."""


def harmless(text: str) -> str:
    """The text with controls and marks of direction to be seen, as Python writes them: `\\x1b[31m`."""
    return re.sub(UNSAFE, lambda match: match[0].encode("unicode_escape", "surrogatepass").decode("ascii"), text)


def one_line(text: object) -> str:
    """The same for what stands within a line, such as the name of a file."""
    return harmless(str(text)).replace("\n", "\\n").replace("\t", "\\t")


def brief(text: str) -> str:
    """A message in which nothing is longer than the name of a file may be: what somebody made long is cut."""
    return re.sub(r"[^\s/\\]{257,}", lambda match: f"{match[0][:QUOTED]}…", text)


def quoted(text: str, most: int = QUOTED) -> str:
    """What a message repeats of somebody's input: in quotation marks, so many characters of it."""
    return repr(text if len(text) <= most else f"{text[:most]}…")


def _short(part: str) -> str:
    # No file has a longer name; such a one is somebody's input.
    return part if len(part) <= LONGEST else f"{part[:QUOTED]}…"


class ToolkitError(Exception):
    """Base of all; `str()` is one sentence that says what is wrong, where, and what to do."""

    exit_code = 1
    defect = False
    """Whether the toolkit itself is to blame: an exception that nobody expected is its `__cause__`."""


class LocatedError(ToolkitError):
    """An error in a file, with the line (counted from 1) where it is known."""

    def __init__(self, message: str, *, path: "str | Path | None" = None, line: int | None = None) -> None:
        from pathlib import Path  # `toolkit --help` needs none

        self.path = None if path is None else Path(path)
        self.line = line
        place = "" if path is None else "/".join(_short(part) for part in one_line(path).split("/"))
        where = "" if path is None else f"{place}:{line}: " if line is not None else f"{place}: "
        super().__init__(where + message)

    def called(self, name: str) -> None:
        """Names the file as the person who meets the error would write it."""
        before = one_line(self.path)
        if self.path is not None and str(self).startswith(f"{before}:"):
            self.args = (name + str(self)[len(before) :],)
            self.path = type(self.path)(name)


class DocumentError(LocatedError):
    """A source document that cannot be read or written back."""


class SegmentationError(LocatedError):
    """Rules for cutting sentences (SRX) that cannot be read or used."""


class CatalogError(LocatedError):
    """A damaged or contradictory .po / .pot file."""


class DuplicateMessages(CatalogError):
    """Messages that a catalog has twice."""

    def __init__(self, message: str, path: "str | Path", lines: Sequence[tuple[int, int]], *, line: int) -> None:
        self.lines = lines
        """Of each, the line of its msgid, and that of the msgstr of the first one with the same context and source."""
        super().__init__(message, path=path, line=line)


class PackageError(LocatedError):
    """An Argos package that is missing, damaged or of an unknown kind."""


class DownloadError(PackageError):
    """The index or a package that the network did not give."""

    def __init__(self, message: str, *, passing: bool = False, status: int = 0) -> None:
        self.passing = passing
        """Whether the same request may well succeed a moment later."""
        self.status = status
        """Of HTTP; 0 where there was no answer."""
        super().__init__(message)


class EngineError(ToolkitError):
    """A translation engine that failed while drafting."""


class MemoryStoreError(LocatedError):
    """A translation memory that cannot be opened or was written by a newer version."""


class BundleError(LocatedError):
    """A bundle that does not read back as it was written."""


class StorageError(LocatedError):
    """The file system refused: no space, no permission, a file where a folder should be."""


class MissingLibrary(ToolkitError):
    """What was asked for needs an extra that is not installed; the call is right, so the exit code is 1."""

    def __init__(self, needed: str, extra: str) -> None:
        super().__init__(f"{needed}: {install(extra)}")


class UsageError(ToolkitError):
    """The call itself is wrong."""

    exit_code = 2


class Interrupted(KeyboardInterrupt):
    """A person stopped the work; `str()` says what is saved. No ToolkitError: it is no failure."""


class UnknownName(UsageError):
    """A name that a registry does not have; the message lists the names that it has, and what may have been meant.

    `near` is what was meant, where the registry knows better than the spelling; `advice` is what to do instead, and
    then the list is left away.
    """

    def __init__(
        self, kind: str, name: str, known: Iterable[str], *, near: Iterable[str] | None = None, advice: str = ""
    ) -> None:
        self.kind, self.name, self.known = kind, name, tuple(known)
        self.near = nearest(name, self.known) if near is None else tuple(near)
        meant = f"did you mean {' or '.join(self.near)}? " if self.near else ""
        rest = advice or f"{meant}known: {', '.join(self.known) or 'none'}"
        super().__init__(f"unknown {kind} {quoted(name)}; {rest}")


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Up to three of the known names that are spelled like `name`, the nearest first."""
    import difflib

    by_spelling = {one.casefold(): one for one in known}
    return tuple(
        by_spelling[hit]
        for hit in difflib.get_close_matches(name.casefold(), by_spelling, 3, 0.7 if len(name) > 4 else 0.66)
    )


def install(extra: str) -> str:
    """How an extra that lacks is installed: the released toolkit, or a clone of its source."""
    return f'pip install "{DISTRIBUTION}[{extra}]", or in its source: pip install ".[{extra}]"'


class ProjectError(UsageError):
    """A setting or a path of the project that makes no sense."""


@contextlib.contextmanager
def net(kind: type[LocatedError], path: "str | Path") -> Iterator[None]:
    """The last net round a reader or a writer: an exception that nobody expected becomes one sentence of this kind.

    It is a defect all the same, and `defect` says so.
    """
    try:
        yield
    except (ToolkitError, OSError):
        raise
    except MemoryError as error:
        raise kind("there is not enough memory for it; split it", path=path) from error
    except Exception as error:
        said = kind(f"the toolkit failed at it ({unexpected(error)}); this is a defect of the toolkit", path=path)
        said.defect = True
        raise said from error


def unexpected(error: BaseException) -> str:
    """The kind of an unexpected exception, and the beginning of what it says."""
    said = one_line(" ".join(str(error).split()))
    return f"{type(error).__name__}: {said[:QUOTED]}" if said else type(error).__name__
