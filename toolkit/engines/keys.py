"""Access keys of menus and buttons: the words are drafted without the mark, which is put as the target language has it.

`&Save` is `&Сохранить` in Russian and `保存(&S)` in Chinese, whose letters no keyboard has.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from toolkit.engines.alignment import count
from toolkit.languages import UNSPACED
from toolkit.placeables.access_keys import AccessKey, access_key
from toolkit.units import Code, Content, Draft, content_of

Drafter = Callable[[Sequence[Content]], list[Draft]]
OBJECT = "\ufffc"
"""Stands for a code."""


def with_keys(batch: Sequence[Content], target: str, draft: Drafter) -> list[Draft]:
    """One draft for each content, in order, made by `draft` of the texts without the marks of their keys."""
    keys = [_key(content) for content in batch]
    if not any(keys):
        return draft(batch)
    bare = [_filled(key.bare, content) if key else content for content, key in zip(batch, keys, strict=True)]
    return [
        _marked(content, made, key, target) if key else made
        for content, key, made in zip(batch, keys, draft(bare), strict=True)
    ]


def _key(content: Content) -> AccessKey | None:
    text = _text(content)
    return access_key(text) if text.count(OBJECT) == sum(isinstance(part, Code) for part in content) else None


def _marked(source: Content, draft: Draft, key: AccessKey, target: str) -> Draft:
    text = _text(draft.target)
    if not text.strip() or text.count(OBJECT) != sum(isinstance(part, Code) for part in draft.target):
        return draft
    marked = _filled(key.put(text, spaced=target not in UNSPACED), draft.target)
    same = not key.apart and count(_text(source)) == count(key.bare)
    return replace(draft, target=marked, alignment=draft.alignment if same else ())


def _text(content: Content) -> str:
    return "".join(OBJECT if isinstance(part, Code) else part for part in content)


def _filled(text: str, content: Content) -> Content:
    """The content that has the text, with the codes of another in their order."""
    pieces = text.split(OBJECT)
    codes = [part for part in content if isinstance(part, Code)]
    made: list[str | Code] = [pieces[0]]
    for code, piece in zip(codes, pieces[1:], strict=True):
        made += [code, piece]
    return content_of(made)
