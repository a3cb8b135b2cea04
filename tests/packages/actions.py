"""What several tests do with packages, and how they look at the outcome."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

from toolkit import packages
from toolkit.packages import installation, orders, workplace
from toolkit.packages.download import Patience
from toolkit.packages.index import parse
from toolkit.packages.installation import Options

from .mirror import Mirror

SHORT = Patience(timeout=1.0, attempts=2, pause=0.01)
NAMES_OF_ARGOS = """
    import json, sys, types
    for name in ("stanza", "spacy", "minisbd"):
        sys.modules[name] = types.ModuleType(name)
    from argostranslate import package, settings
    for archive in sys.argv[1:]:
        import zipfile
        zipfile.ZipFile(archive).extractall(path=settings.package_data_dir)  # all that install_from_path does
    found = package.get_installed_packages()
    print(json.dumps(sorted(([p.from_code, p.to_code, p.package_version, p.type] for p in found), key=str)))
"""


class Quiet:
    def __init__(self, label: str) -> None:
        self.label = label

    def __call__(self, done: int, total: int | None) -> None:
        pass

    def __enter__(self) -> "Quiet":
        return self

    def __exit__(self, *_: object) -> None:
        pass


def install(mirror: Mirror, folder: Path, *names: str, source: str = "en", **options: Any) -> list[str]:
    """What each installation came to: `installed en-ky 1.0 instead of 0.9`."""
    done = orders.install(
        names,
        folder,
        source=source,
        index=lambda: parse(mirror.files["/index.json"], f"{mirror.address}index.json"),
        transfer=Quiet,
        options=Options(patience=SHORT, **options),
    )
    return [told(outcome) for outcome in done]


def told(outcome: installation.Outcome) -> str:
    package = outcome.package
    text = f"{outcome.status} {package.source}-{package.target} {package.version}"
    text += "".join(f" instead of {other.version}" for other in outcome.replaced)
    return text + "".join(f" below {other.version}" for other in outcome.newer)


def there(folder: Path) -> list[str]:
    found = packages.discover([folder], starter=False)
    assert found.problems == ()
    return [f"{package.source}-{package.target} {package.version}" for package in found.packages]


def litter(folder: Path) -> list[str]:
    """What lies about beside packages and the lock."""
    work = folder.parent / f".{folder.name}.toolkit"
    files = [path.name for path in folder.iterdir() if path.name != workplace.LOCK and not path.is_dir()]
    return files + [str(path.relative_to(work)) for path in work.rglob("*")] + [work.name] * work.exists()


def argos_sees(folder: Path, *archives: Path) -> list[list[str]]:
    home = folder.parent / "home"
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(NAMES_OF_ARGOS), *archives],
        env={"PATH": os.environ["PATH"], "HOME": str(home), "ARGOS_PACKAGES_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows: list[list[str]] = json.loads(done.stdout.splitlines()[-1])
    return rows
