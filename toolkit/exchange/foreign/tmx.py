"""TMX of OmegaT, Trados, memoQ, Weblate, Okapi and others, 1.1 to 1.4b, a unit at a time.

A file says its source language, or `*all*`: any text of the wished language is a source then, and so it is where the
file has another source than the one that is wished. Codes (`bpt ept ph it ut`) are kept: what is short as it is, any
other as a numbered tag, as segments have them; `hi` and `sub` are text.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import BundleError
from toolkit.exchange import xml
from toolkit.exchange.foreign.pairs import Pair, Wish, kept
from toolkit.storage.archives import unpacked
from toolkit.units import Code, Content, content_of

KINDS = {"bpt": "open", "ept": "close", "ph": "placeholder", "it": "placeholder", "ut": "placeholder"}
SHORT = 24
"""Characters of a code that is kept as it is."""
MACHINES = ("mt!", "mt", "machine", "machinetranslation")
"""Who made or changed a text, in small letters, where that is a machine."""
CONTEXTS = ("x-context", "x-msgctxt")
BEFORE, AFTER = ("prev", "x-previous", "x-context-pre"), ("next", "x-following", "x-context-post")
"""Types of properties in which tools have the sentences beside a text: OmegaT, the toolkit, memoQ."""
REVIEWED = ("reviewed", "approvedtranslation", "approvedsignoff", "confirmed", "proofread", "final", "signed-off")
STATES = ("x-status", "x-confirmationlevel", "status")


def read(path: Path, wish: Wish, skipped: Counter[str]) -> Iterator[Pair]:
    """The pairs of a file, in bounded memory. Raises BundleError with the line."""
    root: ET.Element | None = None
    body: ET.Element | None = None
    with unpacked(path) as file:
        for event, element in xml.events(file, "TMX"):
            name = xml.name(element)
            if event == "start":
                root = element if root is None else root
                body = element if name == "body" else body
            elif name == "tu":
                yield from _unit(element, wish, skipped)
                if body is not None:
                    body.clear()  # else a husk of each unit would stay, and there may be millions
    if root is None or xml.name(root) != "tmx":
        raise BundleError("this is no TMX file: the root element is not <tmx>")


def _unit(tu: ET.Element, wish: Wish, skipped: Counter[str]) -> Iterator[Pair]:
    variants = [(tuv.get(xml.LANG) or tuv.get("lang") or "", tuv) for tuv in tu if xml.name(tuv) == "tuv"]
    own = [tuv for tag, tuv in variants if wish.own(tag)]
    if not own:
        skipped["nothing in the source language"] += 1
        return
    source, of_unit = own[0], _props(tu)
    numbers: dict[str, int] = {}
    text = _content(source, numbers)
    for tag, tuv in variants:
        if wish.own(tag):
            continue
        code = wish.target(tag)
        props = of_unit | _props(tuv)
        if not code:
            skipped["another language"] += 1
        elif _machine(tuv) or _machine(tu):
            skipped["a machine's"] += 1
        elif not _approved(props):
            skipped["not approved"] += 1
        else:
            beside = (next((props[kind] for kind in kinds if kind in props), "") for kinds in (CONTEXTS, BEFORE, AFTER))
            pair = Pair(code, text, _content(tuv, dict(numbers)), *beside)
            if kept(pair, skipped):
                yield pair


def _machine(element: ET.Element) -> bool:
    return any(element.get(name, "").lower() in MACHINES for name in ("changeid", "creationid"))


def _approved(props: dict[str, str]) -> bool:
    """Whether nothing says that the text is not: a memory has what people are done with."""
    said = next((props[name] for name in STATES if name in props), "")
    return not said or said.lower() in (*REVIEWED, "translated")


def _props(element: ET.Element) -> dict[str, str]:
    return {prop.get("type", "").lower(): prop.text or "" for prop in element if xml.name(prop) == "prop" and prop.text}


def _content(tuv: ET.Element, numbers: dict[str, int]) -> Content:
    """The content of a variant; `numbers` is code -> its number, so that a target has those of its source."""
    seg = next((child for child in tuv if xml.name(child) == "seg"), None)
    parts: list[str | Code] = []
    if seg is not None:
        _walk(seg, numbers, {}, parts)
    return content_of(parts)


def _walk(element: ET.Element, numbers: dict[str, int], pairs: dict[str, int], parts: list[str | Code]) -> None:
    parts.append(element.text or "")
    for child in element:
        name = xml.name(child)
        inner = "".join(child.itertext())
        if name not in KINDS:
            _walk(child, numbers, pairs, parts)
        elif child.get("type") == "x-char":
            parts.append(xml.unescaped_raw(inner))
        else:
            inner = xml.unescaped_raw(inner) if child.get("type") == "x-escaped" else inner
            parts.append(_code(child, name, inner, numbers, pairs))
        parts.append(child.tail or "")


def _code(child: ET.Element, name: str, inner: str, numbers: dict[str, int], pairs: dict[str, int]) -> Code:
    """A code of a pair has the number of its partner; any other, that of the same code in the source."""
    kind = KINDS[name]
    if name == "it":
        kind = {"begin": "open", "end": "close"}.get(child.get("pos", ""), kind)
    own = child.get("i") or ""
    if kind == "close" and own in pairs:
        number = pairs[own]
    else:
        same = f"{name} {child.get('x') or own} {inner}"
        number = numbers.setdefault(same, len(numbers) + 1)
        if kind == "open":
            pairs[own] = number
    if inner and len(inner) <= SHORT and "<" not in inner:
        return Code(str(number), kind, inner)
    return Code(str(number), kind, {"open": f"<{number}>", "close": f"</{number}>"}.get(kind, f"<{number}/>"))
