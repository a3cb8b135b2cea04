"""A Word document with Word's habits, written out by hand: split runs, rsids, proofErr, tracked changes, fields,
bookmarks, text boxes with their copy for older programs, notes, headers, nested tables, content controls."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'mc:Ignorable="w14"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "00000005000 1a5f645400000000049454e44ae426082".replace(" ", "")
)
CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{TYPE}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{TYPE}.numbering+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{TYPE}.settings+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{TYPE}.header+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{TYPE}.footer+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{TYPE}.footnotes+xml"/>'
    f'<Override PartName="/word/endnotes.xml" ContentType="{TYPE}.endnotes+xml"/>'
    f'<Override PartName="/word/comments.xml" ContentType="{TYPE}.comments+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)


def relations(*targets: tuple[str, str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="{number}" Type="{kind}" Target="{target}"'
        + (' TargetMode="External"' if "://" in target else "")
        + "/>"
        for number, kind, target in targets
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


RELATIONS = relations(
    ("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
    ("rId2", CORE, "docProps/core.xml"),
)  # fmt: skip
DOCUMENT_RELATIONS = relations(
    ("rId1", f"{OFFICE}/styles", "styles.xml"),
    ("rId2", f"{OFFICE}/header", "header1.xml"),
    ("rId3", f"{OFFICE}/footer", "footer1.xml"),
    ("rId4", f"{OFFICE}/footnotes", "footnotes.xml"),
    ("rId5", f"{OFFICE}/endnotes", "endnotes.xml"),
    ("rId6", f"{OFFICE}/image", "media/image1.png"),
    ("rId7", f"{OFFICE}/hyperlink", "https://example.org/map"),
    ("rId8", f"{OFFICE}/comments", "comments.xml"),
    ("rId9", f"{OFFICE}/numbering", "numbering.xml"),
    ("rId10", f"{OFFICE}/settings", "settings.xml"),
)
STYLES = f"""{HEAD}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Gill Sans MT" w:hAnsi="Gill Sans MT" w:eastAsia="Gill Sans MT" w:cs="Arial"/><w:sz w:val="22"/>
<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Code"><w:name w:val="HTML Preformatted"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
<w:rPr><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="VerbatimChar"><w:name w:val="Verbatim Char"/></w:style>
</w:styles>"""
NUMBERING = f"""{HEAD}<w:numbering {SPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
SETTINGS = f"{HEAD}<w:settings {SPACES}><w:compat/></w:settings>"


def run(text: str, properties: str = "", rsid: str = "00A1B2C3") -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r w:rsidR="{rsid}">{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(*parts: str, style: str = "", properties: str = "") -> str:
    look = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return (
        f'<w:p w14:paraId="0A0B0C0D" w:rsidR="00A1B2C3" w:rsidRDefault="00D4E5F6">'
        f"{f'<w:pPr>{look}</w:pPr>' if look else ''}{''.join(parts)}</w:p>"
    )


def picture(alt: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9525" cy="9525"/>'
        f'<wp:docPr id="1" name="Picture 1" descr="{alt}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="image1.png" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip r:embed="rId6"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="9525" cy="9525"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(text: str) -> str:
    inner = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" '
        'distR="0" simplePos="0" relativeHeight="251659264" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset>'
        '</wp:positionV><wp:extent cx="2000000" cy="600000"/><wp:wrapSquare wrapText="bothSides"/>'
        '<wp:docPr id="2" name="Text Box 2"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="600000"/></a:xfrm><a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>"
        '</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape id="tb" '
        f'style="position:absolute"><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def note_reference(kind: str) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="2"/></w:r>'


BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
TABLE = (
    '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblCaption w:val="Table of towns"/></w:tblPr><w:tblGrid>'
    '<w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc><w:tcPr/>'
    + paragraph(run("Town")) + "</w:tc><w:tc><w:tcPr/>" + paragraph(run("What it is known for")) + "</w:tc></w:tr>"
    "<w:tr><w:tc><w:tcPr/>" + paragraph(run("Osh")) + "</w:tc><w:tc><w:tcPr/><w:tbl><w:tblPr/><w:tblGrid>"
    '<w:gridCol w:w="3000"/></w:tblGrid><w:tr><w:tc><w:tcPr/>' + paragraph(run("A table in a table.")) +
    "</w:tc></w:tr></w:tbl>" + paragraph() + "</w:tc></w:tr>"
    '<w:tr><w:trPr><w:del w:id="40" w:author="A"/></w:trPr><w:tc><w:tcPr/>' + paragraph(run("A deleted row"))
    + "</w:tc><w:tc><w:tcPr/>" + paragraph() + "</w:tc></w:tr></w:tbl>"
)  # fmt: skip
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>'
    "</w:sectPr>"
)
BODY = "".join(
    [
        paragraph(run("A Guide to the Mountains"), style="Titel"),
        paragraph(*(['<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                     '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
                     '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:hyperlink w:anchor="_Toc1" w:history="1">'
                     + run("The road") + "<w:r><w:tab/></w:r>" + field("PAGEREF _Toc1 \\h", run("3"))
                     + "</w:hyperlink>"]),
                  style="Verzeichnis1"),
        paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        paragraph('<w:bookmarkStart w:id="0" w:name="_Toc1"/>', run("The"), run(" road", rsid="00FFFFFF"),
                  '<w:bookmarkEnd w:id="0"/>', style="berschrift1"),
        paragraph(run("The ro"), '<w:proofErr w:type="spellStart"/>', run("ad to Nary", '<w:lang w:val="en-GB"/>'),
                  '<w:proofErr w:type="spellEnd"/>', run("n is "), run("very", BOLD), run(" ", BOLD + "<w:noProof/>"),
                  run("long", BOLD), run(". It begins at "), '<w:hyperlink r:id="rId7" w:tooltip="To the map">',
                  run("the old", '<w:rStyle w:val="Hyperlink"/>'),
                  run(" bridge", '<w:rStyle w:val="Hyperlink"/><w:noProof/>'), "</w:hyperlink>",
                  run("."), note_reference("footnote"), run(" We "),
                  '<w:ins w:id="10" w:author="A">' + run("often ") + "</w:ins>",
                  '<w:del w:id="11" w:author="A"><w:r><w:delText xml:space="preserve">never </w:delText></w:r></w:del>',
                  run("go there"), note_reference("endnote"), run(".")),
        paragraph('<w:commentRangeStart w:id="5"/>', run("Nobody lives "), '<w:commentRangeEnd w:id="5"/>',
                  '<w:r><w:commentReference w:id="5"/></w:r>', run("above the lake. "),
                  run("This is hidden. ", "<w:vanish/>"), run("The nights are cold.", ITALIC)),
        paragraph(run("Left"), "<w:r><w:tab/></w:r>", run("right"), "<w:r><w:br/></w:r>", run("below, in the north"),
                  "<w:r><w:noBreakHyphen/></w:r>", run("east.")),
        paragraph(run("Take bread &amp; tea"), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        paragraph(run("Take a warm coat"), properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
        paragraph(run("Look at "), picture("A white horse"), run(" before you go.")),
        paragraph('<w:bookmarkStart w:id="7" w:name="_Ref77"/>', run("Figure "), field("SEQ Figure", run("1")),
                  '<w:bookmarkEnd w:id="7"/>', run(": a horse at the lake"), style="Beschriftung"),
        paragraph(run("As "), field("REF _Ref77 \\h", run("Figure 1")), run(" shows, horses are white on page "),
                  field("PAGE", run("12")), run(".")),
        paragraph(run("print('hello')"), style="Code"),
        TABLE,
        paragraph(text_box("Words in a box."), run("Words beside the box.")),
        '<w:sdt><w:sdtPr><w:alias w:val="Author"/></w:sdtPr><w:sdtContent>' + paragraph(run("A controlled paragraph."))
        + "</w:sdtContent></w:sdt>",
        paragraph(run("Written by "), "<w:sdt><w:sdtPr/><w:sdtContent>" + run("a friend") + "</w:sdtContent></w:sdt>",
                  run(" of mine.")),
        SECTION,
    ]
)  # fmt: skip
PARTS: dict[str, str | bytes] = {
    "[Content_Types].xml": CONTENT_TYPES,
    "_rels/.rels": RELATIONS,
    "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{BODY}</w:body></w:document>",
    "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
    "word/styles.xml": STYLES,
    "word/numbering.xml": NUMBERING,
    "word/settings.xml": SETTINGS,
    "word/header1.xml": f"{HEAD}<w:hdr {SPACES}>{paragraph(run('Mountain guide'))}</w:hdr>",
    "word/footer1.xml": f"{HEAD}<w:ftr {SPACES}>{paragraph(run('Page '), field('PAGE', run('1')))}</w:ftr>",
    "word/footnotes.xml": f"{HEAD}<w:footnotes {SPACES}><w:footnote w:type=\"separator\" w:id=\"-1\">"
    + paragraph("<w:r><w:separator/></w:r>") + '</w:footnote><w:footnote w:id="2">'
    + paragraph("<w:r><w:footnoteRef/></w:r>", run(" Built in 1920.")) + "</w:footnote></w:footnotes>",
    "word/endnotes.xml": f"{HEAD}<w:endnotes {SPACES}><w:endnote w:id=\"2\">"
    + paragraph("<w:r><w:endnoteRef/></w:r>", run(" In summer only.")) + "</w:endnote></w:endnotes>",
    "word/comments.xml": f"{HEAD}<w:comments {SPACES}><w:comment w:id=\"5\" w:author=\"A\">"
    + paragraph(run("Is this so?")) + "</w:comment></w:comments>",
    "word/media/image1.png": PIXEL,
    "docProps/core.xml": f"{HEAD}<cp:coreProperties "
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Mountains of the South</dc:title>'
    "<dc:creator>N. N.</dc:creator></cp:coreProperties>",
}  # fmt: skip


def word_document(changes: dict[str, str | bytes] | None = None) -> bytes:
    """The document; `changes` are parts that differ."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**PARTS, **(changes or {})}.items():
            info = zipfile.ZipInfo(name, (2020, 2, 3, 4, 5, 6))
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()


def body_document(*paragraphs: str) -> bytes:
    """The same with another body."""
    return word_document(
        {"word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>{''.join(paragraphs)}</w:body></w:document>"}
    )
