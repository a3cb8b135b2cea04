"""Argos packages: where they lie, what they say of themselves, which ones serve a direction; the embedded starters.

Fetching, installing, removing and verifying them are in `index`, `download`, `archive`, `installation` and
`verification`, which a command loads when it needs them: nothing here opens a connection.
"""

from typing import TYPE_CHECKING

from toolkit import lazily

if TYPE_CHECKING:
    from toolkit.packages.discovery import Discovery, choose, discover, route
    from toolkit.packages.locations import default_folders, index_address, index_copy, starter_folder
    from toolkit.packages.package import Package, byte_pairs, open_package

__getattr__ = lazily(
    __name__,
    {
        "toolkit.packages.discovery": "Discovery choose discover route",
        "toolkit.packages.locations": "default_folders index_address index_copy starter_folder",
        "toolkit.packages.package": "Package byte_pairs open_package",
    },
)

__all__ = [
    "Discovery",
    "Package",
    "byte_pairs",
    "choose",
    "default_folders",
    "discover",
    "index_address",
    "index_copy",
    "open_package",
    "route",
    "starter_folder",
]
