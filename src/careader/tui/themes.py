"""The two themes of careader, quiet grounds and one accent, and the colours that are worked out for every theme."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import App
from textual.color import Color, ColorParseError
from textual.theme import Theme

DARK = Theme(
    name="careader-dark",
    primary="#4fb3bf",
    accent="#4fb3bf",
    secondary="#8aa0a8",
    success="#7fb069",
    warning="#d9a441",
    error="#d9736a",
    foreground="#d8dcde",
    background="#14181a",
    surface="#14181a",
    panel="#20282b",
    dark=True,
)

LIGHT = Theme(
    name="careader-light",
    primary="#0b7285",
    accent="#0b7285",
    secondary="#5c6b70",
    success="#2f7d32",
    warning="#a66a00",
    error="#b3382e",
    foreground="#1d2325",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#ece9e2",
    dark=False,
)

LEAST = 4.6
"""The contrast that every pair of a word's colour and its ground has at least; 4.5 is what WCAG 2 asks for."""

_WORDS = ("accent", "success", "error", "warning")


def begin_with(app: App[None], theme: str) -> None:
    """Let an app begin with a theme, ours where there is no such one: set later, it has every style read again."""
    app.register_theme(DARK)
    app.register_theme(LIGHT)
    app.set_reactive(App.theme, theme if theme in app.available_themes else DARK.name)
    app.set_class(app.current_theme.dark, "-dark-mode", update=False)
    app.set_class(not app.current_theme.dark, "-light-mode", update=False)
    app.stylesheet.set_variables(app.get_css_variables())
    app._refresh_truecolor_filter(app.ansi_theme)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours as WCAG 2 defines it: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in color.rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable(color: Color, grounds: tuple[Color, ...], towards: Color, least: float = LEAST) -> Color:
    """Return a colour, moved towards another no further than is needed to be read on each of some grounds."""
    for step in range(21):
        moved = color.blend(towards, step / 20)
        if all(contrast(moved, ground) >= least for ground in grounds):
            return moved
    return towards


def legible(variables: Mapping[str, str]) -> dict[str, str]:
    """Return colours for the variables of a theme: what is quiet, the rows with the cursor, and words that can be read.

    The row with the cursor has the best contrast of all: its words are black or white, its ground a tint that is
    chosen so. A theme of the terminal's own colours, which nobody knows, gets none.
    """
    try:
        ground, words, accent = (Color.parse(variables[name]) for name in ("background", "foreground", "accent"))
        panel = Color.parse(variables["panel"])
    except (KeyError, ColorParseError):
        ground = words = accent = panel = Color.parse("ansi_default")
    if ground.ansi is not None or words.ansi is not None:
        return {
            **dict.fromkeys(("quiet", "faint", "cursor-words", "rest-words"), "ansi_default"),
            **dict.fromkeys((f"read-{name}" for name in _WORDS), "ansi_default"),
            "cursor-ground": "ansi_bright_black",
            "rest-ground": "ansi_default",
            "hit-words": "ansi_black",
            "hit-ground": "ansi_yellow",
        }
    strong = Color.parse(
        "#ffffff" if contrast(Color.parse("#ffffff"), ground) >= contrast(Color.parse("#000000"), ground) else "#000000"
    )
    words = readable(words, (ground, panel), strong)
    best = contrast(words, ground)
    cursor = next(
        (
            tint
            for tint in (ground.blend(accent, part / 100) for part in range(34, 8, -2))
            if contrast(strong, tint) >= best
        ),
        ground.blend(accent, 0.1),
    )
    rest = ground.blend(words, 0.1)
    grounds = (ground, panel, cursor, rest)
    found = {
        "quiet": readable(ground.blend(words, 0.62), grounds, strong),
        "faint": ground.blend(words, 0.18),
        "cursor-ground": cursor,
        "cursor-words": strong,
        "rest-ground": rest,
        "rest-words": words,
        "hit-ground": accent,
        "hit-words": readable(ground, (accent,), Color.parse("#000000" if _luminance(accent) > 0.18 else "#ffffff")),
    }
    found |= {
        f"read-{name}": readable(Color.parse(variables[name]), grounds, strong) for name in _WORDS if name in variables
    }
    return {name: color.hex for name, color in found.items()}
