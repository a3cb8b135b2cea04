"""What a window posts: a JSON object of which nothing is believed."""

from typing import Any

from toolkit.errors import UsageError
from toolkit.review.saving import Wish


class Asked:
    """The JSON object of a request; every field is looked at before it is used."""

    def __init__(self, value: Any) -> None:
        """Raises UsageError for what is no object."""
        if not isinstance(value, dict):
            raise UsageError("the body must be a JSON object")
        self._value = value

    def text(self, name: str, default: str | None = None) -> str:
        """A string. Raises UsageError."""
        found = self._value.get(name, default)
        if not isinstance(found, str):
            raise UsageError(f"{name!r} must be a string")
        return found

    def flag(self, name: str) -> bool:
        """True or false; false where it is missing. Raises UsageError."""
        found = self._value.get(name, False)
        if not isinstance(found, bool):
            raise UsageError(f"{name!r} must be true or false")
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings; () where it is missing. Raises UsageError."""
        found = self._value.get(name, [])
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise UsageError(f"{name!r} must be a list of strings")
        return tuple(found)

    def table(self, name: str) -> dict[str, str]:
        """An object of strings. Raises UsageError."""
        found = self._value.get(name, {})
        if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
            raise UsageError(f"{name!r} must be an object of strings")
        return dict(found)

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number. Raises UsageError."""
        found = self._value.get(name, default)
        if not isinstance(found, int) or isinstance(found, bool):
            raise UsageError(f"{name!r} must be a whole number")
        return found

    def wish(self) -> Wish:
        """What a window wants to save. Raises UsageError."""
        return Wish(
            self.text("work"), self.text("target"), self.text("key"), self.text("version", ""), self.texts("forms"),
            self.text("action", "type"), self.text("window", ""), self.text("visit", ""), self.text("by", ""),
            self.flag("anyway"), self.text("typed_in", ""), self.number("at", 0),
        )  # fmt: skip
