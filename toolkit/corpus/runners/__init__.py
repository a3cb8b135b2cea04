"""Who drafts shards: this process, worker processes, or a Dask cluster. All call the same core (corpus/drafter.py)."""

from toolkit.corpus.runners.pieces import Runner, Task

__all__ = ["Runner", "Task"]
