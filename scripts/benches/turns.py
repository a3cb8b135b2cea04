"""Calls timed in turns, so that what else the machine does falls on all of them alike."""

import os
import statistics
import time
from collections.abc import Callable, Sequence


def of_children() -> float:
    """Seconds of processor time of all processes that were started and have ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


def in_turns(
    one: Callable[[], object],
    other: Callable[[], object],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[float, float, float]:
    """Median seconds of each after one warm-up, and the median of the ratios one / other."""
    times: list[tuple[float, float]] = []
    for number in range(rounds + 1):
        pair = []
        for call in (one, other):
            started = clock()
            call()
            pair.append(clock() - started)
        if number:
            times.append((pair[0], pair[1]))
    return (
        statistics.median(a for a, _ in times),
        statistics.median(b for _, b in times),
        statistics.median(a / b for a, b in times),
    )


def timed(calls: Sequence[Callable[[], object]], rounds: int) -> list[list[float]]:
    """Seconds of each call in each round, every round through all of them; without a warm-up."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, seconds in zip(calls, times, strict=True):
            started = time.perf_counter()
            call()
            seconds.append(time.perf_counter() - started)
    return times
