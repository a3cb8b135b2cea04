"""`read` and `rewrite` of a format of subtitles, which says where its cues are and what stands in them."""

from collections.abc import Callable, Mapping

from toolkit.documents.options import ReadOptions
from toolkit.documents.plain.text import applied
from toolkit.documents.strings.files import Reader, Writer, opened
from toolkit.documents.subtitles.cues import Atom, Cue, changes, document
from toolkit.languages import Language
from toolkit.units import Content, Document

CuesOf = Callable[[str, str, ReadOptions, list[str]], list[Cue]]
"""(text, name, options, where text goes that belongs to no cue) -> cues. Raises DocumentError, with the line."""


def subtitle_format(
    form: str,
    cues_of: CuesOf,
    atoms_of: Callable[[str, Cue, ReadOptions], list[Atom]],
    encode: Callable[[str, str], str],
    *,
    line_break: str = "",
    named: Callable[[str, Language, ReadOptions], str] = lambda text, _target, _options: text,
) -> tuple[Reader, Writer]:
    """`read`, and `rewrite`, which lays sentences over the cues that they had; both raise what `cues_of` does.

    `encode` and `line_break` are those of `changes`; `named` is a new text whose tags name the target.
    """

    def read(data: bytes, name: str, options: ReadOptions) -> Document:
        text = opened(data, name, options)
        outside: list[str] = []
        cues = cues_of(text, name, options, outside)
        letters = sum(map(str.isalpha, "".join(outside)))
        return document(form, cues, lambda cue: atoms_of(text, cue, options), name, options, letters)

    def rewrite(
        data: bytes,
        name: str,
        replacements: Mapping[int, Content],
        options: ReadOptions,
        target: Language | None = None,
    ) -> bytes:
        if not replacements:
            return data
        text = opened(data, name, options)
        cues = cues_of(text, name, options, [])
        found = changes(text, cues, lambda cue: atoms_of(text, cue, options), replacements, options, target, encode,
                        line_break=line_break)  # fmt: skip
        made = [(start, end, named(new, target, options) if target else new) for start, end, new in found]
        return applied(text, made, name, options)

    return read, rewrite
