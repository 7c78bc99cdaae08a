"""A canvas of braille signs: each cell of the terminal is two dots wide and four high."""

from __future__ import annotations

ACROSS, DOWN = 2, 4
"""How many dots a cell has in each direction."""

_BLANK = 0x2800
# The bits of the dots of a cell, line by line (Unicode, "Braille Patterns").
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


class Canvas:
    """Dots in `columns` x `lines` cells; a dot's place is counted from the top left."""

    def __init__(self, columns: int, lines: int) -> None:
        self._cells = [[0] * columns for _ in range(lines)]
        self._columns = columns

    def dot(self, x: int, y: int) -> None:
        """Set a dot; one outside is left out."""
        if 0 <= x < self._columns * ACROSS and 0 <= y < len(self._cells) * DOWN:
            self._cells[y // DOWN][x // ACROSS] |= _BITS[y % DOWN][x % ACROSS]

    def line(self, x: int, y: int, to_x: int, to_y: int) -> None:
        """Draw a straight line from dot to dot, without a hole."""
        steps = max(abs(to_x - x), abs(to_y - y), 1)
        for step in range(steps + 1):
            self.dot(x + round((to_x - x) * step / steps), y + round((to_y - y) * step / steps))

    def rows(self) -> list[str]:
        """Return the lines as text, all of one width; a cell without a dot is a space."""
        return ["".join(chr(_BLANK + cell) if cell else " " for cell in row) for row in self._cells]
