#!/usr/bin/env python3
"""Keeps the catalogs of the interface: `python scripts/interface.py [--check]`.

Collects the msgids (`{{…}}` in templates, `N_("…")` and, with plurals, `NN_("…", "…")` in the code) into
locales/toolkit.pot, brings locales/<language>/LC_MESSAGES/toolkit.po up to date with it as `toolkit merge` does, and
compiles each into toolkit/bundles/interface/<language>.mo. With --check nothing is
written; what is not up to date or not translated fails.
"""

import ast
import sys
from pathlib import Path

from toolkit import catalogs
from toolkit.bundles.interface import LANGUAGES, MARKED
from toolkit.languages import language
from toolkit.storage.files import write_atomic

ROOT = Path(__file__).resolve().parent.parent
BUNDLES = ROOT / "toolkit" / "bundles"
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


def template() -> bytes:
    """locales/toolkit.pot."""
    parts = [HEADER.format(date=DATE, more="")]
    for forms, places in msgids().items():
        msgid, *plural = (text.replace("\\", "\\\\").replace('"', '\\"') for text in forms)
        lines = "".join(f"#: {place}\n" for place in places)
        if plural:
            lines += f'#, python-format\nmsgid "{msgid}"\nmsgid_plural "{plural[0]}"\n'
            parts.append(f'{lines}msgstr[0] ""\nmsgstr[1] ""\n')
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


def main() -> None:
    pot = template()
    wanted = {ROOT / "locales" / "toolkit.pot": pot}
    for code in LANGUAGES[1:]:
        path = ROOT / "locales" / code / "LC_MESSAGES" / "toolkit.po"
        data = merged(path, code, pot)
        compiled = catalogs.compiled(catalogs.read(data, str(path)))
        if "--check" in sys.argv and (compiled.fuzzy or compiled.untranslated):
            raise SystemExit(f"{path}: {compiled.fuzzy} fuzzy, {compiled.untranslated} untranslated")
        wanted[path] = data
        wanted[BUNDLES / "interface" / f"{code}.mo"] = compiled.data
    for path, data in wanted.items():
        if "--check" not in sys.argv:
            write_atomic(path, data)
        elif not path.exists() or path.read_bytes() != data:
            raise SystemExit(f"{path.relative_to(ROOT)} is not up to date; run `make interface`")


if __name__ == "__main__":
    main()
