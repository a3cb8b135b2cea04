"""What windows are told without asking: server-sent events, and a look at the files that others may have saved.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

LOOK_EVERY = 0.5
"""Seconds between two looks at the files."""
STILL_THERE = 15.0
"""Seconds after which a silent stream says that it is there, so that a broken one is noticed."""
MOST_WAITING = 1000
"""Events that a window may lag behind; then it is told to load everything anew."""


class Hub:
    """The streams that are open; events come from any thread."""

    def __init__(self) -> None:
        """No stream is open yet."""
        self._streams: dict[asyncio.Queue[str], str] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Called within the loop that serves."""
        self._loop = asyncio.get_running_loop()

    def tell(self, kind: str, **said: Any) -> None:
        """Sends an event to every window."""
        if self._loop is None or self._loop.is_closed():
            return
        text = f"event: {kind}\ndata: {json.dumps(said, ensure_ascii=False)}\n\n"
        self._loop.call_soon_threadsafe(self._spread, text)

    def _spread(self, text: str) -> None:
        for stream in self._streams:
            if stream.qsize() >= MOST_WAITING:
                while not stream.empty():
                    stream.get_nowait()
                text = "event: reload\ndata: {}\n\n"
            stream.put_nowait(text)

    def windows(self) -> list[str]:
        """The windows that are there."""
        return sorted(set(self._streams.values()))

    async def stream(self, window: str) -> AsyncIterator[str]:
        """The events of one window from now on."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._streams[queue] = window
        try:
            yield "retry: 1000\nevent: hello\ndata: {}\n\n"
            while True:
                try:
                    text = await asyncio.wait_for(queue.get(), STILL_THERE)
                except asyncio.TimeoutError:
                    text = ": still there\n\n"
                if not text:
                    return
                yield text
        finally:
            self._streams.pop(queue, None)

    def close(self) -> None:
        """Ends every stream, so that the server can stop."""
        for stream in self._streams:
            stream.put_nowait("")

    def close_soon(self) -> None:
        """The same from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.close)

    async def watch(self, look: Callable[[], None]) -> None:
        """Calls `look` again and again, in a thread of its own."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            await asyncio.to_thread(look)
