"""What a screen is handed: questions to ask, changes to make, the engine behind it, the clock, and the ways to others.

No Textual here, and no library: screens know `careader.tui.protocols` and `careader.tui.values` alone,
`careader.tui.app` fills them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from careader.tui.keymap import DEFAULT, Keymap

if TYPE_CHECKING:
    from careader.tui.format import Signs
    from careader.tui.protocols import Engine, Reads, Ways, Writes
    from careader.tui.values import Mute, SavedView


@dataclass(slots=True)
class Services:
    """All of it. `reads` and `writes` change when the sample edition gives way to the news.

    `tells_addresses` says that the terminal may be told where links lead, `asks_banks` that the settings let banks be
    asked.
    """

    reads: Reads
    writes: Writes
    engine: Engine
    ways: Ways
    clock: Callable[[], datetime]
    glyphs: Signs
    keys: Keymap = field(default_factory=lambda: DEFAULT)
    tells_addresses: bool = False
    currencies: tuple[str, ...] = ()
    asks_banks: bool = True
    views: tuple[SavedView, ...] = ()
    mutes: tuple[Mute, ...] = ()
