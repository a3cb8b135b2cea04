"""Inline codes for formats that mark them: which opening and closing codes belong together, and their numbers."""

from dataclasses import dataclass

from toolkit.units import Code, Content


@dataclass(frozen=True, slots=True)
class Mark:
    """A code and its part in the sentence."""

    code: Code
    role: str
    """open, close (a pair, well nested) | begin, end (whose partner is not in this sentence) | placeholder."""
    number: int
    """From 1; equal for the two codes of a pair, and for the same code in source and target."""


Marked = tuple[str | Mark, ...]


def marked(content: Content, source: Marked = ()) -> Marked:
    """The content with its codes paired and numbered; in a target, as in its `source`.

    A closing code belongs to the opening one with its id, or else to the innermost that is open. What would cross
    another pair has no partner.
    """
    roles = _roles(content)
    known: dict[tuple[Code, str], list[int]] = {}
    highest = 0
    for mark in source:
        if isinstance(mark, Mark):
            known.setdefault((mark.code, mark.role), []).append(mark.number)
            highest = max(highest, mark.number)
    found: list[str | Mark] = []
    numbers: dict[int, int] = {}
    for index, part in enumerate(content):
        if isinstance(part, str):
            found.append(part)
            continue
        role, partner = roles[index]
        number = numbers.get(partner, 0) if role == "close" else 0
        waiting = known.get((part, role), [])
        if number:
            if number in waiting:
                waiting.remove(number)
        elif waiting:
            number = waiting.pop(0)
        else:
            highest += 1
            number = highest
        numbers[index] = number
        found.append(Mark(part, role, number))
    return tuple(found)


def _roles(content: Content) -> dict[int, tuple[str, int]]:
    """Index of a code -> (role, index of its partner or -1)."""
    roles: dict[int, tuple[str, int]] = {}
    opened: list[int] = []
    for index, part in enumerate(content):
        if isinstance(part, str):
            continue
        if part.kind == "placeholder":
            roles[index] = ("placeholder", -1)
        elif part.kind == "open":
            roles[index] = ("begin", -1)  # until its partner is seen
            opened.append(index)
        else:
            partner = _partner(content, opened, part)
            if partner < 0:
                roles[index] = ("end", -1)
            else:
                del opened[opened.index(partner) :]
                roles[partner], roles[index] = ("open", index), ("close", partner)
    return roles


def _partner(content: Content, opened: list[int], code: Code) -> int:
    ids = {index: part.id for index in opened if isinstance(part := content[index], Code)}
    same = [index for index in opened if ids[index] == code.id]
    if same:
        return same[-1]
    return opened[-1] if opened else -1
