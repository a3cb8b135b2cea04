"""The main job and its steps: read, extract, update, translate, build; and what is done with catalogs around it.

Open `pipeline` first; `kinds` says what a source can do, `prose` and `messages` are the two kinds that there are.
"""

from toolkit import __version__

GENERATOR = f"toolkit {__version__}"
"""What everything that is written says it was made by."""
