"""What can still be read of a JSON file that is cut off or spoilt."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_MEMBER = re.compile(r'"((?:[^"\\\x00-\x1f]|\\.){1,400}+)"\s{0,20}:\s{0,20}(?=\{)')
_FLAT = re.compile(r'\{(?:[^{}"]++|"(?:[^"\\]++|\\.)*+")*+\}', re.DOTALL)
_LONGEST = 2**16
_FAILURES = 1000


def salvaged(content: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and the members of each object of a spoilt JSON file that is whole and holds no other object.

    An object of more than 64 KB is passed over, and after a thousand that are no JSON nothing more is looked for: so
    the work stays in proportion to the file.
    """
    text = content.decode("utf-8", errors="replace")
    position = failures = 0
    while failures < _FAILURES and (found := _MEMBER.search(text, position)):
        position = found.end()
        flat = _FLAT.match(text, position, position + _LONGEST)
        if flat is None:  # a table, whose records come next, or what was cut off
            failures += 1
            continue
        position = flat.end()
        try:
            yield json.loads(f'"{found[1]}"'), json.loads(flat[0])
        except (ValueError, RecursionError):
            failures += 1
