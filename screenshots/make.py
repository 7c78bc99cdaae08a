"""Write the screenshots: `python screenshots/make.py [NAME ...]`.

They show the real app with the sample edition, each as SVG and PNG. Every run gives the same files: the clock stands
still and the time zone is UTC. PNG needs `pip install '.[screenshots]'` and the Cairo library. `browser`, which is
taken only where it is named, needs Chromium and `'.[test]'`, and shows the time of the machine.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from careader import words
from careader.newsroom.sampling import SampleNewsroom
from careader.settings import Settings
from careader.tui.app import make_app

NOW = datetime(2026, 9, 29, 9, 30, tzinfo=UTC)
"""When the screenshots are taken; the rates of the sample edition are of that day."""

FONTS = "DejaVu Sans Mono, Menlo, Consolas, monospace"
"""Fonts that are there without the network; CairoSVG takes the first."""

_DOTS = re.compile(
    r'<text ([^<>]*?)x="([\d.]+)"([^<>]*?) textLength="[\d.]+"([^<>]*)>((?:&#160;)*)([^<]*[\u2801-\u28ff])'
)
"""The beginning of a line of a chart. The font has no signs of dots; its sister has, with blanks of another width."""

_CELL = 12.04
"""How wide a letter of the font is in a picture."""

_WEB_FONT = re.compile(r"\s*@font-face \{.*?\n    \}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shot:
    """One screenshot: the size of the terminal in cells, the keys pressed before it is taken, theme and language.

    With `outlets` the list of outlets is the one that careader comes with.
    """

    width: int
    height: int
    keys: tuple[str, ...] = ()
    theme: str = ""
    outlets: bool = False
    language: str = "en"


# Two stories read, one starred, and the cursor on one that two outlets tell.
_READ_SOME = ("m", "j", "j", "s", "j", "j", "m", "k", "k", "k")

SHOTS: dict[str, Shot] = {
    "main": Shot(120, 36, _READ_SOME),
    "table": Shot(120, 36, (*_READ_SOME, "d")),
    "narrow": Shot(80, 24, _READ_SOME),
    "narrow-article": Shot(80, 24, (*_READ_SOME, "enter")),
    "filtered": Shot(120, 36, (*_READ_SOME, "1", "5", "u")),
    "search": Shot(120, 36, (*_READ_SOME, "slash", *"som", "enter")),
    "story": Shot(160, 40, (*_READ_SOME, "t")),
    "versions": Shot(120, 36, (*_READ_SOME, "t", "v")),
    "rates": Shot(120, 36, ("dollar_sign", "j")),
    "outlets": Shot(120, 36, ("O",), outlets=True),
    "help": Shot(120, 36, ("question_mark",)),
    "light": Shot(120, 36, _READ_SOME, theme="careader-light"),
    "russian": Shot(120, 36, (*_READ_SOME, "5"), language="ru"),
    "wide": Shot(200, 50, _READ_SOME),
}


async def svg_of(shot: Shot) -> str:
    """Press the keys in the sample edition and give the screen as SVG."""
    words.use(shot.language)
    with SampleNewsroom(Settings(ascii=False, theme=shot.theme), now=lambda: NOW) as newsroom:
        if shot.outlets:
            newsroom.settings = Settings(ascii=False)
        app = make_app(newsroom, demo=True, fetch=False)
        async with app.run_test(size=(shot.width, shot.height)) as pilot:
            await pilot.pause()
            await pilot.press(*shot.keys)
            await pilot.pause()
            svg = app.export_screenshot()
    return _DOTS.sub(_dots, _WEB_FONT.sub("", svg).replace("Fira Code, monospace", FONTS))


def _dots(line: re.Match[str]) -> str:
    """Put the dots of a chart where they belong without the blanks before them, cell by cell."""
    before, x, between, after, blanks, dots = line.groups()
    first = float(x) + blanks.count("&") * _CELL
    places = " ".join(f"{first + number * _CELL:.1f}" for number in range(len(dots.replace("&#160;", " "))))
    return f'<text font-family="DejaVu Sans" {before}x="{places}"{between}{after}>{dots}'


async def browser() -> bytes:
    """Serve the reader, with an outlet out of reach, to a browser, and return the picture of the sample edition."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.e2e.chromium import opened
    from tests.e2e.test_serving import served
    from tests.newsstand import closed_address

    with TemporaryDirectory() as name:
        folder = Path(name)
        settings = folder / "config/careader/settings.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text(
            "[outlets]\ndefaults = false\n[rates]\nenabled = false\n"
            f'[[outlet]]\nid = "shut"\nurl = "{closed_address()}/feed"\n',
            encoding="utf-8",
        )
        with served(folder) as address:
            await asyncio.sleep(2)
            async with opened(address, folder / "profile") as page:
                await page.until("document.body.classList.contains('-first-byte')")
                await asyncio.sleep(4)
                return await page.picture()


def main(names: list[str]) -> int:
    """Write the screenshots of these names, or all, beside this file."""
    import cairosvg

    if names == ["browser"]:
        (Path(__file__).parent / "browser.png").write_bytes(asyncio.run(browser()))
        return 0
    if unknown := [name for name in names if name not in SHOTS]:
        print(f"there is no screenshot {unknown[0]}; there are {', '.join(SHOTS)}", file=sys.stderr)
        return 2
    os.environ["TZ"] = "UTC"
    time.tzset()
    folder = Path(__file__).parent
    for name in names or SHOTS:
        svg = asyncio.run(svg_of(SHOTS[name]))
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
        cairosvg.svg2png(bytestring=svg.encode(), write_to=str(folder / f"{name}.png"), scale=2)
        print(f"{name}.svg {name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
