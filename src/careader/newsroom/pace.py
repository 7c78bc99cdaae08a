"""How often something may be done that takes longer the more there is of it, such as grouping during a refresh."""

from __future__ import annotations


class Pace:
    """One at a time; after one the next waits `times` as long as that took, but at least `least` seconds.

    The time is handed in, in seconds of any clock that only goes forward.
    """

    def __init__(self, *, least: float = 1.0, times: float = 10.0) -> None:
        self._least = least
        self._times = times
        self._begun: float | None = None
        self._next = float("-inf")

    def may_begin(self, now: float) -> bool:
        """Say whether the next may begin."""
        return self._begun is None and now >= self._next

    def begin(self, now: float) -> None:
        """Note that one begins."""
        self._begun = now

    def end(self, now: float) -> None:
        """Note that it has ended, well or not."""
        took = 0.0 if self._begun is None else max(0.0, now - self._begun)
        self._begun, self._next = None, now + max(self._least, self._times * took)
