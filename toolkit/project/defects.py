"""Where the traceback of a defect goes: into a file that is named, or with TOOLKIT_DEBUG to who asks."""

from toolkit.project.settings import debugging


def traceback_of(error: BaseException) -> str:
    """The end of a sentence about what nobody expected: the file with its traceback, or that itself."""
    import tempfile
    import traceback

    text = "".join(traceback.format_exception(error))
    if debugging():
        return f"\n{text}"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="toolkit-", suffix=".txt", encoding="utf-8", errors="replace", delete=False
        ) as file:
            file.write(text)
    except OSError:
        return "; TOOLKIT_DEBUG=1 shows where"
    return f"; report it with {file.name}, or see where with TOOLKIT_DEBUG=1"
