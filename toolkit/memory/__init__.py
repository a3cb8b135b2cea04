"""The translation memory: what people approved, found again for the same text in another document."""

from toolkit.memory.store import TranslationMemory

__all__ = ["TranslationMemory"]
