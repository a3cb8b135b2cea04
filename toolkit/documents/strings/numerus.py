"""The plural forms that Qt has for a language, in its order, by the names of CLDR's categories.

The table is that of Qt Linguist (qttools, src/linguist/shared/numerus.cpp): how many `numerusform` a translation has
depends on it, and where it differs from CLDR, Qt's programs still ask for those.
"""

from toolkit.languages import code_of

ONE_FORM = frozenset(
    {"bi", "dz", "fa", "fj", "gn", "hu", "id", "ja", "jv", "ko", "ms", "my", "na", "om", "su", "th", "bo", "tr", "tt",
     "vi", "yo", "za", "zh"}
)  # fmt: skip
FORMS: dict[str, tuple[str, ...]] = {
    "lv": ("one", "other", "zero"),
    **dict.fromkeys(("dv", "iu", "ik", "ga", "gv", "mi", "se", "sm", "sa"), ("one", "two", "other")),
    "gd": ("one", "two", "few", "other"),
    **dict.fromkeys(("sk", "cs"), ("one", "few", "other")),
    "mk": ("one", "two", "other"),
    "lt": ("one", "few", "other"),
    **dict.fromkeys(("be", "ru", "uk"), ("one", "few", "many")),
    **dict.fromkeys(("bs", "hr", "sr"), ("one", "few", "other")),
    "pl": ("one", "few", "many"),
    "ro": ("one", "few", "other"),
    "sl": ("one", "two", "few", "other"),
    "mt": ("one", "few", "many", "other"),
    "cy": ("zero", "one", "few", "many", "other"),
    "ar": ("zero", "one", "two", "few", "many", "other"),
    **dict.fromkeys(("fil", "tl"), ("one", "other", "other")),
}
"""Language -> its forms, where it has neither one alone nor those of English."""


def forms(tag: str) -> tuple[str, ...]:
    """The categories of the forms of a language, by code or locale name."""
    code = code_of(tag).partition("-")[0]
    return ("other",) if code in ONE_FORM else FORMS.get(code, ("one", "other"))
