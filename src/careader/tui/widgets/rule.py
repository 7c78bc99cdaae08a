"""The rule between two columns: a widget of its own, so that a line that changes beside it does not draw it again."""

from __future__ import annotations

from textual.widget import Widget


class Rule(Widget, can_focus=False):
    """One column with a line down its left edge."""

    DEFAULT_CSS = "Rule { width: 1; height: 1fr; border-left: vkey $faint; }"
