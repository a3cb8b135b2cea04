"""Drafts for the catalogs of software, in place: any gettext project's .po files, without a source document.

    path ─▶ open messages ─▶ one text a message, one a plural form ─engine─▶ drafts ─format check─▶ the same file

A plural form is drafted with a number in the place of its placeholder (`5 files`), because a model that sees the number
inflects the words after it; in the draft the placeholder takes the number's place again. Where the number does not come
out exactly once the form is drafted anew with the placeholder protected like any other.
"""

import glob
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit import catalogs, engines
from toolkit.errors import UnknownName, UsageError
from toolkit.languages import Language, code_of, language
from toolkit.project.settings import ProjectSettings
from toolkit.storage.places import near
from toolkit.units import Code, Content, Draft, Origin, Segment, plain
from toolkit.workflow import drafting, leverage, memories
from toolkit.workflow.drafting import Progress

SKIPPED = {"node_modules", "site-packages", "__pycache__", "build", "dist"}
"""Folders in which a search for catalogs does not look; nor in hidden ones."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What drafting did to one catalog."""

    language: str
    open: int
    """Messages that there were to draft."""
    drafted: int
    left: int
    """Messages without a draft: the engine gave none, or one whose placeholders are not those of the source."""
    ledger: catalogs.Ledger


def catalog_paths(given: Path) -> list[Path]:
    """The catalogs that a path stands for: a .po file, those of a folder, those that a pattern names; [] for none."""
    if given.is_dir():
        found = sorted(given.rglob("*.po"))
        return [path for path in found if not any(_skipped(part) for part in path.relative_to(given).parts)]
    if not given.exists() and glob.has_magic(str(given)):
        named = [Path(name) for name in sorted(glob.glob(str(given), recursive=True))]  # noqa: PTH207 - patterns as a shell has them
        return [path for path in named if path.suffix == ".po"]
    return [given] if given.suffix == ".po" else []


def _skipped(part: str) -> bool:
    return part.startswith(".") or part in SKIPPED


def language_of(file: catalogs.CatalogFile, path: Path, named: Sequence[str] = ()) -> Language:
    """The language of a catalog, by its header, by its path (`ky/LC_MESSAGES/x.po`, `ky.po`), or the only one `named`.

    Raises UsageError where nothing says it.
    """
    said = catalogs.fields_of(file.header).get("Language", "") if file.header else ""
    folder = path.resolve().parent
    for tag in (said, folder.parent.name if folder.name == "LC_MESSAGES" else "", path.stem, folder.name):
        code = code_of(tag.partition("@")[0])
        for known in (code, code.partition("-")[0]) if code and re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", code) else ():
            try:
                found = language(known)
            except UnknownName:
                continue
            if "-" not in found.code or found.code in named:
                return found
    if len(named) == 1:
        return language(named[0])
    raise UsageError(f"{path}: nothing says which language this catalog is in; name it with --to")


def translate(
    project: ProjectSettings,
    path: Path,
    target: Language,
    engine: Callable[[ProjectSettings, str], engines.Engine],
    *,
    redraft: bool = False,
    progress: Progress | None = None,
    only: Collection[str] | None = None,
) -> Translation:
    """Drafts the untranslated messages of the catalog `path`, marked fuzzy; all else keeps its bytes.

    With `redraft` also those that a machine drafted and nobody has touched; `only` are the keys that are meant.
    `engine` makes one for (settings, target) when there is something for it to do. Raises CatalogError, StorageError,
    PackageError, Interrupted.
    """
    file = catalogs.opened(path)
    fields = catalogs.fields_of(file.header) if file.header else {}
    origin = code_of(fields.get("X-Source-Language", "") or project.source_language)
    settings = replace(project, source_language=origin)
    rule = catalogs.plural_rule(file.header) or target.plural_forms
    wanted = [entry for entry in file.live if _open(entry, redraft=redraft) and (only is None or entry.key in only)]
    ready = _from_memory(settings, path, origin, target.code, wanted)
    work = _Work([entry for entry in wanted if entry.key not in ready], catalogs.plural_examples(rule))
    batches = work.batches(lambda: engine(settings, target.code), origin, target.code, progress)
    filled = drafting.fill(
        path, near(path), len(wanted), ready, batches,
        lambda data: catalogs.with_usable_header(data, target, path=path),
    )  # fmt: skip
    return Translation(target.code, len(wanted), filled.saved, len(wanted) - filled.saved, filled.ledger)


def _from_memory(
    project: ProjectSettings, path: Path, source: str, target: str, entries: Sequence[catalogs.Entry]
) -> dict[str, drafting.Texts]:
    """Key -> what people approved for the same message or a like one, here or elsewhere, where its placeholders fit."""
    asked: dict[str, Segment] = {}
    forms: dict[str, str] = {}
    for entry in entries:
        if entry.msgid_plural is None:
            forms[entry.key] = catalogs.format_of(entry)
            asked[entry.key] = Segment(entry.key, plain(entry.msgid), entry.msgctxt or "")
    known = project.memory_path.exists() or project.memories or any(project.locales.rglob("*.po"))
    if not asked or not known:
        return {}
    with memories.opened(project) as memory:
        leverage.remember(memory.own, project, target)
        leverage.remember_catalog(memory.own, project, path, target)
        made = leverage.drafts(memory, list(asked.values()), source, target)
    ready: dict[str, drafting.Texts] = {}
    for key, (draft, where) in made.items():
        text = draft.text
        if text.strip() and catalogs.fits(asked[key].text, text, forms[key]):
            ready[key] = text, where
    return ready


