"""Parts that Word makes of charts, SmartArt, watermarks, groups and themes, written out by hand."""

from tests.documents.word import CONTENT_TYPES, DOCUMENT_RELATIONS, HEAD, OFFICE, SPACES, paragraph, relations, run

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
C = f'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" {A}'
DIAGRAM = "application/vnd.openxmlformats-officedocument.drawingml.diagram"


def _title(text: str) -> str:
    return (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1400"/></a:pPr>'
        f'<a:r><a:rPr lang="en-US"/><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _cache(cells: str, *texts: str) -> str:
    points = "".join(f'<c:pt idx="{number}"><c:v>{text}</c:v></c:pt>' for number, text in enumerate(texts))
    return f'<c:strRef><c:f>{cells}</c:f><c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache></c:strRef>'


CHART = (
    f'{HEAD}<c:chartSpace {C}><c:lang val="en-US"/><c:chart>{_title("Visitors by year")}<c:autoTitleDeleted val="0"/>'
    '<c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
    f'<c:ser><c:idx val="0"/><c:order val="0"/><c:tx>{_cache("Sheet1!$B$1", "Foreign guests")}</c:tx>'
    f"<c:cat>{_cache('Sheet1!$A$2:$A$4', 'Summer', 'Winter', '2024')}</c:cat>"
    "<c:val><c:numRef><c:f>Sheet1!$B$2:$B$4</c:f><c:numCache><c:formatCode>General</c:formatCode>"
    '<c:ptCount val="3"/><c:pt idx="0"><c:v>4.3</c:v></c:pt><c:pt idx="1"><c:v>2.5</c:v></c:pt>'
    '<c:pt idx="2"><c:v>3.5</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>'
    '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
    f'<c:axPos val="b"/>{_title("Season")}<c:crossAx val="2"/></c:catAx>'
    '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
    f'<c:axPos val="l"/>{_title("In thousands")}<c:crossAx val="1"/></c:valAx></c:plotArea>'
    '<c:legend><c:legendPos val="b"/></c:legend><c:plotVisOnly val="1"/></c:chart></c:chartSpace>'
)
DIAGRAM_DATA = (
    f'{HEAD}<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" {A}><dgm:ptLst>'
    '<dgm:pt modelId="{1}" type="doc"><dgm:prSet/><dgm:spPr/><dgm:t><a:bodyPr/><a:lstStyle/><a:p>'
    '<a:endParaRPr lang="en-US"/></a:p></dgm:t></dgm:pt><dgm:pt modelId="{2}"><dgm:prSet phldrT="[Text]"/><dgm:spPr/>'
    '<dgm:t><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang="en-US" dirty="0"/><a:t>Plan the </a:t></a:r>'
    '<a:r><a:rPr lang="en-US" b="1"/><a:t>journey</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst><dgm:cxnLst/><dgm:bg/>'
    "<dgm:whole/></dgm:dataModel>"
)
DIAGRAM_DRAWING = (
    f'{HEAD}<dsp:drawing xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram" {A}><dsp:spTree>'
    '<dsp:nvGrpSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvGrpSpPr/></dsp:nvGrpSpPr><dsp:grpSpPr/><dsp:sp modelId="{3}">'
    '<dsp:nvSpPr><dsp:cNvPr id="0" name=""/><dsp:cNvSpPr/></dsp:nvSpPr><dsp:spPr/><dsp:txBody><a:bodyPr/><a:lstStyle/>'
    '<a:p><a:r><a:rPr lang="en-US"/><a:t>Plan the </a:t></a:r><a:r><a:rPr lang="en-US" b="1"/><a:t>journey</a:t></a:r>'
    "</a:p></dsp:txBody></dsp:sp></dsp:spTree></dsp:drawing>"
)
THEME = (
    f'{HEAD}<a:theme {A} name="Office"><a:themeElements><a:fontScheme name="Office"><a:majorFont>'
    '<a:latin typeface="{major}"/><a:ea typeface="{asian}"/><a:cs typeface=""/><a:font script="Hans" typeface="宋体"/>'
    '</a:majorFont><a:minorFont><a:latin typeface="{minor}"/><a:ea typeface="{asian}"/><a:cs typeface=""/>'
    "</a:minorFont></a:fontScheme></a:themeElements></a:theme>"
)
THEMED_STYLES = f"""{HEAD}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>
<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:rPr>
<w:rFonts w:asciiTheme="majorHAnsi" w:eastAsiaTheme="majorEastAsia" w:hAnsiTheme="majorHAnsi" w:cstheme="majorBidi"/>
</w:rPr></w:style></w:styles>"""


def inline(identifier: str, alt: str, graphic: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="5486400" cy="3200400"/>'
        f'<wp:docPr id="{identifier}" name="Object {identifier}" descr="{alt}"/><wp:cNvGraphicFramePr/>'
        f"<a:graphic>{graphic}</a:graphic></wp:inline></w:drawing></w:r>"
    )


CHART_RUN = inline(
    "11",
    "Columns that rise",
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId21"/></a:graphicData>',
)
DIAGRAM_RUN = inline(
    "12",
    "Steps of a plan",
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rId22" r:lo="" r:qs="" r:cs=""/>'
    "</a:graphicData>",
)
GROUP_RUN = inline(
    "13",
    "Two horses",
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:cNvGrpSpPr/><wpg:grpSpPr/>'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="a" descr="A black horse"/><pic:cNvPicPr/></pic:nvPicPr></pic:pic>'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="2" name="b" descr="Two horses"/><pic:cNvPicPr/></pic:nvPicPr></pic:pic>'
    "</wpg:wgp></a:graphicData>",
)
WATERMARK = (
    '<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape '
    'id="PowerPlusWaterMarkObject1" type="#_x0000_t136" style="position:absolute;width:412pt;height:247pt" '
    'fillcolor="silver" stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;Calibri&quot;" '
    'string="NOT FINAL"/></v:shape></w:pict></w:r>'
)
DRAWN: dict[str, str | bytes] = {
    "[Content_Types].xml": CONTENT_TYPES.replace(
        "</Types>",
        '<Override PartName="/word/charts/chart1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>'
        f'<Override PartName="/word/diagrams/data1.xml" ContentType="{DIAGRAM}Data+xml"/>'
        '<Override PartName="/word/diagrams/drawing1.xml" ContentType='
        '"application/vnd.ms-office.drawingml.diagramDrawing+xml"/></Types>',
    ),
    "word/_rels/document.xml.rels": DOCUMENT_RELATIONS.replace(
        "</Relationships>",
        relations(
            ("rId21", f"{OFFICE}/chart", "charts/chart1.xml"),
            ("rId22", f"{OFFICE}/diagramData", "diagrams/data1.xml"),
            ("rId23", "http-schemas.microsoft.com/office/2007/relationships/diagramDrawing", "diagrams/drawing1.xml"),
        ).partition('relationships">')[2],
    ).replace("http-schemas", "http://schemas"),
    "word/document.xml": f"{HEAD}<w:document {SPACES}><w:body>"
    + "".join(paragraph(one) for one in (run("Words before."), CHART_RUN, DIAGRAM_RUN, GROUP_RUN))
    + '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/></w:sectPr></w:body></w:document>',
    "word/header1.xml": f"{HEAD}<w:hdr {SPACES}>{paragraph(WATERMARK, run('In the header'))}</w:hdr>",
    "word/charts/chart1.xml": CHART,
    "word/diagrams/data1.xml": DIAGRAM_DATA,
    "word/diagrams/drawing1.xml": DIAGRAM_DRAWING,
}


def themed(latin: str, asian: str) -> dict[str, str | bytes]:
    """Parts of a document whose fonts are those of its theme."""
    return {
        "word/styles.xml": THEMED_STYLES,
        "word/theme/theme1.xml": THEME.format(major=latin, minor=latin, asian=asian),
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS.replace(
            "</Relationships>",
            relations(("rId31", f"{OFFICE}/theme", "theme/theme1.xml")).partition('relationships">')[2],
        ),
    }
