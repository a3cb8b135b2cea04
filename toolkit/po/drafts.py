"""The comment by which an entry says that its translation is a machine's draft."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.units import Origin

HASH_LENGTH = 12
"""Hexadecimal digits of the SHA-256 of a draft."""
DRAFT = re.compile(
    r"#\s*Draft: (?P<signature>.*?\S)(?:, confidence (?P<score>[01]\.\d\d))?"
    rf"(?:, flags: (?P<flags>[a-z][a-z -]*))?, (?P<hash>[0-9a-f]{{{HASH_LENGTH}}})"
)


def draft_hash(*forms: str) -> str:
    """What a draft comment says of the text that it was written for; of a plural message, of all its forms together."""
    import hashlib

    # With NUL between them, as in a .mo file: no text of a catalog holds one.
    return hashlib.sha256("\0".join(forms).encode()).hexdigest()[:HASH_LENGTH]


def draft_comment(forms: str | Sequence[str], origin: "Origin") -> str:
    """`Draft: …`, without the `#`. The kinds `rule` and `memory` begin the signature."""
    forms = (forms,) if isinstance(forms, str) else forms
    signature = " ".join((origin.signature or origin.name).split()) or origin.kind
    if origin.kind in ("rule", "memory") and signature.split(" ")[0] != origin.kind:
        signature = f"{origin.kind} {signature}"
    score = "" if origin.score is None else f", confidence {min(max(origin.score, 0.0), 1.0):.2f}"
    flags = f", flags: {' '.join(origin.flags)}" if origin.flags else ""
    return f"Draft: {signature}{score}{flags}, {draft_hash(*forms)}"
