"""The words of the review page, as scripts/interface.py puts them into locales/review.pot."""

import re
from pathlib import Path

import command_messages
from toolkit.units import BlockKind

FOLDER = Path(__file__).resolve().parent.parent / "toolkit" / "review"
TEXT = r'"((?:[^"\\]|\\.)*)"'
SAID = re.compile(rf"\bsay\({TEXT}|\bsay\([^\"]*?(?:\"\w+\")? \? {TEXT} : {TEXT}")
"""The first argument of `say`: a text, or a choice between two."""
COUNTED = re.compile(rf"\bcount\([^,\"]+, {TEXT}, {TEXT}")
LISTED = re.compile(rf'^  "?[\w-]+"?: \[{TEXT}, "', re.MULTILINE)
"""A row of the table of acts."""
NAMED = re.compile(rf"""[a-z"]+: {TEXT}""")
KEYS = re.compile(rf'\["[\w+ …]+", {TEXT}\]')
MARKUP = re.compile(r">([^<>]*[A-Za-z][^<>]*)<")
ATTRIBUTE = re.compile(r'(?:aria-label|placeholder)="([^"]+)"')
NAMES = re.compile(r"(?:NAMES|CHECKS|STEPS) = \{(.*?)\};", re.DOTALL)
SERVED = (
    *(f"review/{name}.py" for name in ("drafting", "publishing", "replacing", "saving", "session")),
    "catalogs/editing.py",
)  # fmt: skip
"""Files whose messages the server passes on."""
SINGLE = {
    "nothing is translated": "catalogs/review.py", "plural forms are missing": "catalogs/review.py",
    "its placeholders are not those of the source": "catalogs/review.py", "untranslated": "workflow/triage.py",
    "a machine draft": "workflow/triage.py", "a gloss, word by word": "workflow/triage.py",
    "a gloss, word by word, confidence {0}": "workflow/triage.py",
    "aligned with {0}, {1} %": "workflow/triage.py", "a machine draft, confidence {0}": "workflow/triage.py",
    "its source changed": "workflow/triage.py", "waits for review": "workflow/triage.py",
    "stands in {0} places": "workflow/triage.py",
    "somebody else has changed this sentence meanwhile": "review/saving.py",
    "the server does not answer; start toolkit review again": "review/static/wire.js",
}  # fmt: skip
"""Reasons that stand alone -> the file that says them."""
SINGLE |= dict.fromkeys((kind.value for kind in BlockKind), "units.py")
SINGLE |= dict.fromkeys((f"{kind.value}, sentence {{0}} of {{1}}" for kind in BlockKind), "segmentation/segments.py")
NOT_SAID = re.compile(r"sandbox|^\{0\}\W*\{1\}$|^drafting \{0\}$|\n")


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
    for name in SERVED:
        for text in command_messages.said_in(FOLDER.parent / name):
            if " " in text and not NOT_SAID.search(text):
                note((text,), FOLDER.parent / name)
    for text, name in SINGLE.items():
        note((text,), FOLDER.parent / name)
    return found
