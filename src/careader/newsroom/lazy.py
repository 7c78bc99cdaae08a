"""Parts of an object that are made at their first use."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class when_used(Generic[T]):  # noqa: N801 - it stands where `property` stands
    """A property that is made at its first use, once, whichever thread is first; it may be set to another value.

    `functools.cached_property` has one lock for all objects before Python 3.12, and none after.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, parts: None, owner: type) -> Self: ...

    @overload
    def __get__(self, parts: object, owner: type) -> T: ...

    def __get__(self, parts: object | None, owner: type) -> Self | T:
        """Make it; the next use finds it in the object itself, and does not come here."""
        if parts is None:
            return self
        with parts.__dict__.setdefault(f"{self._name} is made", RLock()):
            if self._name not in parts.__dict__:
                parts.__dict__[self._name] = self._make(parts)
            made: T = parts.__dict__[self._name]
            return made
