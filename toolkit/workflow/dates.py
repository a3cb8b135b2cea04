"""Dates in metadata lines, localised by rule through Babel; no model ever sees such a line."""

import datetime
import re

from toolkit.languages import localised_moment
from toolkit.units import Draft, plain

MOMENT = re.compile(
    r"(?<![\w-])(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"(?:[ T](?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2}))?)?(?![\w-])"
)


def localise(text: str, target: str) -> Draft:
    """The line with every ISO-like date (and time) written as the target language writes it; the rest is kept.

    A date that no calendar has (2023-02-30) stays as it is.
    """
    import babel

    def replace(match: re.Match[str]) -> str:
        year, month, day = (int(match.group(part)) for part in "ymd")
        try:
            if match.group("H") is None:
                return localised_moment(datetime.date(year, month, day), target)
            hour, minute, second = (int(match.group(part) or 0) for part in "HMS")
            moment = datetime.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - as written, no zone
            return localised_moment(moment, target, seconds=match.group("S") is not None)
        except ValueError:
            return match.group()

    return Draft(plain(MOMENT.sub(replace, text)), score=1.0, signature=f"rule dates, Babel {babel.__version__}")
