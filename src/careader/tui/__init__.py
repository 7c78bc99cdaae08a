"""The screen."""

from __future__ import annotations

import contextlib
import gc
import locale
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from careader import words
from careader.settings import Paths, Settings, load_settings
from careader.tui.signs import is_plain

if TYPE_CHECKING:
    from careader.newsroom import Newsroom

_SHORT = 0.35
"""How many seconds another program's lock is waited for where the process has to end."""


def run(paths: Paths, must_exist: bool, *, demo: bool = False) -> int:
    """Open the reader and give its exit code. Raises SettingsError, NewerDatabaseError and OSError."""
    served = "TEXTUAL_DRIVER" in os.environ  # careader serve puts a browser in the place of the terminal
    if not served and not (sys.stdin.isatty() and sys.stderr.isatty()):
        said = words.told("the reader needs a terminal; careader list prints the stories")
        sys.stderr.write(f"careader: {said}\n")
        return 1
    gc.disable()  # what a start makes stays: until the first paint there is nothing to collect
    settings = load_settings(paths.settings, must_exist=must_exist)
    words.use(settings.language or words.of_locale(os.environ))
    from careader.newsroom import Newsroom
    from careader.newsroom.upgrading import upgrade_notice
    from careader.text.clean import clean
    from careader.tui.app import make_app
    from careader.tui.departure import Departure

    if settings.ascii is None:
        encoding = locale.getpreferredencoding(do_setlocale=False)
        settings = replace(settings, ascii=is_plain(os.environ, encoding, utf8_mode=bool(sys.flags.utf8_mode)))
    if not demo and (notice := upgrade_notice(paths)):
        sys.stderr.write(f"careader: {notice}\n")
        sys.stderr.flush()
    with contextlib.ExitStack() as opened:
        newsroom = opened.enter_context(_sample(settings) if demo else Newsroom(paths, settings, or_empty=True))
        app = make_app(newsroom, demo=demo)
        app.painted = _collect_again

        def save() -> None:
            newsroom.save(_SHORT, leave_copies=True)

        with Departure(save, app.leave, terminal=sys.stdin.fileno()):  # or the pipe from the server
            app.run()
            opened.close()  # watched over too: it waits for other programs, and who has to leave must not
    with contextlib.suppress(OSError):  # the terminal may be gone
        for problem in newsroom.problems:
            sys.stderr.write(f"careader: {clean(problem)}\n")
        if lost := newsroom.unsaved:
            sys.stderr.write(f"careader: {words.told(f'what could not be saved is lost: {lost}')}\n")
    return app.return_code or int(bool(newsroom.unsaved))


def _collect_again() -> None:
    """Collect what is made from here on, and never look through what the start has made."""
    gc.freeze()
    gc.enable()


def _sample(settings: Settings) -> Newsroom:
    """Return the sample edition, which brings along what labels and groups articles."""
    from careader.newsroom.sampling import SampleNewsroom

    return SampleNewsroom(settings)
