"""What people call a package, `ky`, `en-ky`, `en_ky==1.4`, `translate-en_ky-1_4`, and which offers that means."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from toolkit.errors import PackageError, UnknownName
from toolkit.languages import code_of
from toolkit.packages.discovery import PIVOT
from toolkit.packages.versions import rank, same


class Offer(Protocol):
    """A package that there is somewhere: installed, in a folder, in the index."""

    @property
    def source(self) -> str:
        """The toolkit's code of the language it translates from."""
        ...

    @property
    def target(self) -> str:
        """The toolkit's code of the language it translates into."""
        ...

    @property
    def version(self) -> str:
        """As the metadata have it."""
        ...


LONGEST = 100
"""Characters of a name whose version is looked for."""
O = TypeVar("O", bound=Offer)  # noqa: E741


@dataclass(frozen=True, slots=True)
class Wanted:
    """A direction, and the version where one was named."""

    source: str
    target: str
    version: str = ""


def parse(name: str, offers: Sequence[Offer], source: str) -> Wanted:
    """Reads what a person wrote; a lone language means into it from `source`.

    A hyphen may divide two languages or belong to one (`en-zh-Hant`), so that only the languages of the offers tell.
    Raises UnknownName with the names that there are.
    """
    text, _, version = (part.strip() for part in name.partition("=="))
    text = text.removeprefix("translate-").removesuffix(".argosmodel")
    if not version and len(text) <= LONGEST and (dated := re.fullmatch(r"(.+[_→].+)-(\d+(?:_\d+)*)", text)):
        text, version = dated[1], dated[2]
    words = re.split(r"[-_→]", text)
    codes = {source, *(code for offer in offers for code in (offer.source, offer.target))}
    for cut in range(1, len(words)):
        first, second = code_of("-".join(words[:cut])), code_of("-".join(words[cut:]))
        if first in codes and second in codes and code_of("-".join(words)) not in codes:
            return Wanted(first, second, version)
    if code_of("-".join(words)) in codes:
        return Wanted(source, code_of("-".join(words)), version)
    raise unknown(name, offers)


def select(name: str, offers: Sequence[O], source: str) -> tuple[O, ...]:
    """The offers that serve `name`: the newest, or the version that was named, of one direction; or, where there is
    no such direction, those of both halves of the way through English.

    Raises UnknownName, and PackageError where only the version is missing.
    """
    wanted = parse(name, offers, source)
    direct = every(wanted, offers)
    if direct:
        return (_best(direct, wanted.version),)
    first = every(Wanted(wanted.source, PIVOT), offers)
    second = every(Wanted(PIVOT, wanted.target), offers)
    if wanted.version or not first or not second:
        raise unknown(name, offers)
    return _best(first, ""), _best(second, "")


def matching(name: str, offers: Sequence[O], source: str) -> list[O]:
    """Every offer of the direction, or of the direction and version, that `name` names. Raises as `select` does."""
    wanted = parse(name, offers, source)
    found = every(wanted, offers)
    if not found:
        raise unknown(name, offers)
    return [_best(found, wanted.version)] if wanted.version else found


def every(wanted: Wanted, offers: Iterable[O]) -> list[O]:
    """All offers of a direction."""
    return [offer for offer in offers if (offer.source, offer.target) == (wanted.source, wanted.target)]


def unknown(name: str, offers: Iterable[Offer]) -> UnknownName:
    """The error that lists what could have been meant."""
    return UnknownName("package", name, sorted({f"{offer.source}-{offer.target}" for offer in offers}))


def _best(offers: Sequence[O], version: str) -> O:
    if not version:
        return max(offers, key=lambda offer: rank(offer.version))
    for offer in offers:
        if same(offer.version, version):
            return offer
    known = ", ".join(sorted({offer.version or "one without a version" for offer in offers}))
    raise PackageError(f"no {offers[0].source}→{offers[0].target} of version {version}; there are: {known}")
