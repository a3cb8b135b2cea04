"""Two calls timed in turns."""

import statistics
import time
from collections.abc import Callable


def in_turns(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Median seconds of each after one warm-up, and the median of the ratios one / other."""
    times: list[tuple[float, float]] = []
    for number in range(rounds + 1):
        pair = []
        for call in (one, other):
            started = time.perf_counter()
            call()
            pair.append(time.perf_counter() - started)
        if number:
            times.append((pair[0], pair[1]))
    return (
        statistics.median(a for a, _ in times),
        statistics.median(b for _, b in times),
        statistics.median(a / b for a, b in times),
    )
