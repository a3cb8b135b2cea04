"""Options that several commands share."""

import dataclasses
import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from toolkit.cli.call import Call
from toolkit.cli.machine import machine as machine
from toolkit.errors import UnknownName, UsageError
from toolkit.languages import language, named
from toolkit.project.settings import DEVICES, MOST_THREADS, ProjectSettings, load_settings
from toolkit.segmentation import MODES
from toolkit.units import STATUSES


class Named(click.Path):
    """A path that somebody has named: an empty one would be the present folder, which nobody asked for."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """As click does. Raises UsageError for an empty name."""
        if value == "":
            raise UsageError("an empty name is no file; name a file or a folder, this one as .")
        return super().convert(value, param, ctx)


def documents(
    *, targets: bool = True, required: bool = True, formats: bool = False, outputs: Sequence[str] = ()
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Makes a function of (Call, own options) a command over documents, with the options that all of them share."""

    def decorate(function: Callable[..., int]) -> Callable[..., int]:
        @functools.wraps(function)
        def command(
            source: tuple[Path, ...],
            project: Path,
            encoding: str | None,
            segment: str | None,
            form: str | tuple[str, ...],
            as_json: bool,
            quiet: bool,
            verbose: bool,
            origin: str | None,
            **own: Any,
        ) -> int:
            if formats:  # `--format json` is for programs here too, other names are of what is built
                given = listed(form)
                as_json = as_json or "json" in given
                own["formats"] = [name for name in given if name not in ("json", "text")]
            to = listed(own.pop("to", ()))
            loaded, chosen = settings(project, to, segment, origin)
            named = chosen if to else ()
            call = Call(source, loaded, chosen, encoding, named, as_json or form == "json", own.get("out"),
                        form="json" if as_json else str(form), quiet=quiet, verbose=verbose)  # fmt: skip
            return function(call, **own)

        printed = of_bundle if formats else functools.partial(machine, forms=outputs or ("text", "json"))
        decorated = project(encoding(segment(printed(loudness(command)))))
        decorated = click.option(
            "--from", "origin", metavar="LANG", help="Language of SOURCE. Default: as the project has it, or en."
        )(decorated)
        if targets:
            decorated = click.option(
                "--to", "--languages", "to", multiple=True, metavar="LANG,...",
                help="Target languages, in this order; may be given again. Default: zh, ru, ky.",
            )(decorated)  # fmt: skip
        return click.argument("source", nargs=-1, required=required, type=Named(path_type=Path))(decorated)

    return decorate


def drafting(command: Callable[..., int]) -> Callable[..., int]:
    """--engine, --allow-host, --no-gloss, --keep-doubtful and what `speed` has, for a function of (Call, engine, …)."""

    @functools.wraps(command)
    def decorated(call: Call, allow_host: tuple[str, ...], no_gloss: bool, keep_doubtful: bool, **own: Any) -> int:
        from toolkit.cli import printing

        for host in allow_host:
            printing.echo(f"toolkit: what is drafted leaves this machine: its text may go to {host}", err=True)
        doubtful = "keep" if keep_doubtful else "empty" if no_gloss else call.settings.doubtful
        chosen = replace(call.settings, allowed_hosts=allow_host, doubtful=doubtful)
        return command(replace(call, settings=chosen), **own)

    made: Callable[..., int] = speed(decorated)
    for option in (
        click.option("--keep-doubtful", is_flag=True, help="Keep drafts that a package is known to get wrong."),
        click.option("--no-gloss", is_flag=True, help="Leave such sentences untranslated instead of glossing them."),
        click.option(
            "--allow-host", multiple=True, metavar="NAME", help="Another machine that texts may be sent to, this once."
        ),
        click.option(
            "--engine", default="argos", metavar="NAME",
            help="argos; gloss, word by word; on this machine also local (Ollama, llama.cpp, LM Studio, vLLM) and "
            "libretranslate; pseudo.",
        ),
    ):  # fmt: skip
        made = option(made)
    return made


def speed(command: Callable[..., int]) -> Callable[..., int]:
    """--fast, for a function of (Call, fast, …); --threads and --device, which go into Call."""

    @functools.wraps(command)
    def decorated(call: Call, threads: int | None, device: str | None, **own: Any) -> int:
        chosen: dict[str, Any] = {"threads": threads, "device": device}
        known = {name: value for name, value in chosen.items() if value is not None}
        return command(replace(call, settings=replace(call.settings, **known)), **own)

    for option in (
        click.option("--device", type=click.Choice(DEVICES), help="Where to draft. Default: cpu."),
        click.option(
            "--threads",
            type=click.IntRange(0, MOST_THREADS),
            metavar="N",
            help="Batches to draft at a time. Default: as many as there are processor cores.",
        ),
        click.option("--fast", is_flag=True, help="Beam 1 instead of 4: faster, a little worse."),
    ):
        decorated = option(decorated)
    return decorated


def encoding(command: Callable[..., int]) -> Callable[..., int]:
    """--encoding."""
    return click.option("--encoding", metavar="NAME", help="Encoding of the source. Default: utf-8.")(command)


