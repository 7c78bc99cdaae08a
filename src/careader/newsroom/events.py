"""What a refresh reports while it goes: plain values that the terminal and the screen both show."""

from __future__ import annotations

from dataclasses import dataclass

from careader.model import Attempt, Failure, Outlet


@dataclass(frozen=True, slots=True)
class OutletDone:
    """One outlet has been asked: how many of its articles were new or updated, or why it gave none.

    `attempts` are the ways that were tried, in order, each with why it gave nothing.
    """

    outlet: Outlet
    done: int
    total: int
    new: int = 0
    updated: int = 0
    unchanged: bool = False
    failure: Failure | None = None
    notes: tuple[str, ...] = ()
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True)
class RateDone:
    """One currency has been asked for: the provider that answered ("" for none), and those that failed before it."""

    currency: str
    provider: str
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryDone:
    """The days of the last months have been asked for: how many of a currency are new."""

    currency: str
    days: int


@dataclass(frozen=True, slots=True)
class StoriesChanged:
    """New articles have been put into stories; what was listed before is out of date."""

    new: int


@dataclass(frozen=True, slots=True)
class RefreshDone:
    """The refresh is over. `reached` says that an outlet answered, or a bank where no outlet is enabled."""

    new: int
    failures: tuple[Failure, ...]
    reached: bool


@dataclass(frozen=True, slots=True)
class PageDone:
    """The page of an article has been asked for: which article has its text, or why the page gave no more."""

    asked: str
    article: str
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class JobFailed:
    """A job came to an end that nobody had foreseen, or could not keep what it got; the others go on."""

    kind: str
    key: str
    failure: Failure


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something is written as soon as another program lets go of the library, or (`over`) has been."""

    failure: Failure
    over: bool = False


@dataclass(frozen=True, slots=True)
class ChangedElsewhere:
    """Another program has written into the library, or changed marks of these articles; or the library was mended."""

    library: bool
    marks: frozenset[str] = frozenset()


Event = (
    OutletDone
    | RateDone
    | HistoryDone
    | StoriesChanged
    | RefreshDone
    | PageDone
    | JobFailed
    | Waiting
    | ChangedElsewhere
)
