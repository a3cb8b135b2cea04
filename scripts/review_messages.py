"""The words of the review page, as scripts/interface.py puts them into locales/review.pot."""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "toolkit" / "review"
TEXT = r'"((?:[^"\\]|\\.)*)"'
SAID = re.compile(rf"\bsay\({TEXT}|\bsay\([^\"]*?(?:\"\w+\")? \? {TEXT} : {TEXT}")
"""The first argument of `say`: a text, or a choice between two."""
COUNTED = re.compile(rf"\bcount\([^,\"]+, {TEXT}, {TEXT}")
LISTED = re.compile(rf'^  "?[\w-]+"?: \[{TEXT}, "', re.MULTILINE)
"""A row of the table of acts."""
NAMED = re.compile(rf"\b[a-z]+: {TEXT}")
KEYS = re.compile(rf'\["[\w+ …]+", {TEXT}\]')
MARKUP = re.compile(r">([^<>]*[A-Za-z][^<>]*)<")
ATTRIBUTE = re.compile(r'(?:aria-label|placeholder)="([^"]+)"')
NAMES = re.compile(r"NAMES = \{(.*?)\};", re.DOTALL)


def messages() -> dict[tuple[str, ...], list[str]]:
    """Msgids, or msgids with their plurals -> the files that they stand in, in order."""
    found: dict[tuple[str, ...], list[str]] = {}

    def note(forms: tuple[str, ...], path: Path) -> None:
        if all(forms) and re.search("[A-Za-z]", re.sub("%s", "", forms[0])):
            places = found.setdefault(forms, [])
            name = path.relative_to(FOLDER.parent.parent).as_posix()
            if name not in places:
                places.append(name)

    page = FOLDER / "templates" / "page.html"
    body = page.read_text(encoding="utf-8").partition("<body>")[2]
    for pattern in (MARKUP, ATTRIBUTE):
        for match in pattern.finditer(body):
            note((match[1].strip(),), page)
    for path in sorted(FOLDER.glob("static/*.js")):
        text = path.read_text(encoding="utf-8")
        for match in COUNTED.finditer(text):
            note((match[1], match[2]), path)
        for said in SAID.finditer(text):
            for one in filter(None, said.groups()):
                note((one,), path)
        if path.name == "keys.js":
            for pattern in (LISTED, KEYS):
                for match in pattern.finditer(text):
                    note((match[1],), path)
        for names in NAMES.finditer(text):
            for match in NAMED.finditer(names[1]):
                note((match[1],), path)
    return found
