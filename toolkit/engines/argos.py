"""Drafts with Argos packages through CTranslate2: offline, in batches, each draft honest about itself."""

from collections.abc import Callable, Sequence
from importlib.metadata import version

from toolkit.engines import protection
from toolkit.engines.degeneration import flaws
from toolkit.engines.finish import finish
from toolkit.engines.hypothesis import Hypothesis, has_letter, joined
from toolkit.engines.model import BATCH_TOKENS, Model, Output, in_chunks
from toolkit.engines.placeables import SLOT, mask
from toolkit.engines.settings import EngineSettings, refuse_other_direction
from toolkit.engines.splitting import sentences, split
from toolkit.languages import UNSPACED, code_of
from toolkit.packages import Package, discover, route
from toolkit.units import Content, Draft, flatten

CHUNK_TOKENS = 32 * BATCH_TOKENS
"""Drafted in one go: enough to fill the cores, little enough that progress moves and Ctrl-C is heard."""
CHARACTERS_A_TOKEN = 3
"""A rough guess, for the size of chunks only."""
BEAM, FAST_BEAM = 4, 1


def make(settings: EngineSettings) -> "ArgosEngine":
    """The engine for one direction. Raises PackageError where no package serves it."""
    found = discover(settings.folders, starter=settings.starter)
    packages = route(found, settings.source, settings.target, settings.version)
    return ArgosEngine(packages, threads=settings.threads, beam=FAST_BEAM if settings.fast else BEAM)


class ArgosEngine:
    """Translates by one package, or by two of which the first one leads into English."""

    def __init__(self, packages: Sequence[Package], *, threads: int = 0, beam: int = BEAM) -> None:
        self.packages = tuple(packages)
        self._threads, self._beam = threads, beam
        self._models: tuple[Model, ...] = ()
        names = " + ".join(p.name + (" (starter)" if p.kind == "starter" else "") for p in self.packages)
        self.signature = f"argos {names}, CTranslate2 {version('ctranslate2')}, beam {beam}"

    @property
    def models(self) -> tuple[Model, ...]:
        """The models, loaded when they are needed first. Raises PackageError."""
        if not self._models:
            self._models = tuple(Model(p, threads=self._threads, beam=self._beam) for p in self.packages)
        return self._models

    def translate(
        self, batch: Sequence[Content], source: str, target: str, progress: Callable[[int], None] | None = None
    ) -> list[Draft]:
        """One draft for each content, in order; `progress` is told how many are done.

        Equal contents are translated once. What has no word in it comes back as it is, flagged `copied`.
        Raises PackageError, EngineError; UsageError for a direction that the engine was not made for.
        """
        direction = self.packages[0].source, self.packages[-1].target
        refuse_other_direction(direction, (code_of(source), code_of(target)))
        repeats: dict[Content, int] = {}
        for content in batch:
            repeats[content] = repeats.get(content, 0) + 1
        # Texts of like length share a batch, so that little of it is padding.
        unique = sorted(repeats, key=lambda content: len(flatten(content)))
        lengths = [len(flatten(content)) // CHARACTERS_A_TOKEN + 1 for content in unique]
        drafts: dict[Content, Draft] = {}
        done = start = 0
        for end in in_chunks(lengths, CHUNK_TOKENS):
            chunk = unique[start:end]
            drafts.update(zip(chunk, self._draft(chunk, target), strict=True))
            done, start = done + sum(repeats[content] for content in chunk), end
            if progress:
                progress(done)
        return [drafts[content] for content in batch]

    def _draft(self, chunk: Sequence[Content], target: str) -> list[Draft]:
        wordless = not any(has_letter(mask(content).words) for content in chunk)
        return protection.translate(
            chunk,
            self._translate,
            lambda before, after: finish(before, after, code_of(target)),
            knows_slots=wordless or all(model.knows("{1}") for model in self.models),
            signature=self.signature,
        )

    def _translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """Through every package of the route, in turn."""
        results = [Hypothesis(text) for text in texts]
        for model in self.models:
            steps = _translate_by(model, [result.text for result in results])
            results = [joined(step.text, (before, step)) for before, step in zip(results, steps, strict=True)]
        return results


def _translate_by(model: Model, texts: Sequence[str]) -> list[Hypothesis]:
    """Sentence by sentence, over-long ones in parts, each different one once."""
    source, target = model.package.direction
    parts = [[split(sentence, model.length) for sentence in sentences(text, source)] for text in texts]
    flat = [part for text in parts for sentence in text for part in sentence]
    wanted = list(dict.fromkeys(part for part in flat if has_letter(SLOT.sub("", part))))
    known = dict(zip(wanted, _with_second_try(model, wanted), strict=True))
    joiner = "" if target in UNSPACED else " "
    results = []
    for text in parts:
        made = [known.get(part) or Hypothesis(part) for sentence in text for part in sentence]
        cut = ("split",) if any(len(sentence) > 1 for sentence in text) else ()
        results.append(joined(joiner.join(one.text for one in made if one.text), made, *cut))
    return results


def _with_second_try(model: Model, texts: Sequence[str]) -> list[Hypothesis]:
    """What the decoder made of each text; what ran wild is decoded again with the reins on, and the better one kept."""
    results = [_judged(model, text, output) for text, output in zip(texts, model.draft(texts), strict=True)]
    wild = [index for index, result in enumerate(results) if {"degenerate", "empty"} & set(result.flags)]
    tamed = model.draft([texts[index] for index in wild], careful=True)
    for index, output in zip(wild, tamed, strict=True):
        second = _judged(model, texts[index], output)
        # Of two equals the second: a loop may well be the more probable text, and it is the longer one to read.
        results[index] = max(second, results[index], key=_merit)
    return results


def _judged(model: Model, text: str, output: Output) -> Hypothesis:
    source, target = model.package.direction
    # Byte pieces that make no character come out as U+FFFD; that is no text, and a sign that the model is lost.
    drafted = output.text if "\ufffd" in text else output.text.replace("\ufffd", "")
    found = set(flaws(SLOT.sub("", text), SLOT.sub("", drafted), source, target, cut_off=output.cut_off))
    if drafted != output.text and "empty" not in found:
        found.add("degenerate")
    return Hypothesis(drafted, output.log_probability, output.length, tuple(sorted(found)))


def _merit(one: Hypothesis) -> tuple[bool, bool]:
    return "empty" not in one.flags, "degenerate" not in one.flags
