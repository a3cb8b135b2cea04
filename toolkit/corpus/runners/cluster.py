"""A Dask cluster: workers join and die, and the scheduler knows nothing that would be missed.

A task has the rows in it and gives the drafts back; only the command writes files. Whatever happens to the cluster,
what has a `.done` is done, and the next run hands out the rest.
"""

import contextlib
import http.client
import logging
import queue
import re
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import distributed

from toolkit.corpus.drafter import Drafter, Order, alone
from toolkit.corpus.runners import delivery
from toolkit.corpus.runners.pieces import Board, Piece, Task
from toolkit.engines import Engine
from toolkit.errors import EngineError, ToolkitError, unexpected

_untyped: Any = distributed
"""What has no types."""
IN_FLIGHT = 2
"""Shards that a worker has at a time: one at work, and one so that it need not wait."""
RETRIES = 3
"""Times that a task is tried again where it was not the row."""
LOOK = 0.5
"""Seconds between two looks at who is there."""
LONELY = 5.0
"""Seconds without any worker after which that is said."""
PATIENCE = 10.0
"""Seconds for the scheduler to answer."""


class Cluster:
    """Drafts on the workers of a scheduler that is there."""

    def __init__(
        self, address: str, note: Callable[[str], None], engines: Mapping[str, Engine], *, send: bool = False
    ) -> None:
        """`engines`, by target language, are those of this machine: workers have to draft with the same.

        With `send` they get its packages.
        """
        self.address = address
        self.note = note
        self._engines = engines
        self._send = send

    def run(self, order: Order, tasks: Iterable[Task]) -> Iterator[tuple[Task, bytes]]:
        """(task, the drafted rows) as they are done. Raises EngineError where the scheduler is gone."""
        engine = self._engines[order.target]
        with self._client() as client:
            if self._send and (packages := delivery.packed(engine)):
                client.register_plugin(delivery.Delivery(packages), name=f"toolkit-packages-{order.target}")
            yield from _Run(client, alone(order), Board(order, tasks), self, engine.signature).results()

    @contextlib.contextmanager
    def _client(self) -> Iterator[Any]:
        logging.getLogger("distributed.client").setLevel(logging.ERROR)  # what it gets again is told there as a warning
        try:
            _knock(self.address)
            client = _untyped.Client(self.address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, ImportError) as error:
            raise EngineError(
                f"no Dask scheduler answers at {self.address}; start one with `dask scheduler`"
            ) from error
        try:
            if _is_page(client.dashboard_link):
                self.note(f"the page of the cluster: {client.dashboard_link}")
            yield client
        finally:
            with contextlib.suppress(Exception):  # a scheduler that is gone has nothing left to say
                client.close(timeout=2 if client.status == "running" else 0)

    def gone(self) -> EngineError:
        """What is said where the scheduler is gone."""
        return EngineError(
            f"the scheduler at {self.address} is gone; every shard that came back is kept: start it and its workers "
            "again and give the same command, or leave --scheduler away to finish on this machine"
        )


def _knock(address: str) -> None:
    """Raises OSError at once where nobody listens; Dask would go on trying for long."""
    found = re.fullmatch(r"(?:tcp|tls)://(.+):([0-9]+)", address)
    if found is not None:
        socket.create_connection((found[1].strip("[]"), int(found[2])), PATIENCE).close()


def _is_page(address: str) -> bool:
    """Whether the scheduler has the page that Dask says it has: it may have been started without one."""
    found = urlsplit(address)
    try:
        connection = http.client.HTTPConnection(found.hostname or "", found.port or 80, timeout=1)
        connection.request("GET", found.path)
        return connection.getresponse().status < 400
    except (OSError, http.client.HTTPException, ValueError):
        return False


