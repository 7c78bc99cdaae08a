"""What kind of value a pair of currencies is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from careader.settings.schema import Say, Where, Wrong
from careader.settings.wording import near, shown


@dataclass(frozen=True, slots=True)
class PairOf:
    """Two of some currencies as EUR/KZT, whatever the case: units of the second for one of the first."""

    codes: Collection[str]

    def read(self, value: Any, path: Where, say: Say) -> str:
        """Return the pair. Raises Wrong."""
        parts = [part.strip().upper() for part in value.split("/", 2)] if isinstance(value, str) else []
        if len(parts) != 2 or len(set(parts)) != 2:
            raise Wrong(f'must be two currencies such as "EUR/KZT", not {shown(value)}')
        for part in parts:
            if part not in self.codes:
                raise Wrong(f"is {shown(value)}{near(part, self.codes)}, but must be two of {', '.join(self.codes)}")
        return "/".join(parts)
