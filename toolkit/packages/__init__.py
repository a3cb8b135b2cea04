"""Argos packages: where they lie, what they say of themselves, which ones serve a direction; the embedded starters."""

from toolkit.packages.discovery import Discovery, choose, discover, route
from toolkit.packages.locations import default_folders, starter_folder
from toolkit.packages.package import Package, open_package

__all__ = ["Discovery", "Package", "choose", "default_folders", "discover", "open_package", "route", "starter_folder"]
