"""Words about settings: what stands in the file, what was probably meant, and where it stands."""

from __future__ import annotations

import difflib
import reprlib
from collections.abc import Collection, Mapping, Sequence

__all__ = ["near", "shown", "written"]

_BRIEF = reprlib.Repr()
_BRIEF.maxstring = _BRIEF.maxother = 60


def near(name: object, names: Collection[str]) -> str:
    """Return ` (did you mean ...?)` where one of the names is close, else ""."""
    folded, asked = {known.casefold(): known for known in names}, str(name)[:80].casefold()
    found = difflib.get_close_matches(asked, folded, n=3, cutoff=0.6)
    swapped = [known for known in found if sorted(known) == sorted(asked)]  # two letters in each other's place
    return f" (did you mean {folded[(swapped or found)[0]]}?)" if found else ""


def shown(value: object) -> str:
    """Write a value of the file so that it can be shown: short, and without control characters."""
    try:
        return _BRIEF.repr(value)
    except ValueError:  # a number of more digits than Python writes
        return "a number of very many digits"


def written(path: Sequence[str | int], names: Mapping[int, str]) -> str:
    """Write where a value stands as the file has it: `[rates] minutes`; `names` has the names of rows."""
    parts = [
        part if not isinstance(part, str) or (part.isprintable() and len(part) <= 60) else shown(part) for part in path
    ]
    if len(parts) == 1:
        return f"[{parts[0]}]"
    if isinstance(parts[1], int):
        row = f"[[{parts[0]}]] {names.get(parts[1]) or f'number {parts[1] + 1}'}"
        if len(parts) > 3 and isinstance(parts[3], int):
            row += f": [[{parts[0]}.{parts[2]}]] number {parts[3] + 1}"
            parts[2:4] = []
        return row + "".join(f": {part}" for part in parts[2:])
    *table, last = parts
    return f"[{'.'.join(map(str, table))}] {last}"
