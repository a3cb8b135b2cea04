import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from toolkit.corpus import jobs, sources
from toolkit.corpus.drafter import Order
from toolkit.corpus.plan import Cut
from toolkit.corpus.runners.inline import Inline
from toolkit.corpus.runners.pieces import Runner
from toolkit.engines import Engine
from toolkit.project.settings import ProjectSettings
from toolkit.workflow import pipeline

WORDS = ("open", "close", "save", "check", "send", "remove", "change", "show", "install", "device", "account", "screen")


def sentences(count: int, seed: int = 0) -> list[str]:
    chance = random.Random(seed)
    return [f"{' '.join(chance.choices(WORDS, k=6)).capitalize()} {number}." for number in range(count)]


@dataclass
class Heard:
    """What a run said."""

    notes: list[str] = field(default_factory=list)
    steps: list[tuple[str, int, int, int]] = field(default_factory=list)

    def note(self, text: str) -> None:
        self.notes.append(text)

    def read(self, rows: int) -> None:
        pass

    def drafted(self, target: str, done: int, fresh: int, total: int, seconds: float) -> None:
        self.steps.append((target, done, fresh, total))


@dataclass
class Desk:
    """Runs jobs in a folder."""

    folder: Path
    heard: Heard = field(default_factory=Heard)
    kind: type[Order] = Order

    def write(self, name: str, data: str | bytes | Sequence[str]) -> Path:
        path = self.folder / "input" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        if not isinstance(data, (str, bytes)):
            data = "".join(f"{line}\n" for line in data)
        path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
        return path

    def translate(
        self,
        *paths: Path,
        to: Sequence[str] = ("ru",),
        out: str = "out",
        runner: Runner | None = None,
        rows: int = 10,
        cut: dict[str, Any] | None = None,
        order: dict[str, Any] | None = None,
        documents: bool = False,
        engines: dict[str, Engine] | None = None,
        **job: Any,
    ) -> list[jobs.Report]:
        settings = ProjectSettings(self.folder, locales=self.folder / "locales")
        found, _ = sources.found(paths or [self.folder / "input"], as_documents=documents)
        orders = tuple(self.kind(settings, target, **{"engine": "pseudo", **(order or {})}) for target in to)
        engines = engines or {target: pipeline.make_engine(settings, target, "pseudo") for target in to}
        wanted = jobs.Job(self.folder / out, tuple(found), orders, cut=Cut(rows=rows, **(cut or {})), **job)
        return jobs.translate(wanted, runner or Inline(engines), engines, self.heard)

    def output(self, name: str = "en-ru.jsonl", out: str = "out") -> bytes:
        return (self.folder / out / name).read_bytes()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