def segment(command: Callable[..., int]) -> Callable[..., int]:
    """--segment."""
    return click.option(
        "--segment",
        type=click.Choice(MODES),
        help="What becomes a segment. Default: as the project has it, or sentence.",
    )(command)


def project(command: Callable[..., int]) -> Callable[..., int]:
    """--project."""
    return click.option(
        "--project", type=click.Path(path_type=Path), default=Path(), help="Project folder. Default: the present one."
    )(command)


def loudness(command: Callable[..., int]) -> Callable[..., int]:
    """-q and -v."""
    command = click.option("-v", "--verbose", is_flag=True, help="Say more: what was found, files, proofs.")(command)
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors, warnings and what was asked for.")(
        command
    )


def out(command: Callable[..., int]) -> Callable[..., int]:
    """--out."""
    return click.option(
        "--out", type=click.Path(path_type=Path), help="Folder for bundles. Default: build/ in the project."
    )(command)


def of_bundle(command: Callable[..., int]) -> Callable[..., int]:
    """--format with the formats of a bundle, and --json."""
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")(command)
    return click.option(
        "--format", "form", multiple=True, metavar="NAME,...",
        help="What to build: html, tmx, tsv (these by default), epub, pdf, md, txt, xliff, xliff12, jsonl, "
        "moses, xlsx, docx. Files of an earlier build that are not among them go.",
    )(command)  # fmt: skip


def bundle(command: Callable[..., int]) -> Callable[..., int]:
    """--layout, --only, --partial, --rebuild and --validate, for a function of (Call, wanted=Bundles, …).

    It stands under `documents(formats=True)` and takes --out from it.
    """

    @functools.wraps(command)
    def decorated(
        call: Call,
        formats: list[str],
        layout: str,
        only: tuple[str, ...],
        partial: bool,
        rebuild: bool,
        validate: bool,
        **own: Any,
    ) -> int:
        from toolkit import bundles
        from toolkit.cli.wanted import Wanted

        order = bundles.Order(
            formats=bundles.format_list(formats or call.settings.formats) or bundles.STANDARD,
            layout=layout,
            only=only,
            partial=partial,
            judge=bundles.validate if validate else None,
        )
        folder = own.pop("out") or call.settings.build
        with Wanted(call, folder, bundles.checked(order), again=rebuild) as wanted:
            return command(call, wanted=wanted, **own)

    made: Callable[..., int] = decorated
    for option in BUNDLE_OPTIONS:
        made = option(made)
    return made


def only_option(command: Callable[..., int]) -> Callable[..., int]:
    """--only."""
    return click.option(
        "--only", multiple=True, type=click.Choice(STATUSES), help="Leave out other translations; may be given again."
    )(command)


def layout(command: Callable[..., int]) -> Callable[..., int]:
    """--layout."""
    return click.option(
        "--layout", default="", metavar="NAME",
        help="columns (side by side) or interleaved (one below the other), for pdf, docx and md.",
    )(command)  # fmt: skip


BUNDLE_OPTIONS: tuple[Callable[[Callable[..., int]], Callable[..., int]], ...] = (
    click.option("--validate", is_flag=True, help="Let vnu, xmllint and others judge the files; see the receipt."),
    click.option("--rebuild", is_flag=True, help="Build again what has not changed since it was built."),
    click.option("--partial", is_flag=True, help="Build although catalogs lack segments of the document."),
    only_option,
    layout,
)


def settings(
    project: Path, to: Sequence[str] = (), segment: str | None = None, origin: str | None = None
) -> tuple[ProjectSettings, tuple[str, ...]]:
    """The project and the target languages asked for (its own where none are), each once; `origin` is the source's.

    Raises UsageError where the source language is asked for as a target.
    """
    loaded = load_settings(project)
    if segment:
        loaded = dataclasses.replace(loaded, segmentation=dataclasses.replace(loaded.segmentation, mode=segment))
    if origin:
        loaded = dataclasses.replace(loaded, source_language=spoken_of(origin), source_languages={})
    source = loaded.source_language
    chosen = dict.fromkeys(spoken_of(tag) for tag in to)
    if source in chosen and not loaded.source_languages:
        raise UsageError(f"{source} is the language of the source; name another with --to, or its own with --from")
    chosen = chosen or dict.fromkeys(code for code in loaded.targets if code != source)
    targets = dict.fromkeys(code for code in (*loaded.targets, *chosen) if code != source or loaded.source_languages)
    return dataclasses.replace(loaded, targets=tuple(targets)), tuple(chosen)


def spoken_of(tag: str) -> str:
    """The code of the language that an option says, by its code or by its whole name, which is told then.

    Raises UnknownName, with what may have been meant.
    """
    try:
        return language(tag).code
    except UnknownName:
        code = named(tag)
        if not code:
            raise
        from toolkit.cli import printing

        printing.echo(f"note: {tag} is taken for {code}", err=True)
        return language(code).code


def listed(given: Iterable[str]) -> list[str]:
    """What an option names that may be given again, or once with commas."""
    return [name.strip() for names in given for name in names.split(",") if name.strip()]
