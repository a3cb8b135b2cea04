"""Changes of inputs: bytes, tokens, lines, and the structure of JSON, XML and archives."""

import gzip
import io
import json
import random
import re
import zipfile
import zlib
from typing import Any

BREAK = b"\n=====\n"
"""Between the parts of an input that has several: two texts, the files of a folder."""
MOST = 1 << 20
"""Bytes of an input."""
TOKENS = (
    *(b'"', b"'", b"\\", b"\\u", b"{", b"}", b"[", b"]", b"<", b">", b"</", b"&#", b"&#x;", b"&lol;", b"<!--", b"-->"),
    *(b"<?xml", b"]]>", b"<![CDATA[", b"{{", b"%}", b"```", b"**", b"|", b"~", b"%s", b"%1$s", b"$(", b"]]]]", b"//"),
    *(b"1e999", b"-1", b"--", b"msgid", b"msgstr[9]", b"#~ ", b"#| ", b"{n,plural,", b"{0,", b"..", b"::", b"@@"),
    *(b"|===", b"----", b"-term", b"{ $x ->", b"---\n", b"\n\n", b"\r", b"\t", b"\0", b"\x1c", b"\x85", b"\xff"),
    *(b"\xed\xa0\x80", b"9" * 4400),
    *(one.encode() for one in ("\x85", "²", "\u2028", "\u202e", "\ufeff", "٣", "İ", "ß", "\U0001f600")),
)  # fmt: skip
"""What readers stumble over."""
VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 1e308, 10**17, "", "x" * 300, "²", "\ud800", "../../x", "/x", "a\0b", [], {}, [[]], [None],
    {"": 0},
)  # fmt: skip
"""What JSON may have where something else is expected."""
PIECE = re.compile(rb"[A-Za-z0-9_]+|\s+|[^A-Za-z0-9_\s]")
TAG = re.compile(rb"<[^<>]{1,300}>")


def changed(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """The input with a few changes; of an archive, mostly within a member."""
    if BREAK in data and chance.random() < 0.8:
        parts = data.split(BREAK)
        place = chance.randrange(len(parts))
        parts[place] = changed(parts[place], [parts[place]], chance)
        return BREAK.join(parts)
    if data.startswith(b"PK\x03") and chance.random() < 0.85:
        return _archive(data, chance)
    if data.startswith(b"\x1f\x8b") and chance.random() < 0.8:
        try:
            return gzip.compress(changed(gzip.decompress(data), [data], chance), 1, mtime=0)
        except (OSError, EOFError, zlib.error):
            pass
    kinds = {b"{": _json, b"[": _json, b"<": _xml}
    structural = kinds.get(data.lstrip()[:1])
    if structural is not None and chance.random() < 0.4:
        return structural(data, chance)[:MOST]
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        data = _bytes(data, others, chance)
    return data[:MOST]


def _bytes(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.choice((0, 1, 1, 4, 20, 200)))
    kind = chance.randrange(8)
    if kind == 0:
        return data[:start] + data[end:]
    if kind == 1:
        return data[:start] + chance.choice(TOKENS) + data[start:]
    if kind == 2:
        return data[:end] + data[start:end] * chance.choice((1, 2, 50)) + data[end:]
    if kind == 3:
        return data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]
    if kind == 4:
        return data[:start] + chance.choice(TOKENS) * chance.choice((2, 30, 600)) + data[end:]
    if kind == 5:
        lines = data.splitlines(keepends=True) or [b""]
        first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[first], lines[second] = lines[second], lines[first] * chance.choice((0, 1, 2))
        return b"".join(lines)
    if kind == 6:
        pieces = PIECE.findall(data[max(0, start - 400) : start + 400]) or [b""]
        first, second = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        pieces[first], pieces[second] = pieces[second] * chance.choice((0, 1, 3)), pieces[first]
        return data[: max(0, start - 400)] + b"".join(pieces) + data[start + 400 :]
    other = chance.choice(others)
    at = chance.randrange(len(other) + 1)
    return data[:start] + other[at : at + 300] + data[end:]


def _archive(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        members = [(info, old.read(info)) for info in old.infolist()]
    place = chance.randrange(len(members))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for number, (info, inner) in enumerate(members):
            if number == place and chance.random() < 0.05:
                continue
            new.writestr(info, changed(inner, [inner], chance) if number == place else inner)
    return made.getvalue()


def _json(data: bytes, chance: random.Random) -> bytes:
    """JSON, or lines of it, with one value or name that is another."""
    lines = data.splitlines(keepends=True)
    try:
        value, place = json.loads(data), -1
    except (ValueError, RecursionError):
        place = chance.randrange(len(lines))
        try:
            value = json.loads(lines[place])
        except (ValueError, RecursionError):
            return _bytes(data, [data], chance)
    holders: list[Any] = []
    root = [value]
    waiting: list[Any] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (dict, list)) and one:
            holders.append(one)
            waiting += one.values() if isinstance(one, dict) else one
    holder = chance.choice(holders)
    name = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    kind, old = chance.randrange(4), holder[name]
    if kind == 0:
        del holder[name]
    elif kind == 1 and isinstance(holder, dict):
        holder[chance.choice(("", "@", "other", "x" * 300, "\0", "a.b", "a[0]", "one"))] = holder.pop(name)
    elif kind == 2:
        nested: Any = old
        for _ in range(chance.choice((1, 3, 200))):
            nested = [nested] if chance.random() < 0.5 else {"a": nested}
        holder[name] = nested
    else:
        holder[name] = chance.choice(VALUES)
    made = json.dumps(root[0] if root else None).encode()
    return made if place < 0 else b"".join((*lines[:place], made + b"\n", *lines[place + 1 :]))


def _xml(data: bytes, chance: random.Random) -> bytes:
    """XML or HTML with one tag that is gone, doubled, elsewhere, deep, or has another attribute."""
    tags = list(TAG.finditer(data))
    if not tags:
        return _bytes(data, [data], chance)
    one, other = chance.choice(tags), chance.choice(tags)
    kind = chance.randrange(5)
    if kind == 0:
        return data[: one.start()] + data[one.end() :]
    if kind == 1:
        return data[: other.end()] + one[0] * chance.choice((1, 2, 300)) + data[other.end() :]
    if kind == 2:
        first, second = sorted((one.start(), other.end()))
        return data[:second] + data[first:second] * chance.choice((1, 20)) + data[second:]
    if kind == 3:
        pieces = PIECE.findall(one[0])
        pieces[chance.randrange(len(pieces))] = chance.choice((b"", b"x", b"2147483648", b"-1", chance.choice(TOKENS)))
        return data[: one.start()] + b"".join(pieces) + data[one.end() :]
    return data[: one.start()] + other[0] + data[one.end() :]
