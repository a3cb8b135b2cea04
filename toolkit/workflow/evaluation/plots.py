"""Plots as inline SVG: they take their colours from the style sheet of the page, so that they are right in the dark."""

from collections.abc import Sequence
from html import escape

WIDTH, ROW, LEFT, RIGHT = 420, 22, 130, 50
"""Units of the drawing: its width, the height of a row, room for names and for numbers."""
BINS = 10
BARS = 120
"""Height of the tallest bar."""
MOST_POINTS = 1500


def intervals(rows: Sequence[tuple[str, int, float, float | None, float | None]], label: str) -> str:
    """A dot for each (system, its number, score, mean, half interval), with a line as long as the 95 % interval."""
    most = max([100.0, *(value for _, _, value, _, _ in rows)])
    height = ROW * len(rows) + ROW

    def x(value: float) -> float:
        return LEFT + max(0.0, min(value, most)) / most * (WIDTH - LEFT - RIGHT)

    parts = [_axis(x, most, height)]
    for line, (name, number, value, mean, half) in enumerate(rows):
        y = ROW * line + ROW / 2
        parts.append(f'<text x="{LEFT - 10}" y="{y + 4:.0f}" class="name">{escape(_short(name))}</text>')
        if mean is not None and half is not None:
            ends = x(mean - half), x(mean + half)
            parts.append(f'<line x1="{ends[0]:.1f}" x2="{ends[1]:.1f}" y1="{y}" y2="{y}" class="s{number} whisker"/>')
        parts.append(f'<circle cx="{x(value):.1f}" cy="{y}" r="4.5" class="s{number}"/>')
        parts.append(f'<text x="{WIDTH - RIGHT + 10}" y="{y + 4:.0f}">{value:.1f}</text>')
    return _svg(height, label, parts)


def histogram(systems: Sequence[tuple[int, Sequence[float]]], label: str) -> str:
    """How many sentences of each (number of a system, chrF of its sentences) fall into each tenth from 0 to 100."""
    counts = []
    for number, values in systems:
        bins = [0] * BINS
        for value in values:
            bins[min(BINS - 1, int(value / 100 * BINS))] += 1
        counts.append((number, bins))
    tallest = max((count for _, bins in counts for count in bins), default=0) or 1
    step = (WIDTH - 40) / BINS
    wide = (step - 8) / max(1, len(counts))
    parts = [f'<line x1="30" x2="{WIDTH - 10}" y1="{BARS + 10}" y2="{BARS + 10}" class="axis"/>']
    parts += [
        f'<text x="{30 + at * step:.1f}" y="{BARS + 26}" class="tick">{at * 100 // BINS}</text>'
        for at in range(BINS + 1)
    ]
    for place, (number, bins) in enumerate(counts):
        for at, count in enumerate(bins):
            if count:
                tall = count / tallest * BARS
                left = 30 + at * step + 4 + place * wide
                parts.append(
                    f'<rect x="{left:.1f}" y="{BARS + 10 - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}" '
                    f'class="s{number}"><title>{count} of {sum(bins)}</title></rect>'
                )
    return _svg(BARS + 34, label, parts)


def scatter(points: Sequence[tuple[float, float, int]], label: str) -> str:
    """(confidence from 0 to 1, chrF from 0 to 100, number of the system); the diagonal is a promise that was kept."""
    size = 240
    shown = points[:: len(points) // MOST_POINTS + 1]
    parts = [
        f'<rect x="40" y="10" width="{size}" height="{size}" class="frame"/>',
        f'<line x1="40" y1="{size + 10}" x2="{size + 40}" y2="10" class="axis"/>',
        f'<text x="{40 + size / 2}" y="{size + 40}" class="tick">confidence</text>',
        f'<text x="{size + 50}" y="{10 + size / 2}">chrF / 100</text>',
    ]
    for tick in (0.0, 0.5, 1.0):
        parts.append(f'<text x="{40 + tick * size}" y="{size + 26}" class="tick">{tick:g}</text>')
        parts.append(f'<text x="32" y="{size + 14 - tick * size}" class="name">{tick:g}</text>')
    for confidence, chrf, number in shown:
        cx, cy = 40 + confidence * size, 10 + size - min(chrf, 100) / 100 * size
        parts.append(f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="2" class="s{number} point"/>')
    return _svg(size + 48, label, parts)


def _axis(x: object, most: float, height: int) -> str:
    assert callable(x)
    lines = []
    for tick in range(0, int(most) + 1, 20):
        lines.append(f'<line x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="0" y2="{height - ROW}" class="grid"/>')
        lines.append(f'<text x="{x(tick):.1f}" y="{height - 6}" class="tick">{tick}</text>')
    return "".join(lines)


def _svg(height: float, label: str, parts: Sequence[str]) -> str:
    said = escape(label, quote=True)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{said}"><title>{escape(label)}</title>'
        + "".join(parts)
        + "</svg>"
    )


def _short(name: str) -> str:
    return name if len(name) <= 22 else f"{name[:21]}…"
