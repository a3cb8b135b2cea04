"""The page of an evaluation: one file, no script, no network; plots are SVG inside it."""

from collections.abc import Sequence
from html import escape
from importlib.resources import files
from pathlib import PurePath
from string import Template

from toolkit.errors import UnknownName
from toolkit.languages import language
from toolkit.workflow.evaluation import plots
from toolkit.workflow.evaluation.metrics import LOWER_IS_BETTER, METRICS
from toolkit.workflow.evaluation.results import Comparison, Result, Score

COLOURS = 6
WORST = 25
"""Sentences of each comparison that are shown whole."""
MEGABYTE = 1_000_000


def write(comparisons: Sequence[Comparison], *, samples: int, generator: str = "toolkit", title: str = "") -> bytes:
    """The page as UTF-8."""
    page = Template((files("toolkit.workflow.evaluation") / "page.html").read_text(encoding="utf-8"))
    names = list(dict.fromkeys(_called(comparison) for comparison in comparisons))
    return page.substitute(
        title=escape(title or f"Evaluation: {', '.join(names)}"),
        generator=escape(generator, quote=True),
        samples=samples,
        sections="\n".join(map(_section, comparisons)),
    ).encode("utf-8")


def _section(comparison: Comparison) -> str:
    results = comparison.results
    size = len(results[0].sentences)
    return "\n".join(
        (
            f"<h2>{escape(_called(comparison))}: {escape(_language(comparison.language))}, {size} sentences</h2>",
            '<div class="plots">',
            *(_intervals(metric, results) for metric in METRICS),
            _figure(
                plots.histogram(
                    [(n % COLOURS, [one.chrf for one in result.sentences]) for n, result in enumerate(results)],
                    "Sentences by their chrF",
                ),
                "Sentences by their chrF: " + " ".join(_key(n, result.system) for n, result in enumerate(results)),
            ),
            _scatter(results),
            "</div>",
            _scores(results),
            _faults(results),
            _worst(comparison),
        )
    )


def _called(comparison: Comparison) -> str:
    """The name without its folders."""
    return PurePath(comparison.name).name


def _intervals(metric: str, results: Sequence[Result]) -> str:
    rows = [
        (result.system, n % COLOURS, score.value, score.mean, score.interval)
        for n, result in enumerate(results)
        for score in (result.scores[metric],)
    ]
    caption = f"{metric}{', less is better' if metric in LOWER_IS_BETTER else ''}"
    return _figure(plots.intervals(rows, caption), caption)


def _scatter(results: Sequence[Result]) -> str:
    points = [
        (one.confidence, one.chrf, n % COLOURS)
        for n, result in enumerate(results)
        for one in result.sentences
        if one.confidence is not None
    ]
    if not points:
        return ""
    caption = "Confidence of each draft and its chrF; on the diagonal the confidence is right"
    return _figure(plots.scatter(points, caption), caption)


def _scores(results: Sequence[Result]) -> str:
    head = ("system", *METRICS, "sentences/s", "seconds", "peak MB")
    rows = []
    for n, result in enumerate(results):
        cells = [_score(result.scores[metric]) for metric in METRICS]
        speed = "" if result.rate is None else f"{result.rate:.1f}"
        seconds = f"{result.seconds:.1f}" if result.seconds else ""
        memory = f"{result.memory / MEGABYTE:.0f}" if result.memory else ""
        rows.append((_key(n, result.system), *cells, speed, seconds, memory))
    signatures = "".join(
        f"<li>{escape(result.system)}: <code>{escape(result.signature)}</code></li>" for result in results
    ) + "".join(f"<li>{name}: <code>{escape(results[0].scores[name].signature)}</code></li>" for name in METRICS)
    return _table(head, rows) + f"<details><summary>Signatures</summary><ul>{signatures}</ul></details>"


def _score(score: Score) -> str:
    half = "" if score.interval is None else f" ± {score.interval:.1f}"
    chance = "" if score.p is None else f'<br><span class="soft">p = {score.p:.3f}</span>'
    return f"{score.value:.1f}{half}{chance}"


def _faults(results: Sequence[Result]) -> str:
    names = list(results[0].faults)
    rows = []
    for n, result in enumerate(results):
        size = len(result.sentences) or 1
        cells = []
        for count, silent in result.faults.values():
            unflagged = f'<br><span class="soft">{silent} unflagged</span>' if silent else ""
            cells.append(f"{100 * count / size:.1f} %{unflagged}" if count else "–")
        rows.append((_key(n, result.system), *cells, f"{100 * result.faulty / size:.1f} %"))
    return "<h3>Faults, of all sentences</h3>" + _table(("system", *names, "any"), rows)


def _worst(comparison: Comparison) -> str:
    first = comparison.results[0]
    order = sorted(range(len(first.sentences)), key=lambda index: first.sentences[index].chrf)[:WORST]
    rows = []
    for index in order:
        one = first.sentences[index]
        cells = [escape(one.source), _marked(comparison.language, one.reference)]
        for result in comparison.results:
            made = result.sentences[index]
            faults = ", ".join(fault.name for fault in made.faults)
            told = f'<br><span class="bad">{escape(faults)}</span>' if faults else ""
            text = _marked(comparison.language, made.draft)
            cells.append(f'{text}<br><span class="soft">{made.chrf:.0f}</span>{told}')
        rows.append(cells)
    head = ("source", "people", *(result.system for result in comparison.results))
    return f"<h3>The worst {len(order)} of {escape(first.system)}</h3>" + _table(head, rows, "text")


def _marked(code: str, text: str) -> str:
    try:
        tag = language(code).tag
    except UnknownName:
        tag = code
    return f'<span lang="{escape(tag, quote=True)}">{escape(text)}</span>'


def _language(code: str) -> str:
    try:
        return language(code).english_name
    except UnknownName:
        return code


def _key(number: int, name: str) -> str:
    return f'<span class="key" style="--key: var(--c{number % COLOURS})">{escape(name)}</span>'


def _figure(svg: str, caption: str) -> str:
    said = caption if caption.startswith("Sentences by") else escape(caption)
    return f"<figure>{svg}<figcaption>{said}</figcaption></figure>"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], kind: str = "") -> str:
    """Of cells that are HTML already; the head is text."""
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="scroll"><table class="{kind}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'
