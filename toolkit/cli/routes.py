"""What is said of drafts that no package makes at one go, ru→ky by way of English, and of those that none makes."""

import contextlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from toolkit.cli.call import Call
from toolkit.errors import ToolkitError
from toolkit.project.settings import ProjectSettings

if TYPE_CHECKING:
    from toolkit.packages import Package


def tell(call: Call, settings: ProjectSettings, targets: Iterable[str], engine: str) -> None:
    """One line for each direction that goes through another language; a wrong package is told when it is loaded."""
    if engine != "argos":
        return
    for _, way in _ways(settings, targets):
        if len(way) > 1:
            steps = ", then ".join(package.name for package in way)
            call.say(
                f"{way[0].source}→{way[-1].target} is drafted through {way[0].target} ({steps}): "
                "what the first gets wrong the second does not see"
            )


def tell_lacking(call: Call) -> None:
    """One line for each language that was named and that no package drafts into."""
    for target, way in _ways(call.settings, call.named):
        if not way:
            call.say(f"no package drafts into {target}: its catalog is for what people translate")


def _ways(settings: ProjectSettings, targets: Iterable[str]) -> "Iterator[tuple[str, list[Package]]]":
    """Target -> the packages that draft into it, one after the other; none where there is no way."""
    from toolkit import packages

    found = packages.discover(settings.package_folders)
    for target in targets:
        way: list[Package] = []
        with contextlib.suppress(ToolkitError):
            way = [*packages.route(found, settings.source_language, target)]
        yield target, way
