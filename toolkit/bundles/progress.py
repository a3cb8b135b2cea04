"""progress.svg: one bar a language, divided into what is reviewed, drafted, fuzzy, stale and untranslated.

Readable without colours (each bar has its numbers beside it), in the dark, and by screen readers.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from html import escape

from toolkit.bundles.legend import COLOURS
from toolkit.errors import BundleError
from toolkit.exchange import units_of
from toolkit.languages import language
from toolkit.units import STATUSES, Bundle

NAME = "progress.svg"
WIDTH, BAR, LABEL, ROW, TOP = 720, 560, 140, 52, 44
"""In pixels: of the picture, of a whole bar, of the names before it, of one language's row, and above the first."""
PAPER = ("#ffffff", "#16181c")
"""Behind the picture, light and dark: a program that shows it in the dark may have any colour of its own."""


def _style(scheme: int) -> str:
    text, soft = (("#222", "#555"), ("#eee", "#bbb"))[scheme]
    bars = "".join(f".{status}{{fill:{pair[scheme]}}}" for status, pair in COLOURS.items())
    return f".p{{fill:{PAPER[scheme]}}}text{{fill:{text}}}.n{{fill:{soft}}}{bars}.untranslated{{stroke:{soft}}}"


STYLE = (
    "text{font:13px system-ui,sans-serif}.n{font-size:12px}.untranslated{fill:none}"
    f"{_style(0)}@media screen and (prefers-color-scheme:dark){{{_style(1)}}}"
)
_SVG = "{http://www.w3.org/2000/svg}"

Counts = dict[str, dict[str, int]]
"""Target language -> status -> number of segments; none that is 0."""


def counted(bundle: Bundle) -> Counts:
    """What the picture shows."""
    found = {}
    for code, units in units_of(bundle).items():
        given = Counter(units[one.key].status if one.key in units else "untranslated" for one in bundle.segments)
        found[code] = {status: given[status] for status in STATUSES if given[status]}
    return found


def write(bundle: Bundle) -> bytes:
    """The picture, the same bytes for the same bundle."""
    counts = counted(bundle)
    shown = [status for status in STATUSES if any(status in row for row in counts.values())]
    title = f"{bundle.document.name}: {len(bundle.segments)} segments"
    height = TOP + ROW * len(counts) + 8
    size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title, quote=False)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="p" width="{WIDTH}" height="{height}"/>',
    ]
    for number, status in enumerate(shown):
        left = LABEL + number * BAR // max(len(shown), 1)
        lines.append(f'<rect x="{left}" y="12" width="12" height="12" rx="2" class="{status}"/>')
        lines.append(f'<text x="{left + 18}" y="23">{status}</text>')
    for number, (code, row) in enumerate(counts.items()):
        lines += _bar(code, row, TOP + number * ROW)
    return "\n".join([*lines, "</svg>", ""]).encode("utf-8")


def _bar(code: str, row: dict[str, int], top: int) -> list[str]:
    name = language(code).english_name
    lines = [f'<g data-language="{code}">', f'<text x="8" y="{top + 18}">{escape(name, quote=False)}</text>']
    total, before = sum(row.values()), 0
    for status, count in row.items():
        left, right = BAR * before / total, BAR * (before + count) / total
        lines.append(
            f'<rect x="{LABEL + left:.2f}" y="{top}" width="{right - left:.2f}" height="24" class="{status}" '
            f'data-status="{status}" data-count="{count}"><title>{count} {status}</title></rect>'
        )
        before += count
    said = " · ".join(f"{count} {status} ({100 * count / total:.0f} %)" for status, count in row.items())
    return [*lines, f'<text class="n" x="{LABEL}" y="{top + 39}">{said or "nothing to translate"}</text>', "</g>"]


def read(data: bytes) -> Counts:
    """What a picture shows. Raises BundleError."""
    try:
        return {
            group.attrib["data-language"]: {
                bar.attrib["data-status"]: int(bar.attrib["data-count"]) for bar in group.iter(f"{_SVG}rect")
            }
            for group in ET.fromstring(data).iter(f"{_SVG}g")  # noqa: S314 - our own bytes
        }
    except (ET.ParseError, KeyError, ValueError) as error:
        raise BundleError(f"is no picture of progress: {error}", path=NAME) from error
