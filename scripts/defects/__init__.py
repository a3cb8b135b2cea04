"""A second set of defects, made in other ways than those of scripts/seeded.py: what recall is measured on again.

DEFECTS is the table; each of them puts one defect into a right translation, or says that this one cannot have it.
"""

from defects import codes, content, machine, parts, signs
from defects.row import Defect, Row

DEFECTS: tuple[Defect, ...] = (*codes.DEFECTS, *content.DEFECTS, *machine.DEFECTS, *parts.DEFECTS, *signs.DEFECTS)

__all__ = ["DEFECTS", "Defect", "Row"]
