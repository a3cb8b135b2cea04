"""The pages of `toolkit help TOPIC`, each made from the registry that it is about."""

from collections.abc import Callable, Iterable

from toolkit.cli.spoken import language_name, spoken


def _table(rows: Iterable[tuple[str, str]]) -> str:
    listed = list(rows)
    width = max(len(name) for name, _ in listed)
    return "\n".join(f"  {name.ljust(width)}  {spoken(text)}" for name, text in listed)


def _formats() -> str:
    from toolkit import bundles, documents, exchange

    read = [(name, " ".join(filter(None, endings))) for name, (_, endings) in documents.FORMATS.items()]
    made = [(name, form.summary) for name, form in bundles.FORMATS.items()]
    return "\n".join((
        spoken("Documents that are read, and written back in every language:"), _table(read),
        spoken("\nWhat a bundle may hold (--format), and what `toolkit export` writes but for the first five:"),
        _table(made),
        spoken(f"\nBy default: {', '.join(bundles.STANDARD)}. "
               f"`toolkit import` takes back: {' '.join(exchange.READERS)}"),
    ))  # fmt: skip


def _languages() -> str:
    from toolkit.languages import ALIASES, COMMON, language

    rows = [(code, f"{language_name(code)}, {language(code).own_name}") for code in COMMON]
    return "\n".join((
        spoken(
            "Languages are named by the code of their Argos packages; BCP 47 tags and locale names are understood too:"
        ),
        _table(rows), spoken("\nAlso understood:"), _table(sorted(ALIASES.items())),
        spoken("\nEvery language of CLDR can be a target for which there is a package: toolkit packages search"),
    ))  # fmt: skip


def _settings() -> str:
    from toolkit.project.table import GENERAL, SEGMENTATION

    return "\n".join((
        spoken("[tool.toolkit] in pyproject.toml (`toolkit config` shows what counts here, and why):"),
        _table((f"{setting.name} = {setting.default}", setting.text) for setting in GENERAL),
        "\n[tool.toolkit.segmentation]:",
        _table((f"{setting.name} = {setting.default}", setting.text) for setting in SEGMENTATION),
    ))  # fmt: skip


def _environment() -> str:
    from toolkit.project.table import VARIABLES

    return _table(VARIABLES.items())


def _engines() -> str:
    from toolkit.engines import ENGINES

    return spoken(
        f"--engine NAME, of {', '.join(ENGINES)}. argos drafts with the packages that `toolkit doctor` lists."
    )


def _files() -> str:
    return _table((
        ("source/", "documents; no command writes here"),
        ("locales/<document>.pot", "template of a document's catalogs"),
        ("locales/<language>/LC_MESSAGES/<document>.po", "translations: the only place where people change them"),
        ("locales/segmentation.srx", "rules for sentences that are tried before the toolkit's own"),
        ("build/index.html", "start page of all bundles"),
        ("build/<document>/index.html", "reading page; beside it the translated documents, exchange files, receipt"),
        (".toolkit/", "made anew when deleted, but imported memories are only here: export them, or import again"),
        ("pyproject.toml", "[tool.toolkit], see: toolkit help settings"),
    ))  # fmt: skip


def _exit_codes() -> str:
    return _table((
        ("0", "done"),
        ("1", "failure, or findings: a file is not there, or cannot be read or written; an extra is not installed"),
        ("2", "wrong usage: an option, a name, a language or a kind of source that there is not"),
        ("130", "interrupted"),
    ))  # fmt: skip


TOPICS: dict[str, tuple[str, Callable[[], str]]] = {
    "formats": ("what is read and written", _formats),
    "languages": ("codes, and what else is understood", _languages),
    "settings": ("[tool.toolkit] in pyproject.toml", _settings),
    "environment": ("environment variables", _environment),
    "files": ("where everything lies", _files),
    "engines": ("what makes drafts", _engines),
    "exit-codes": ("what a script is told", _exit_codes),
}
"""Topic -> (one line, what makes its page)."""