def _open(entry: catalogs.Entry, *, redraft: bool) -> bool:
    return not entry.translated or (redraft and not catalogs.human(entry))


@dataclass(frozen=True, slots=True)
class _Request:
    """One text for the engine."""

    entry: int
    form: int
    source: str
    """What the draft is compared with."""
    number: int | None = None
    """Stands in the text in the place of directive `counter`."""
    counter: int = 0
    alone: bool = False
    """The form stands for one number only, and need not name it."""


class _Work:
    """The open messages of one catalog, and what has come of them."""

    def __init__(self, entries: Sequence[catalogs.Entry], examples: Sequence[Sequence[int]]) -> None:
        self.entries, self.examples = entries, examples
        self.forms = [catalogs.format_of(entry) for entry in entries]
        self.made: list[dict[int, tuple[str, Draft]]] = [{} for _ in entries]

    def batches(
        self, make: Callable[[], engines.Engine], source: str, target: str, progress: Progress | None
    ) -> Iterator[Mapping[str, drafting.Texts]]:
        """The drafts of whole messages, as they are made."""
        if not self.entries:
            return
        wanted = [request for index in range(len(self.entries)) for request in self._requests(index)]
        total, done, again = len(wanted), 0, list[_Request]()
        if progress:
            progress(0, total)
        engine = make()
        for round_ in (wanted, again):
            if not round_:
                continue
            for made in drafting.streamed(engine, map(self._content, round_), source, target):
                ready: dict[str, drafting.Texts] = {}
                for number, draft in made:
                    request = round_[number]
                    text = self._checked(request, draft)
                    if text is not None:
                        self.made[request.entry][request.form] = text, draft
                        ready.update(self._whole(request.entry))
                    elif request.number is not None:
                        again.append(replace(request, number=None))
                done += len(made) if round_ is wanted else 0
                if progress:
                    progress(min(done, total), total)
                yield ready

    def _requests(self, index: int) -> Iterator[_Request]:
        entry, form = self.entries[index], self.forms[index]
        if entry.msgid_plural is None:
            yield _Request(index, 0, entry.msgid)
            return
        for place, numbers in enumerate(self.examples):
            alone = len(numbers) == 1
            counted = catalogs.counter(entry.msgid, form) is not None
            one = 1 in numbers and 2 not in numbers and (alone or counted)
            source = entry.msgid if one else entry.msgid_plural
            counter = catalogs.counter(source, form)
            candidates = (1,) if one else (n for n in numbers if n > 1)
            example = next((n for n in candidates if not re.search(rf"\d*{n}\d*", source)), None)
            if counter is None or example is None:
                yield _Request(index, place, source, alone=alone)
            else:
                yield _Request(index, place, source, example, counter, alone)

    def _content(self, request: _Request) -> Content:
        content = catalogs.format_content(request.source, self.forms[request.entry])
        if request.number is None:
            return content
        parts: list[str | Code] = []
        for part in content:
            shown = str(request.number) if isinstance(part, Code) and part.id == str(request.counter) else part
            if isinstance(shown, str) and parts and isinstance(parts[-1], str):
                parts[-1] += shown
            else:
                parts.append(shown)
        return tuple(parts)

    def _checked(self, request: _Request, draft: Draft) -> str | None:
        """The text for the catalog; None where it cannot stand there."""
        entry, form = self.entries[request.entry], self.forms[request.entry]
        target: Content | None = draft.target
        if request.number is not None and target:
            target = _with_placeholder(target, request, catalogs.format_content(request.source, form))
        if not target or not catalogs.in_order(request.source, target, form):
            return None
        text = catalogs.format_text(request.source, target, form)
        plural = entry.msgid_plural
        fits = catalogs.fits(plural or entry.msgid, text, form, fewer=request.alone)
        return text if fits and text.strip() else None

    def _whole(self, index: int) -> dict[str, drafting.Texts]:
        """The draft of a message once all of its forms are there."""
        entry, made = self.entries[index], self.made[index]
        if entry.msgid_plural is None:
            text, draft = made[0]
            return {entry.key: (text, drafting.engine_origin(draft))}
        if len(made) < len(self.examples):
            return {}
        drafts = [made[form][1] for form in range(len(self.examples))]
        worst = min(drafts, key=lambda draft: draft.score)
        flags = tuple(sorted({flag for draft in drafts for flag in draft.flags}))
        origin: Origin = replace(drafting.engine_origin(worst), flags=flags)
        return {entry.key: (tuple(made[form][0] for form in range(len(self.examples))), origin)}


def _with_placeholder(target: Content, request: _Request, source: Content) -> Content | None:
    """The draft with the placeholder where its number stands; None where that is not exactly one place."""
    code = next(part for part in source if isinstance(part, Code) and part.id == str(request.counter))
    number = re.compile(rf"(?<![\d.,]){request.number}(?![\d]|[.,]\d)")
    if sum(len(number.findall(part)) for part in target if isinstance(part, str)) != 1:
        return None
    parts: list[str | Code] = []
    for part in target:
        match = number.search(part) if isinstance(part, str) else None
        if match is None or not isinstance(part, str):
            parts.append(part)
        else:
            parts += [piece for piece in (part[: match.start()], code, part[match.end() :]) if piece]
    return tuple(parts)
