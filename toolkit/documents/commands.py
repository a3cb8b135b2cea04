"""Blocks of a manual that are for programs: options of a command, how it is called, names of files and of settings."""

import re

ARGUMENT = r"""(?:<[^<>\n]{1,60}> | \{[^{}\n]{1,60}\} | [A-Z][A-Z0-9_.:|/-]*(?![\w'’]) | \.{3}
    | (?<==)[\w./:-]+ | (?<=\[)[\w=|.-]+)"""
OPTION = re.compile(
    rf"""--?[A-Za-z?@\#][\w?-]* (?:(?:\[?=|[ ]?\[|[ ])?{ARGUMENT}\]?){{0,4}}
    (?:(?:,\s*|\s*\|\s*|\s+or\s+|\s+)(?=-)|\Z)""",
    re.VERBOSE,
)
"""An option of a command, with what stands for its argument: `-o, --output=FILE`, `--color[=WHEN]`."""
FILE = re.compile(
    r"(?:~?/|\.{1,2}/)?(?:[\w@.-]{1,60}/){0,12}[\w@-][\w@.-]{0,80}\.(?:mdx?|x?html?|css|scss|[cm]?[jt]sx?|json|ya?ml|toml|py|rb|go|rs|java|kt"
    r"|c|h|cpp|cs|php|sh|ps1|txt|rst|adoc|xml|svg|png|jpe?g|gif|webp|pdf|zip|gz|csv|ini|cfg|conf|lock|vue|astro|sql"
    r"|docx|xlsx|pptx|odt|epub|opf|ncx|mp[34])",
    re.ASCII,
)
LONE = re.compile(r"-[A-Za-z][\w-]+")
MANUAL = re.compile(r"[\w.+-]{1,40}\([1-9][a-z]{0,3}\)")
"""How manuals name a page of their own: `git-log(1)`."""
SETTING = re.compile(r"[a-z][A-Za-z0-9_-]{1,40}(?:\.(?:[A-Za-z][\w-]{0,40}|<[\w-]{1,40}>|\*)){1,5}", re.ASCII)
"""How manuals name a setting: `core.autocrlf`, `branch.<name>.remote`."""
LONGEST_USAGE = 1000
NAME = re.compile(r"'?[a-z][\w.+-]{0,30}'?(?=\s|\Z)", re.ASCII)
MOST_NAMES = 3
"""Words of a command before its options: `git submodule add`."""
PIECE = re.compile(
    r"""(?P<option>--?(?:[A-Za-z?\#][\w-]*)?(?:=?[A-Z<]?[\w<>:=,|-]*)?)
    | (?P<open>[\[({]) | (?P<close>[\])}])
    | (?P<sign>\.{3}|[|,=:./+]|\\)
    | (?P<name><[^<>\n]{1,60}>(?:[:.=,+^-]*(?=<))?)
    | (?P<word>[A-Za-z_](?:[\w:/=-]|\.(?!\.))*)""",
    re.VERBOSE | re.ASCII,
)
"""What how a command is called consists of."""


def is_command(text: str) -> bool:
    """Whether a block is nothing but options of a command, how it is called, or the name of a file or a setting."""
    if MANUAL.fullmatch(text) or FILE.fullmatch(text) or SETTING.fullmatch(text):
        return True
    if text[:1] == "-":
        return _is_options(text) or ("<" in text and _is_usage(text))
    return "[" in text and len(text) <= LONGEST_USAGE and _is_usage(text)


def _is_usage(text: str) -> bool:
    """Whether a text says how a command is called: `git log [<options>] [--] <path>...`.

    Words of it stand in brackets or in capitals, but for its name; there is an option, or what may be said again or
    left out.
    """
    place = names = 0
    while names < MOST_NAMES and (match := NAME.match(text, place)):
        place = match.end()
        place += len(text[place:]) - len(text[place:].lstrip())
        names += 1
    if not names and not (text[:1] == "-" or (text[:1] == "[" and "-" in text and "](" not in text)):
        return False
    depth, sure, bare, in_option = 0, 0, 0, False
    while place < len(text):
        if text[place].isspace():
            place += 1
            in_option = False
            continue
        match = PIECE.match(text, place)
        if match is None:
            return False
        kind, said = match.lastgroup, match.group()
        place = match.end()
        depth += {"open": 1, "close": -1}.get(str(kind), 0)
        if depth < 0:
            return False
        in_option = in_option or kind == "option"
        if kind == "word":
            capitals = said.isupper() and len(said.strip("_")) > 2
            if not (in_option or depth or "." in said or capitals):
                return False
            bare += 1
        elif kind == "option" or (kind == "name" and depth) or (said == "..." and bare):
            sure += 1
    return depth == 0 and sure > 0


def _is_options(text: str) -> bool:
    """Whether a text is nothing but options of a command; a hyphen before a word alone may be anything."""
    place = 0
    if LONE.fullmatch(text):
        return False
    while match := OPTION.match(text, place):
        place = match.end()
        if place == len(text):
            return True
        if place == match.start():
            return False
    return False
