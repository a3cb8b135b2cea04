"""The bundles that a command shall bring about, and which of them are there already as they should be."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import bundles
from toolkit.cli import printing
from toolkit.cli.call import Call
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
    said: dict[str, None] = field(default_factory=dict)
    """Notes for when all is done, each once."""

    def __enter__(self) -> "Wanted":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if self.found:
            bundles.publish_start(self.out, GENERATOR)
        if kind is None:
            for note in self.said:
                printing.echo(printing.style(f"note: {note}", fg="yellow"), err=True)

    def notes(self, receipt: "Receipt") -> None:
        """What a person must know about the drafts; each is said once, when all is done."""
        self.said.update(dict.fromkeys(bundles.notices(receipt)))

    def each(self) -> Iterator[tuple[builds.Wish, builds.Kept | None, bool]]:
        """(what is wanted, the bundle if it is there already, whether it is the only one)."""
        call = self.call
        files = call.files()
        for path, within in files:
            wish = builds.Wish(call.settings, path, within, call.encoding, call.targets, self.out, self.order)
            kept = None if self.again else builds.kept(wish)
            self.found = self.found or kept is not None
            yield wish, kept, len(files) == 1

    def built(self, folder: Path, receipt: "Receipt") -> None:
        """A bundle is there: the start page shall lead to it, and what of it does not read back is said."""
        self.found = True
        self.notes(receipt)
        self.call.prove(folder, receipt)
