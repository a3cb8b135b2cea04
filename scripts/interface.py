#!/usr/bin/env python3
"""Keeps the catalogs of the interface: `python scripts/interface.py [--check]`.

Of the pages, msgids (`{{…}}` in templates, `N_("…")` and, with plurals, `NN_("…", "…")` in the code) are collected into
locales/toolkit.pot; of the command line, the review page and the checks, messages (scripts/command_messages.py,
review_messages.py, check_messages.py) into locales/commands.pot, review.pot and checks.pot, and those of errors
(error_messages.py) into errors.pot. The catalogs
locales/<language>/LC_MESSAGES/*.po are brought up to date with them as `toolkit merge` does, and compiled to where the
pages and the commands read them. With --check nothing is written; what is not up to date fails, and of the reading page
what is fuzzy or not translated: what nobody has translated yet of the others is said in English.
"""

import ast
import sys
from collections.abc import Mapping
from pathlib import Path

import check_messages
import command_messages
import error_messages
import review_messages
from toolkit import catalogs
from toolkit.bundles.interface import LANGUAGES, MARKED
from toolkit.languages import language
from toolkit.storage.files import write_atomic

ROOT = Path(__file__).resolve().parent.parent
BUNDLES = ROOT / "toolkit" / "bundles"
COMPILED = {
    "toolkit": "bundles/interface/{code}.mo",
    "commands": "cli/interface/{code}/LC_MESSAGES/toolkit.mo",
    "review": "review/interface/{code}.mo",
    "checks": "checks/interface/{code}.mo",
    "errors": "cli/interface/{code}/LC_MESSAGES/errors.mo",
}
"""Catalog -> where the part that says it reads it."""
DATE = "2026-11-24 00:00+0000"
HEADER = (
    'msgid ""\nmsgstr ""\n"Project-Id-Version: toolkit\\n"\n"POT-Creation-Date: {date}\\n"\n{more}'
    '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
)


Forms = tuple[str, ...]
"""A msgid, or a msgid and its plural."""


def msgids() -> dict[Forms, list[str]]:
    """Msgids -> the files that they stand in, in order."""
    found: dict[Forms, list[str]] = {}
    for path in sorted((*BUNDLES.glob("templates/*.html"), *BUNDLES.glob("*.py"))):
        text = path.read_text(encoding="utf-8")
        here: list[Forms] = (
            [(" ".join(match[1].split()),) for match in MARKED.finditer(text)] if path.suffix == ".html" else []
        )
        if path.suffix == ".py":
            here = [
                tuple(str(argument.value) for argument in node.args if isinstance(argument, ast.Constant))
                for node in ast.walk(ast.parse(text))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("N_", "NN_")
            ]
        for forms in filter(None, here):
            places = found.setdefault(forms, [])
            if path.relative_to(ROOT).as_posix() not in places:
                places.append(path.relative_to(ROOT).as_posix())
    return found


def template(found: Mapping[Forms, list[str]]) -> bytes:
    """A .pot of msgids and the files that they stand in."""
    parts = [HEADER.format(date=DATE, more="")]
    for forms, places in found.items():
        msgid, *plural = (text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for text in forms)
        lines = "".join(f"#: {place}\n" for place in places)
        if "{" in msgid:
            lines += "#, python-brace-format\n"
        elif plural or "%s" in msgid:
            lines += "#, python-format\n"
        if plural:
            parts.append(f'{lines}msgid "{msgid}"\nmsgid_plural "{plural[0]}"\nmsgstr[0] ""\nmsgstr[1] ""\n')
        else:
            parts.append(f'{lines}msgid "{msgid}"\nmsgstr ""\n')
    return "\n".join(parts).encode()


def merged(path: Path, code: str, pot: bytes) -> bytes:
    """The .po of one language, up to date with the template."""
    if path.exists():
        return catalogs.with_reference(path.read_bytes(), pot, catalogs.ReferenceOptions(update=True), path=str(path))[
            0
        ]
    one = language(code)
    more = f'"Language: {one.gettext}\\n"\n"Plural-Forms: {one.plural_forms}\\n"\n'
    empty = HEADER.format(date=DATE, more=more).encode()
    return catalogs.with_reference(empty, pot, catalogs.ReferenceOptions(), path=str(path))[0]


def made(name: str, pot: bytes, *, complete: bool) -> dict[Path, bytes]:
    """Path -> bytes: a template, and the catalogs and compiled catalogs of every language."""
    wanted = {ROOT / "locales" / f"{name}.pot": pot}
    for code in LANGUAGES[1:]:
        path = ROOT / "locales" / code / "LC_MESSAGES" / f"{name}.po"
        data = merged(path, code, pot)
        compiled = catalogs.compiled(catalogs.read(data, str(path)))
        if "--check" in sys.argv and complete and (compiled.fuzzy or compiled.untranslated):
            raise SystemExit(f"{path}: {compiled.fuzzy} fuzzy, {compiled.untranslated} untranslated")
        wanted[path] = data
        wanted[ROOT / "toolkit" / COMPILED[name].format(code=code)] = compiled.data
    return wanted


def main() -> None:
    wanted = made("toolkit", template(msgids()), complete=True)
    wanted |= made("commands", template(command_messages.messages()), complete=False)
    wanted |= made("review", template(review_messages.messages()), complete=False)
    wanted |= made("checks", template(check_messages.messages()), complete=False)
    wanted |= made("errors", template(error_messages.messages()), complete=False)
    for path, data in wanted.items():
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(path, data)
        elif not path.exists() or path.read_bytes() != data:
            raise SystemExit(f"{path.relative_to(ROOT)} is not up to date; run `make interface`")


if __name__ == "__main__":
    main()