class _Run:
    """One language on a cluster."""

    def __init__(self, client: Any, order: Order, board: Board, cluster: Cluster, signature: str) -> None:
        self._client, self._order, self._board, self._cluster = client, order, board, cluster
        self._signature = signature
        self._flying: dict[Any, tuple[Any, Piece]] = {}
        self._back: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._workers, self._looked, self._alone = 0, 0.0, time.monotonic()

    def results(self) -> Iterator[tuple[Task, bytes]]:
        """(task, the drafted rows)."""
        while True:
            self._look()
            more = self._hand_out()
            if not self._flying and not more:
                return
            try:
                future = self._back.get(timeout=LOOK)
            except queue.Empty:
                continue
            flown = self._flying.pop(future.key, None)
            if flown is not None and (made := self._landed(*flown)) is not None:
                yield made

    def _look(self) -> None:
        """Who is there?"""
        if self._client.status != "running":
            raise self._cluster.gone()
        now = time.monotonic()
        if now - self._looked < LOOK:
            return
        self._looked = now
        try:
            self._workers = len(self._client.nthreads())
        except Exception as error:
            raise self._cluster.gone() from error
        if self._workers:
            self._alone = now
        elif now - self._alone > LONELY:
            self._cluster.note(f"no worker is at {self._cluster.address}; waiting for `dask worker` to join it")
            self._alone = now + LONELY

    def _hand_out(self) -> bool:
        """Whether there is, or may be, more to hand out."""
        while len(self._flying) < IN_FLIGHT * self._workers:
            piece = self._board.next()
            if piece is None:
                return False
            future = self._client.submit(
                _draft, self._order, piece.data, dict(piece.task.remembered), pure=False, retries=RETRIES
            )
            self._fly(future, piece)
        return True

    def _landed(self, future: Any, piece: Piece) -> tuple[Task, bytes] | None:
        if future.status not in ("finished", "error"):
            self._later(future, piece)
            return None
        try:
            kind, worker, signature, value = future.result(timeout=PATIENCE)
        except distributed.KilledWorker as error:
            return self._board.lost(piece, f"{error.allowed_failures + 1} workers were lost with it")
        except (TimeoutError, distributed.TimeoutError, distributed.CancelledError, OSError):
            self._later(future, piece)
            return None
        except Exception as error:
            raise EngineError(f"a worker of the cluster cannot work ({unexpected(error)}); "
                              "it needs the same version of the toolkit and of its libraries") from error  # fmt: skip
        if kind == "failed":
            raise EngineError(f"the worker {worker}: {value}")
        self._refuse_other(worker, signature)
        return self._board.done(piece, value)

    def _later(self, future: Any, piece: Piece) -> None:
        """The worker that had the drafts died before they were fetched: Dask has them made again, or they are here."""
        if self._client.status != "running":
            raise self._cluster.gone()
        if future.status in ("pending", "finished"):
            self._fly(future, piece)
        else:
            self._board.put_back(piece)

    def _fly(self, future: Any, piece: Piece) -> None:
        self._flying[future.key] = future, piece
        future.add_done_callback(self._back.put)

    def _refuse_other(self, worker: str, signature: str) -> None:
        """Raises EngineError where a worker drafts with something else than this machine would."""
        if signature != self._signature:
            raise EngineError(
                f"the worker {worker} drafts with {signature}, and this machine with {self._signature}; "
                "install the same package there, share its folder, or say --send-packages"
            )


_drafters: dict[str, Drafter] = {}
_turn = threading.Lock()


def _draft(order: Order, data: bytes, remembered: dict[str, tuple[str, str]]) -> tuple[str, str, str, Any]:
    """What a worker does: (done or failed, its name, the signature, drafts or why), one at a time a process."""
    worker = distributed.get_worker()
    with _turn:
        try:
            if (folder := delivery.place(worker)).is_dir():
                settings = order.settings
                order = replace(order, settings=replace(settings, package_folders=(folder, *settings.package_folders)))
            key = repr(order)
            if key not in _drafters:
                _drafters.clear()  # one loaded model each
                _drafters[key] = Drafter(order)
            drafter = _drafters[key]
            return "done", worker.address, drafter.signature, drafter.draft(data, remembered)
        except ToolkitError as error:
            return "failed", worker.address, "", str(error)
