"""Quantities: the numbers, dates and amounts of a text as values, so that two languages can be compared.

compare("$24.7 million", "247 млн долларов", "en", "ru") -> (Difference("missing", "24.7 million", …), …)
"""

from toolkit.quantities.comparison import Difference, compare
from toolkit.quantities.figures import reasons_of
from toolkit.quantities.values import Quantity, quantities
from toolkit.quantities.worded import signs_of

__all__ = ["Difference", "Quantity", "compare", "quantities", "reasons_of", "signs_of"]
