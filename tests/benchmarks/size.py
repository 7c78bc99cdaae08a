"""How much careader takes on the disk with all that it needs: `size`. It reads what is installed here.

Megabytes of each distribution in the closure of its requirements, and of those that would go with one requirement.
"""

from __future__ import annotations

from collections import deque
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement


def main(arguments: list[str]) -> int:
    """Print a line for each distribution."""
    whole = _closure("careader")
    for name, size in sorted(whole.items(), key=lambda entry: -entry[1]):
        print(f"{size / 1e6:6.1f} MB  {name}")
    print(f"{sum(whole.values()) / 1e6:6.1f} MB  in all; the aim is under 40")
    for needed in _needs("careader"):
        alone = set(whole) - set(_closure("careader", without=needed))
        if len(alone) > 1:
            print(f"{sum(whole[name] for name in alone) / 1e6:6.1f} MB  go with {needed}: {', '.join(sorted(alone))}")
    return 0


def _closure(name: str, *, without: str = "") -> dict[str, int]:
    """Return the bytes of a distribution and of all that it needs, by name."""
    found: dict[str, int] = {}
    waiting = deque([name])
    while waiting:
        one = waiting.popleft()
        if one in found or one == without:
            continue
        try:
            files = distribution(one).files or ()
        except PackageNotFoundError:
            continue
        found[one] = sum(path.stat().st_size for file in files if (path := file.locate()).is_file())  # type: ignore[attr-defined]
        waiting.extend(_needs(one))
    return found


def _needs(name: str) -> list[str]:
    requirements = (Requirement(line) for line in distribution(name).requires or ())
    return [
        one.name.lower().replace("_", "-")
        for one in requirements
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", "http2", "socks"))
    ]
