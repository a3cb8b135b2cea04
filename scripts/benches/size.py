"""What the locked environment for the main job takes on disk, made in a temporary folder."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benches.rows import told

ROOT = Path(__file__).resolve().parent.parent.parent


def run() -> None:
    """What the locked environment for the main job takes on disk, made in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        lock = str(ROOT / "requirements" / "main.lock")
        pip = [
            str(Path(folder, "bin", "python")),
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--require-hashes",
            "-r",
            lock,
        ]
        subprocess.run(pip, check=True)
        total = sum(
            path.lstat().st_size for path in Path(folder).rglob("*") if path.is_file() and not path.is_symlink()
        )
    told("size", "the environment for the main job", total / 1e6, unit="MB", asked=400)
    print(f"size: the environment for the main job takes {total / 1e6:.0f} MB")
