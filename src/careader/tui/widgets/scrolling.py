"""A scrollbar that learns of another length without being drawn as a whole."""

from __future__ import annotations

from textual.geometry import Region
from textual.scrollbar import ScrollBar


def set_length(bar: ScrollBar, lines: int, window: int) -> None:
    """Tell a vertical scrollbar how many lines there are and how many are seen; only the cells that change are drawn.

    A bar as high as the window costs sixty bytes a line, and most of it stays as it is from one article to the next.
    """
    before = _cells(bar)
    bar.set_reactive(ScrollBar.window_size, window)
    bar.set_reactive(ScrollBar.window_virtual_size, lines)
    after = _cells(bar)
    if len(before) != len(after):
        bar.refresh()
        return
    for line, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            bar.refresh(Region(0, line, bar.size.width, 1))


def _cells(bar: ScrollBar) -> list[object]:
    """Return what a bar shows from the top down, a glyph and its style for each line."""
    if not bar.size:
        return []
    is_long = bar.window_size < bar.window_virtual_size
    shown = bar.renderer.render_bar(
        size=bar.size.height,
        virtual_size=bar.window_virtual_size,
        window_size=bar.window_size if is_long else 0,
        position=bar.position,
        vertical=True,
    )
    return list(shown.segments)
