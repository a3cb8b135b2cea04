"""TBX, the exchange format of terminology (ISO 30042:2008, TBX-Default): glossaries to and from other programs.

Written: one termEntry a row, one langSet a language; forbidden translations have the status of a deprecated term.
Read: the older martif documents and TBX 3 of 2019 (conceptEntry, langSec, termSec).
"""

import xml.etree.ElementTree as ET  # external entities are never fetched, and expat bounds what entities grow to
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import CatalogError, UnknownName
from toolkit.languages import known_code, language
from toolkit.terms.glossary import Entry, Glossary

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DEPRECATED = ("deprecatedTerm-admn-sts", "deprecatedTerm", "supersededTerm-admn-sts", "supersededTerm")
LARGEST = 200_000_000
"""Bytes of a file that is read."""


def write(glossary: Glossary, source: str = "en") -> bytes:
    """The glossary as a TBX document; `source` is the code of the language that it is written from."""
    root = ET.Element("martif", {"type": "TBX", LANG: language(source).tag})
    description = ET.SubElement(ET.SubElement(ET.SubElement(root, "martifHeader"), "fileDesc"), "sourceDesc")
    ET.SubElement(description, "p").text = "Glossary"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for number, entry in enumerate(glossary.entries, 1):
        concept = ET.SubElement(body, "termEntry", {"id": f"c{number}"})
        if entry.note:
            ET.SubElement(concept, "note").text = entry.note
        for code, text in entry.texts.items():
            forbidden = entry.forbidden if code != source else ()
            _languages(concept, code, text, forbidden, entry)
    ET.indent(root)
    body_text: bytes = ET.tostring(root, encoding="unicode").encode()
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body_text + b"\n"


def _languages(concept: ET.Element, code: str, text: str, forbidden: tuple[str, ...], entry: Entry) -> None:
    section = ET.SubElement(concept, "langSet", {LANG: language(code).tag})
    term = ET.SubElement(section, "tig")
    ET.SubElement(term, "term").text = text
    if entry.part_of_speech:
        ET.SubElement(term, "termNote", {"type": "partOfSpeech"}).text = entry.part_of_speech
    for name, said in (("doNotTranslate", entry.keep), ("caseSensitive", entry.case_sensitive)):
        if said:
            ET.SubElement(term, "termNote", {"type": name}).text = "yes"
    for text in forbidden:
        term = ET.SubElement(section, "tig")
        ET.SubElement(term, "term").text = text
        ET.SubElement(term, "termNote", {"type": "administrativeStatus"}).text = DEPRECATED[0]


def read(data: bytes, path: str | Path = "") -> Glossary:
    """Reads a TBX document; several terms of a concept in one language become several rows. Raises CatalogError."""
    if len(data) > LARGEST:
        raise CatalogError(f"this file is larger than {LARGEST // 1_000_000} MB", path=path)
    try:
        root = ET.fromstring(data)  # noqa: S314 - as above
    except ET.ParseError as error:
        raise CatalogError(f"this is no TBX file: {error.msg}", path=path, line=error.position[0]) from None
    except (ValueError, LookupError) as error:
        raise CatalogError(f"this is no TBX file: {error}", path=path) from None
    entries: list[Entry] = []
    for element in root.iter():
        if _name(element) in ("termEntry", "conceptEntry"):
            entries += _concept(element)
    if not entries and _name(root) not in ("martif", "tbx"):
        raise CatalogError(f"this is no TBX file: its root is <{_name(root)[:40]}>", path=path)
    named = dict.fromkeys(code for entry in entries for code in entry.texts)
    return Glossary(tuple(entries), tuple(named))


def _concept(concept: ET.Element) -> Iterator[Entry]:
    texts: dict[str, list[str]] = {}
    forbidden: list[str] = []
    notes: list[str] = []
    said: dict[str, str] = {}
    for element in concept.iter():
        if _name(element) in ("note", "descrip") and not notes:
            notes.append(_text(element))
        if _name(element) not in ("langSet", "langSec"):
            continue
        try:
            code = known_code(element.get(LANG, ""))
        except UnknownName:
            continue
        for term in element.iter():
            if _name(term) not in ("tig", "ntig", "termSec"):
                continue
            text = next((_text(one) for one in term.iter() if _name(one) == "term"), "")
            kinds = {one.get("type", ""): _text(one) for one in term.iter() if _name(one) == "termNote"}
            said.update(kinds)
            if text and kinds.get("administrativeStatus") in DEPRECATED:
                forbidden.append(text)
            elif text:
                texts.setdefault(code, []).append(text)
    for number in range(max(map(len, texts.values()), default=0)):
        yield Entry(
            {code: own[min(number, len(own) - 1)] for code, own in texts.items()},
            notes[0] if notes else "",
            said.get("partOfSpeech", ""),
            tuple(forbidden),
            said.get("doNotTranslate") == "yes",
            said.get("caseSensitive") == "yes",
        )


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())
