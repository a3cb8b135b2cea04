"""Argos packages on their way to the workers of a cluster: sent once to each, also to those that join later."""

import os
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import distributed

from toolkit.corpus.runners.pieces import packages_of
from toolkit.engines import Engine
from toolkit.errors import PackageError
from toolkit.packages import Package
from toolkit.packages.package import ARCHIVE_ENDING
from toolkit.storage.files import sha256, write_atomic

FOLDER = "toolkit-packages"
"""Where they lie, in the folder that Dask gives each worker."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One package as an archive."""

    name: str
    data: bytes
    sha256: str


class Delivery(distributed.WorkerPlugin):
    """Unpacks on a worker what it was sent, and refuses what did not come as it was."""

    def __init__(self, parcels: tuple[Parcel, ...]) -> None:
        self.parcels = parcels

    def setup(self, worker: Any) -> None:
        """Dask calls this on each worker. Raises PackageError."""
        for parcel in self.parcels:
            if sha256(parcel.data) != parcel.sha256:
                raise PackageError(f"the package {parcel.name} did not come as it was sent")
            write_atomic(place(worker) / parcel.name, parcel.data)


def place(worker: Any) -> Path:
    """Where a worker has what it was sent."""
    return Path(worker.local_directory) / FOLDER


def packed(engine: Engine) -> tuple[Parcel, ...]:
    """The packages of an engine; not the starters, which every toolkit has. Raises PackageError, StorageError."""
    return tuple(_parcel(package) for package in packages_of(engine) if package.kind == "installed")


def _parcel(package: Package) -> Parcel:
    if package.is_archive:
        data = package.path.read_bytes()
    else:
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
            for folder, _, names in os.walk(package.path):
                for name in sorted(names):
                    path = Path(folder) / name
                    archive.write(path, f"{package.path.name}/{path.relative_to(package.path).as_posix()}")
        data = made.getvalue()
    return Parcel(
        f"{package.path.stem if package.is_archive else package.path.name}{ARCHIVE_ENDING}", data, sha256(data)
    )
