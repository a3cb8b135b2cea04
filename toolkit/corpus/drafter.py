"""The core that every runner calls: the rows of a shard in, drafted rows out, one for one and in order."""

import functools
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from typing import Any

from toolkit import __version__
from toolkit.checks import Pair, check_pair
from toolkit.checks.terms import terms
from toolkit.corpus import records
from toolkit.corpus.filters import objection
from toolkit.corpus.records import Record
from toolkit.engines import SERVED, Engine
from toolkit.errors import EngineError, PackageError, StorageError, ToolkitError, UsageError, unexpected
from toolkit.project.settings import ProjectSettings
from toolkit.storage.files import sha256
from toolkit.terms.glossary import Glossary, read_csv
from toolkit.units import Content, Draft, plain
from toolkit.workflow import pipeline

FATAL = (PackageError, UsageError, StorageError)
"""What no other row would do better."""
FEW = 8
"""Rows that may fail all of them; where more do, the engine is broken and not the rows."""
Remembered = Mapping[str, tuple[str, str]]
"""Text -> (its approved translation, the document that it is from)."""


@dataclass(frozen=True, slots=True)
class Order:
    """How one language is drafted; goes to whoever drafts."""

    settings: ProjectSettings
    target: str
    engine: str = "argos"
    fast: bool = False
    checks: bool = False
    """Whether each draft is checked."""
    glossary: bytes = b""
    """The CSV of terms that the checks know."""
    filters: tuple[str, ...] = ()
    """Names of the filters that a text has to pass to be drafted."""
    memory: str = ""
    """What the memory was that approved translations are taken from; empty for none."""

    @property
    def source(self) -> str:
        """Code of the source language."""
        return self.settings.source_language

    def facts(self, signature: str) -> dict[str, Any]:
        """Everything that the drafts depend on, as it is kept beside them; `signature` is that of the engine."""
        return {
            "engine": signature,
            "doubtful": self.settings.doubtful,
            "checks": self.checks,
            "terms": sha256(self.glossary) if self.glossary else "",
            "filters": list(self.filters),
            "memory": self.memory,
            "toolkit": __version__,
        }


class Drafter:
    """Drafts rows by one order; the engine is made once, with what it loads."""

    def __init__(self, order: Order, engine: Engine | None = None) -> None:
        """`engine` is one that is there already. Raises PackageError, UnknownName."""
        self.order = order
        self._engine = engine or pipeline.make_engine(order.settings, order.target, order.engine, fast=order.fast)
        self._glossary = read_csv(order.glossary, "glossary.csv") if order.glossary else Glossary(())
        self.signature = self._engine.signature
        self._stopped = False

    def stop(self) -> None:
        """Gives up what is being drafted: nobody waits for it any more."""
        self._stopped = True
        if (stop := getattr(self._engine, "stop", None)) is not None:
            stop()

    def draft(self, data: bytes, remembered: Remembered | None = None) -> bytes:
        """The drafted rows for rows as plan.py cuts them: as many, in order.

        A row that the engine fails at is found by halving and set aside. Raises ToolkitError where it is not the row.
        """
        found = records.parsed(data)
        known = remembered or {}
        verdicts = [self._spared(record, known) for record in found]
        texts: dict[str, Content] = {
            record.text: plain(record.text) for record, made in zip(found, verdicts, strict=True) if not made
        }
        drafts = dict(zip(texts, self._drafts(list(texts.values())), strict=True))
        lines = [
            made or self._drafted(record, drafts[record.text]) for record, made in zip(found, verdicts, strict=True)
        ]
        return "".join(lines).encode("utf-8")

    def _spared(self, record: Record, known: Remembered) -> str:
        """The row of a text that no engine has to see; empty for any other."""
        facts, order = record.facts, self.order
        line = functools.partial(records.line, record, source=order.source, target=order.target)
        if not facts and not known and not order.filters:
            return ""
        if "same" in facts:
            return records.reference(record)
        if "aside" in facts:
            return self._without(record, "aside", facts["aside"])
        if "empty" in facts:
            return line("empty", text="", status="untranslated")
        if text := facts.get("given", {}).get(order.target):
            return line("input", text=text, status="fuzzy")
        if record.text in known:
            text, document = known[record.text]
            said = f'"signature": {json.dumps(f"memory {document}", ensure_ascii=False)}, "confidence": 1.0'
            return line(
                "memory", text=text, status="drafted", facts=(said, '"gloss": false', *self._checked(record.text, text))
            )
        if why := objection(record.text, order.source, order.filters):
            return self._without(record, "filtered", why)
        return ""

    def _without(self, record: Record, origin: str, why: str) -> str:
        return records.aside(record, self.order.source, self.order.target, origin, why)

    def _drafted(self, record: Record, draft: Draft | str) -> str:
        if isinstance(draft, str):
            return self._without(record, "aside", draft)
        text = draft.text
        signature = draft.signature or self.signature
        facts = [
            f'"signature": {_quoted(signature)}',
            f'"confidence": {round(draft.score, 4)}',
            f'"gloss": {"true" if signature.startswith("gloss ") and self.order.engine != "gloss" else "false"}',
        ]
        if draft.flags:
            facts.append(f'"flags": {json.dumps(draft.flags)}')
        if not text:
            return records.line(record, "none", self.order.source, self.order.target, "", "untranslated", facts)
        facts += self._checked(record.text, text, draft)
        return records.line(record, "engine", self.order.source, self.order.target, text, "drafted", facts)

    def _checked(self, source: str, target: str, draft: Draft | None = None) -> list[str]:
        """What the checks say, as a piece of a row; nothing where nothing is wrong or nobody asked."""
        if not self.order.checks:
            return []
        score, flags = (draft.score, draft.flags) if draft else (None, ())
        pair = Pair(source, target, self.order.source, self.order.target, score=score, flags=flags)
        found = [*check_pair(pair), *terms(pair, self._glossary)]
        if not found:
            return []
        return [f'"findings": {json.dumps([f"{one.check}: {one.message}" for one in found], ensure_ascii=False)}']

    def _drafts(self, texts: Sequence[Content]) -> list[Draft | str]:
        """A draft for each text; instead of one that the engine fails at, why."""
        made = self._halved(texts)
        failed = [one for one in made if isinstance(one, str)]
        if len(failed) == len(made) > FEW:
            raise EngineError(f"the engine failed at each of {len(made)} texts: {failed[0]}")
        return made

    def _halved(self, texts: Sequence[Content]) -> list[Draft | str]:
        if not texts:
            return []
        try:
            return [*self._engine.translate(texts, self.order.source, self.order.target)]
        except FATAL:
            raise
        except CancelledError:  # not these texts failed but others, drafted at the same time
            if self._stopped:
                raise
            return self._halved(texts)
        except Exception as error:
            if isinstance(error, ToolkitError) and self.order.engine in SERVED:
                raise  # a server that does not answer is no fault of the text
            if len(texts) == 1:
                return [f"the engine failed at it: {unexpected(error)}"]
            middle = len(texts) // 2
            return [*self._halved(texts[:middle]), *self._halved(texts[middle:])]


def alone(order: Order) -> Order:
    """The order for one of several processes, each of which has a core."""
    return replace(order, settings=replace(order.settings, threads=1, threads_each=1))


@functools.lru_cache(64)
def _quoted(signature: str) -> str:
    return json.dumps(signature, ensure_ascii=False)
