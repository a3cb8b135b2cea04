"""Drafts by one's own LibreTranslate."""

import math
from collections.abc import Sequence

from toolkit.engines.hypothesis import Hypothesis
from toolkit.engines.served import UNKNOWN, ServedEngine
from toolkit.engines.server import Server, Unusable
from toolkit.engines.settings import EngineSettings

ADDRESS = "http://127.0.0.1:5000"
CODES = {"zt": "zh-Hant", "pb": "pt-BR"}
"""The toolkit's code -> LibreTranslate's, where they differ."""


def make(settings: EngineSettings) -> "LibreTranslateEngine":
    """The engine for one direction. Raises UsageError for another machine that nobody allowed."""
    server = Server(settings.url or ADDRESS, allowed=settings.allowed, deadline=settings.deadline)
    return LibreTranslateEngine(settings, server)


class LibreTranslateEngine(ServedEngine):
    """Asks `/translate`; its models know no slots."""

    knows_slots = False

    @property
    def signature(self) -> str:
        """Where the server is; which models it has it does not say."""
        return f"libretranslate at {self.server.shown}"

    def ask(self, texts: Sequence[str]) -> dict[int, Hypothesis]:
        """One request. Raises Unusable, EngineError."""
        codes = (CODES.get(code, code) for code in (self.source, self.target))
        payload = dict(zip(("source", "target"), codes, strict=True))
        answer = self.server.post("/translate", {"q": list(texts), "format": "text", **payload})
        made = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(made, list) or len(made) != len(texts):
            raise Unusable(f"the server at {self.server.shown} gave {_count(made)} for {len(texts)} texts")
        return {
            number: Hypothesis(text, math.log(UNKNOWN), 1) for number, text in enumerate(made) if isinstance(text, str)
        }


def _count(made: object) -> str:
    return f"{len(made)} texts" if isinstance(made, list) else "no list of texts"
