"""The bundles that a command shall bring about, and which of them are there already as they should be."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import bundles
from toolkit.cli import printing
from toolkit.cli.call import Call
from toolkit.errors import ToolkitError
from toolkit.languages import language
from toolkit.workflow import GENERATOR, builds

if TYPE_CHECKING:
    from toolkit.units import Receipt


@dataclass(slots=True)
class Wanted:
    """The bundles of a call. Leaving the `with` brings the start page up to date, also after a failure."""

    call: Call
    out: Path
    order: bundles.Order
    again: bool
    """Whether to build what has not changed, too."""
    found: bool = False
    """Whether there is a bundle for the start page."""
    before: dict[Path, tuple[str, ...]] = field(default_factory=dict)
    """Folder of a bundle -> the languages that it had before this call."""
    signatures: dict[str, set[str]] = field(default_factory=dict)
    """Target language -> what drafted into it, of all bundles: for the notes when all is done, each once."""

    def __enter__(self) -> "Wanted":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self.found:
            bundles.publish_start(self.out, GENERATOR)
        if kind is None:
            for note in bundles.notices(self.signatures):
                printing.echo(printing.style(f"note: {note}", fg="yellow"), err=True)

    def notes(self, receipt: "Receipt") -> None:
        """What a person must know about the drafts; each is said once, when all is done."""
        for code, names in receipt.signatures.items():
            self.signatures.setdefault(code, set()).update(names)

    def each(self) -> Iterator[tuple[builds.Wish, builds.Kept | None, bool]]:
        """(what is wanted, the bundle if it is there already, whether it is the only one)."""
        call = self.call
        files = call.files()
        for path, within in files:
            wish = builds.Wish(call.settings, path, within, call.encoding, call.targets, self.out, self.order)
            kept = None if self.again else builds.kept(wish)
            self.found = self.found or kept is not None
            self._note_languages(wish.out / wish.document)
            yield wish, kept, len(files) == 1

    def built(self, folder: Path, receipt: "Receipt") -> None:
        """A bundle is there: the start page shall lead to it, and what of it does not read back is said."""
        self.found = True
        gone = [code for code in self.before.get(folder, ()) if code not in receipt.counts]
        if gone:
            named = ", ".join(language(code).english_name for code in gone)
            self.call.say(
                f"{printing.near(folder)}: the bundle had {named} too; without --to it has every language again"
            )
        self.notes(receipt)
        self.call.prove(folder, receipt)

    def _note_languages(self, folder: Path) -> None:
        with contextlib.suppress(OSError, ToolkitError):
            self.before[folder] = tuple(bundles.read_receipt((folder / bundles.RECEIPT).read_bytes()).counts)
