"""What DOCX and XLSX files share (ECMA-376): the parts around the text, and names of namespaces."""

from collections.abc import Mapping, Sequence

from toolkit.exchange import archives, xml

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def package(
    main: str,
    parts: Mapping[str, tuple[str, str]],
    related: Sequence[tuple[str, str]],
    *,
    title: str,
    language: str,
    generator: str,
) -> bytes:
    """The file as bytes, the same for the same contents.

    `main` is the name of the main part; `parts` is name -> (content type, or "" for plain XML, and text); `related`
    are (kind, name) of what the main part refers to, called rId1, rId2, … in this order.
    """
    types = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (kind, _) in parts.items() if kind)
    folder, _, own = main.rpartition("/")
    files = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}'
        f'<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELATED}/officeDocument" Target="{main}"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{xml.text(xml.visible(title))}</dc:title><dc:creator>{xml.text(generator)}</dc:creator>"
        f"<dc:language>{language}</dc:language></cp:coreProperties>",
        **{name: HEAD + text for name, (_, text) in parts.items()},
        f"{folder}/_rels/{own}.rels": f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{RELATED}/{kind}" Target="{name}"/>'
            for number, (kind, name) in enumerate(related, start=1)
        )
        + "</Relationships>",
    }
    return archives.pack({name: text.encode("utf-8") for name, text in files.items()})


def title_of(files: Mapping[str, bytes]) -> str:
    """The title that the file's properties have, or nothing."""
    data = files.get("docProps/core.xml")
    if not data:
        return ""
    found = [part.text or "" for part in xml.parse(data, "Office").iter() if xml.name(part) == "title"]
    return found[0] if found else ""
