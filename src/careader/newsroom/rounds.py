"""A round of asking: from the first job to when none is under way, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from careader.model import Failure
from careader.newsroom.events import OutletDone, RateDone, RefreshDone
from careader.newsroom.schedule import Job


@dataclass(slots=True)
class Round:
    """Outlets and rates that are being asked, and the answers so far. A new one begins with the first job."""

    is_open: bool = False
    has_rates: bool = False
    outlets: set[str] = field(default_factory=set)
    _answered: set[str] = field(default_factory=set)
    _new: int = 0
    _failures: list[Failure] = field(default_factory=list)
    _reached: bool = False
    _rates_reached: bool = False
    _last: RefreshDone | None = None

    def begin(self, job: Job) -> None:
        """Count a job that begins; one that is neither an outlet nor a rate does not belong to a round."""
        if job.kind not in ("outlet", "rate"):
            return
        if not self.is_open:
            self.__init__(is_open=True, _last=self._last)  # type: ignore[misc]  # everything as it is at first
        if job.kind == "outlet":
            self.outlets.add(job.key)
            self._answered.discard(job.key)
        else:
            self.has_rates = True

    def answered(self, event: OutletDone) -> OutletDone:
        """Count what came of an outlet; return it with how many have been asked of how many."""
        self._answered.add(event.outlet.id)
        self._new += event.new
        if event.failure is None:
            self._reached = True
        else:
            self._failures.append(event.failure)
        return replace(event, done=len(self._answered & self.outlets), total=len(self.outlets))

    @property
    def unanswered(self) -> set[str]:
        """The outlets that nothing has come of yet."""
        return self.outlets - self._answered

    def rated(self, event: RateDone, *, reached: bool) -> None:
        """Count what came of a currency; `reached` says that a bank answered."""
        self._rates_reached = self._rates_reached or reached
        if not event.provider:
            self._failures += event.failures

    def close(self) -> RefreshDone:
        """End the round; where no outlet was asked, a bank counts as reached."""
        self.is_open = False
        reached = self._reached if self.outlets else self._rates_reached
        self._last = RefreshDone(self._new, tuple(self._failures), reached)
        return self._last

    def summary(self) -> RefreshDone:
        """Return what the round came to that has ended last; where nothing was asked, nothing was reached."""
        return self._last or RefreshDone(0, (), reached=False)
