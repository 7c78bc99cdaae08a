"""The two themes of careader: quiet grounds and one accent."""

from __future__ import annotations

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
