"""Scripts as pages carry them: without the comments, indents and spaces that only its authors read."""

import functools
import re

from toolkit.bundles.interface import text_of

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r'("(?:[^"\\\n]|\\.)*")')
_SPACE = re.compile(r"\s*([=+*?:,;{}()<>&|!\[\]-])[ \t]*")


@functools.cache
def script(template: str) -> str:
    """A script of templates/; strings stay as they are."""
    parts = _STRING.split(_COMMENT.sub("", text_of(template)))
    short = [part if index % 2 else _SPACE.sub(r"\1", part) for index, part in enumerate(parts)]
    return "\n".join(line.strip() for line in "".join(short).splitlines() if line.strip())
