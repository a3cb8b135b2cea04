"""Which rules cut the sentences of a language: those of the project first, then the toolkit's own.

The toolkit's own rules are data: rules/toolkit.srx, and a list of abbreviations for each language.
"""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import SegmentationError, UnknownName
from toolkit.languages import BCP47, GETTEXT

if TYPE_CHECKING:  # what reads and compiles rules is loaded when a text is cut: strings of programs never are
    from toolkit.segmentation.splitter import Splitter
    from toolkit.segmentation.srx import Rule, SrxRules

MODES = ("sentence", "paragraph", "line")
"""What becomes a segment: a sentence, a whole block, or each line of a block."""
LISTS = {"en": ("en",), "ru": ("ru", "en"), "ky": ("ky", "en"), "zh": ("zh", "en"), "zt": ("zh", "en")}
"""Language -> the lists of abbreviations that count; where none is written with its letters, English is added."""
GENERAL = "All"
"""The group in toolkit.srx that is tried last, in every language."""
FOLDER = Path(__file__).parent / "rules"


@dataclass(frozen=True, slots=True)
class Segmentation:
    """How a project wants its documents cut. Equal values share their compiled rules."""

    mode: str = "sentence"
    """One of MODES."""
    abbreviations: tuple[str, ...] = ()
    """Further abbreviations that never end a sentence, with or without their last stop."""
    srx: bytes = b""
    """An SRX file with rules that are tried before the toolkit's own; empty for none."""
    srx_path: str = ""
    """How messages name that file."""
    builtin: bool = True
    """Whether the toolkit's own rules decide where those of the project say nothing."""

    def splitter(self, language: str) -> "Splitter":
        """The compiled rules for a language code. Raises SegmentationError, UnknownName for an unknown mode."""
        return _splitter(self, language)

    def rules(self, language: str) -> "tuple[Rule, ...]":
        """The rules for a language, in the order in which they are tried."""
        if self.mode not in MODES:
            raise UnknownName("way of segmenting", self.mode, MODES)
        from toolkit.segmentation.srx import Rule, SrxRules, load

        if self.mode != "sentence":
            return (Rule(True, r"\n|\r(?!\n)", "", "one segment a line"),) if self.mode == "line" else ()
        found = list(self._own_abbreviations())
        tags = _tags(language)
        if self.srx:
            found += load(self.srx, self.srx_path).for_language(*tags)
        if self.builtin:
            own = builtin()
            found += SrxRules(own.languages, own.maps[:-1]).for_language(*tags)
            found += _lists(LISTS.get(language.partition("-")[0], ()))
            found += own.languages[GENERAL]
        return tuple(found)

    def export(self, language: str) -> bytes:
        """All rules for a language as an SRX file for other programs. Raises SegmentationError where there are none."""
        from toolkit.segmentation.srx import SrxRules, save

        found = self.rules(language)
        if not found:
            raise SegmentationError(f"no rule cuts anything in {language}, and an SRX file cannot be empty")
        pattern = f"{BCP47.get(language, language).partition('-')[0]}([-_].*)?"
        return save(SrxRules({language: found}, ((pattern, language),)))

    def _own_abbreviations(self) -> "tuple[Rule, ...]":
        if not self.abbreviations:
            return ()
        from toolkit.segmentation import abbreviations

        entries = ["_".join(entry.split()) for entry in self.abbreviations]
        return abbreviations.rules({"never": entries}, "pyproject.toml")


STANDARD = Segmentation()
"""Sentences by the toolkit's own rules."""


@functools.cache
def builtin() -> "SrxRules":
    """The toolkit's own rules; lists of abbreviations come to them."""
    from toolkit.segmentation.ready import own_rules
    from toolkit.segmentation.srx import load

    return own_rules() or load((FOLDER / "toolkit.srx").read_bytes(), "toolkit.srx")


@functools.cache
def _lists(names: tuple[str, ...]) -> "tuple[Rule, ...]":
    """The rules of several lists taken together."""
    from toolkit.segmentation import abbreviations

    together: dict[str, list[str]] = {}
    for name in names:
        path = FOLDER / f"{name}.txt"
        for section, entries in abbreviations.parse(path.read_text(encoding="utf-8"), path.name).items():
            together.setdefault(section, []).extend(entries)
    return abbreviations.rules(together, ", ".join(f"{name}.txt" for name in names)) if names else ()


@functools.lru_cache(maxsize=64)
def _splitter(segmentation: Segmentation, language: str) -> "Splitter":
    from toolkit.segmentation.splitter import Splitter

    trusted = not segmentation.srx or segmentation.mode != "sentence"
    return Splitter(segmentation.rules(language), trusted=trusted)


def _tags(language: str) -> tuple[str, ...]:
    """Every name that a language goes by in SRX files: zh, zh-Hans, zh_CN, ZH-CN."""
    names = [language, BCP47.get(language, language), GETTEXT.get(language, language)]
    return tuple(dict.fromkeys([*names, *(name.replace("_", "-") for name in names)]))
