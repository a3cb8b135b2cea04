"""The sentences of a page: a span each, with `data-seg` equal in every language, and all that is to be told of it."""

from collections.abc import Sequence

from toolkit.bundles import interface, legend, links
from toolkit.bundles.doubts import doubts, is_gloss
from toolkit.bundles.ink import attribute, html_of
from toolkit.exchange import units_of
from toolkit.languages import Language
from toolkit.units import STATUSES, Bundle, Finding, Segment


class Sentences:
    """The translations of one page; counts what it was asked for."""

    def __init__(self, bundle: Bundle, languages: Sequence[Language]) -> None:
        self.source, *self.targets = languages
        self.units = units_of(bundle)
        self.counts = {code: dict.fromkeys((*STATUSES, "doubt"), 0) for code in bundle.languages[1:]}
        self.marks = {code: {status: legend.mark(status, code) for status in STATUSES} for code in self.counts}
        self.findings: dict[str, dict[str, list[Finding]]] = {code: {} for code in self.counts}
        for code, findings in bundle.findings.items():
            for finding in findings:
                self.findings[code].setdefault(finding.key, []).append(finding)

    def target(self, segment: Segment, one: Language, has: dict[str, None] | None = None) -> str:
        """A translation with its mark, counted; `has`, of a page with script, gets what its filter looks for."""
        assert segment.place is not None
        unit = self.units[one.code].get(segment.key)
        status = unit.status if unit else "untranslated"
        content = unit.target if unit and unit.target else segment.source
        why = doubts(unit, self.findings[one.code].get(segment.key, ()))
        for name in (status, "doubt") if why else (status,):
            self.counts[one.code][name] += 1
            if has is not None:
                has[f"{one.code}-{name}"] = None
        hints = [interface.say(line, one.code)[0] for line in why.values()]
        if unit and status == "stale":
            hints.append(f"{interface.say(legend.NAMES[status], one.code)[0]}: {unit.previous_source}")
        found = links.attribute(unit) if unit and has is not None else ""
        more = (
            (f' data-doubt="{attribute(" ".join(why))}"' if why else "")
            + (f' title="{attribute(" ".join(hints))}"' if hints else "")
            + (f' lang="{self.source.tag}"' if status == "untranslated" else "")
            + (f' data-links="{found}"' if found else "")
        )
        seg = segment.place.id
        return (
            f'<span class="{"s doubt" if why else "s"}" id="{seg}-{one.code}" data-seg="{seg}" '
            f'data-language="{one.code}" data-status="{status}"{more}>{html_of(content)}</span>'
            f"{legend.mark(status, one.code, gloss=True) if unit and is_gloss(unit) else self.marks[one.code][status]}"
        )


def source_span(segment: Segment) -> str:
    """A sentence of the document."""
    assert segment.place is not None
    seg = segment.place.id
    return f'<span class="s" id="{seg}" data-seg="{seg}">{html_of(segment.source)}</span>'
