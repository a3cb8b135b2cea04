"""What is said of drafts that no package makes at one go: ru→ky by way of English."""

from collections.abc import Iterable

from toolkit.cli.call import Call
from toolkit.errors import ToolkitError
from toolkit.project.settings import ProjectSettings


def tell(call: Call, settings: ProjectSettings, targets: Iterable[str], engine: str) -> None:
    """One line for each direction that goes through another language; a wrong package is told when it is loaded."""
    if engine != "argos":
        return
    from toolkit import packages

    found = packages.discover(settings.package_folders)
    for target in targets:
        try:
            way = packages.route(found, settings.source_language, target)
        except ToolkitError:
            continue
        if len(way) > 1:
            steps = ", then ".join(package.name for package in way)
            call.say(
                f"{way[0].source}→{way[-1].target} is drafted through {way[0].target} ({steps}): "
                "what the first gets wrong the second does not see"
            )
