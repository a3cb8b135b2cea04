"""Honest ink: the marks of the states, the legend that is the filter too, and the table of how much there is."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from toolkit.bundles.interface import N_, NN_, in_all, in_all_counted, say
from toolkit.languages import Language, language
from toolkit.units import STATUSES

MARKS = {"drafted": "M", "fuzzy": "?", "stale": "↻", "untranslated": "∅"}
"""Status -> the sign behind a sentence; what is reviewed has none."""
GLOSS = "≈"
"""Added to the sign of a machine draft that is a gloss."""
COLOURS = {
    "reviewed": ("#2e7d4f", "#4fae78"),
    "drafted": ("#b06f00", "#e0a030"),
    "fuzzy": ("#3f6fb5", "#7ba6e8"),
    "stale": ("#8e5aa8", "#c08fdc"),
}
"""Status -> its colour in bars, on light paper and in the dark: 3:1 and more against either. The rest is hollow."""
NAMES = {
    "reviewed": N_("reviewed"),
    "drafted": N_("machine draft"),
    "fuzzy": N_("awaits review"),
    "stale": N_("source has changed"),
    "untranslated": N_("not translated"),
    "doubt": N_("doubtful"),
    "gloss": N_("gloss, no translation"),
}
"""Status, or `doubt` -> what the reader is told; a msgid of the interface."""
MEANINGS = {
    "reviewed": N_("A person has approved this sentence."),
    "drafted": N_("A machine wrote this and nobody has checked it; it may be wrong."),
    "fuzzy": N_("A person wrote this, and it still awaits review."),
    "stale": N_("This translation is of an older version of the sentence."),
    "untranslated": N_("Not translated yet: this is the original."),
}
COUNTED = {
    "reviewed": NN_("%d reviewed", "%d reviewed"),
    "drafted": NN_("%d machine draft", "%d machine drafts"),
    "fuzzy": NN_("%d awaits review", "%d await review"),
    "stale": NN_("%d with a changed source", "%d with changed sources"),
    "untranslated": NN_("%d not translated", "%d not translated"),
    "doubt": NN_("%d doubtful", "%d doubtful"),
}
"""The same with a number before it."""
LEGEND = {
    "reviewed": N_("approved by a person"),
    "drafted": N_("written by a machine and checked by nobody; may be wrong"),
    "fuzzy": N_("written by a person and still to be reviewed"),
    "stale": N_("made for an older version of the source"),
    "untranslated": N_("the original stands there"),
}
"""Status -> what it means, for any number of sentences."""
BANNER = N_("Marked sentences are machine drafts that nobody has checked. They may be wrong.")
ALL_REVIEWED = N_("A person has approved every sentence.")

Counts = Mapping[str, Mapping[str, int]]
"""Target language -> status, or `doubt` -> number of sentences."""


def mark(status: str, code: str, *, gloss: bool = False) -> str:
    """The sign behind a sentence that nobody approved: part of the page itself, so that it survives any reader."""
    if status not in MARKS:
        return ""
    text, tag = say(NAMES["gloss" if gloss else status], code)
    sign = MARKS[status] + (GLOSS if gloss else "")
    return f'<sup class="mark" lang="{tag}" title="{escape(text)}">{sign}</sup>'


def used(counts: Counts) -> list[str]:
    """The statuses that occur, best first, and `doubt` last."""
    return [name for name in (*STATUSES, "doubt") if any(row.get(name) for row in counts.values())]


def chips(counts: Counts) -> str:
    """The legend: one radio button a status that occurs, which shows only its sentences.

    How many there are in the languages that are shown, where there are several, is summed up by the style sheet.
    """
    names = used(counts)
    if names == ["reviewed"]:
        return f'<p class="only">{in_all(ALL_REVIEWED)}</p>'
    if not names:
        return ""
    found = [f'<label><input type="radio" name="only" id="only-all" checked>{in_all(N_("everything"))}</label>']
    for name in names:
        sign = f'<b class="mark" aria-hidden="true">{MARKS[name]}</b> ' if name in MARKS else ""
        ink = "s sample doubt" if name == "doubt" else "s sample"
        data = "" if name == "doubt" else f' data-status="{name}"'
        given = {code: row[name] for code, row in counts.items() if row.get(name)}
        if len(counts) == 1:
            said = f"{in_all_counted(COUNTED[name], sum(given.values()))}</span>"
        else:
            sums = "".join(f'<i class="l-{code}" style="counter-increment:n {one}"></i>' for code, one in given.items())
            said = f'{in_all(NAMES[name])}</span> <small class="sum">{sums}<b></b></small>'
        found.append(
            f'<label><input type="radio" name="only" id="only-{name}">{sign}<span class="{ink}"{data}>{said}</label>'
        )
    return f'<fieldset class="only"><legend>{in_all(N_("Show only"))}</legend>{"".join(found)}</fieldset>'


def table(counts: Counts) -> str:
    """Language × status, with a bar of the shares."""
    names = used(counts)
    head = "".join(f'<th scope="col">{in_all(NAMES[name])}</th>' for name in names)
    label = {name: f'<b class="label">{in_all(NAMES[name])}: </b>' for name in names}
    rows = "".join(
        f'<tr><th scope="row" lang="{language(code).tag}">{escape(language(code).own_name)}</th><td>{bar(row)}</td>'
        + "".join(f"<td>{label[name]}{row.get(name, 0)}</td>" for name in names)
        + "</tr>"
        for code, row in counts.items()
    )
    caption = in_all(N_("Sentences of each language by state"))
    head = f"<thead><tr><td></td><td></td>{head}</tr></thead>"
    return f'<table><caption id="states">{caption}</caption>{head}<tbody>{rows}</tbody></table>'


def bar(row: Mapping[str, int]) -> str:
    """The shares of the states as a bar, none where there is nothing to share; it stands beside the numbers."""
    parts = "".join(f'<i class="b-{name}" style="flex-grow:{row[name]}"></i>' for name in STATUSES if row.get(name, 0))
    return f'<span class="share" aria-hidden="true">{parts}</span>' if parts else ""


def inks() -> str:
    """The style sheet of bars, light and dark."""
    light, dark = (
        "".join(f".b-{status}{{background:{pair[scheme]}}}" for status, pair in COLOURS.items()) for scheme in (0, 1)
    )
    return f"{light}\n@media screen and (prefers-color-scheme:dark){{{dark}}}\n"


def rules(targets: Sequence[str], statuses: Sequence[str]) -> Iterator[str]:
    """The style sheet of the filter: a row stays if a language that is shown has such a sentence in it."""
    for status in statuses:
        chosen = f"header:has(#only-{status}:checked)"
        ink = ".s.doubt" if status == "doubt" else f".s[data-status={status}]"
        yield f"{chosen}~main .pair{{display:none}}\n{chosen}~main {ink}{{background:var(--tint)}}\n"
        for code in targets:
            yield f"{chosen}:has(#show-{code}:checked)~main .pair[data-has~={code}-{status}]{{display:grid}}\n"


def reasons(more: Mapping[str, str]) -> str:
    """What the script shows of a sentence that was chosen: a line a status and, of `more`, a line a doubt."""
    lines = {**MEANINGS, **more}
    return "".join(f'<span data-why="{name}">{in_all(text)}</span>' for name, text in lines.items())


def banners(counts: Counts) -> Iterator[str]:
    """A line for each language that has machine drafts, with its name, in the language of the interface."""
    for code, row in counts.items():
        if row.get("drafted"):
            one = language(code)
            yield f'<p class="banner l-{code}"><b lang="{one.tag}">{escape(one.own_name)}</b>: {in_all(BANNER)}</p>'


def hidden(one: Language) -> str:
    """The selector of the page's head while a language is not to be shown.

    `:has` looks into the head alone: from the root it would walk through every sentence of a book again and again.
    """
    return f"header:has([name=show]:checked):has(#show-{one.code}:not(:checked))"


def columns(languages: Sequence[Language]) -> str:
    """Hides a language whose box is not checked; the order of columns is a variable that the script may set."""
    return "".join(
        f"{hidden(one)}~:is(main,footer) .l-{one.code},{hidden(one)} .l-{one.code}{{display:none}}\n"
        f".l-{one.code}{{order:var(--order-{one.code},{index})}}\n"
        f"[data-copying={one.code}] .pair>:not(.l-{one.code}){{-webkit-user-select:none;user-select:none}}\n"
        for index, one in enumerate(languages)
    ) + (f"@media print{{{hidden(languages[0])}~main .s[data-language]::before{{content:attr(data-seg)}}}}\n")
