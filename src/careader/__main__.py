"""`python -m careader`, and the entry point of the `careader` command."""

from __future__ import annotations

import os
import sys

_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def main() -> None:
    """Run the command line."""
    fill_closed_streams()
    from careader.cli import careader

    careader(prog_name="careader")


def fill_closed_streams() -> None:
    """Put the null device in the place of a standard stream that is closed (`careader list >&-`).

    Else the next file that is opened has its number, and gets what is meant for it.
    """
    for number, (name, mode) in enumerate(_STREAMS):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDWR)
            if descriptor != number:
                os.dup2(descriptor, number)
                os.close(descriptor)
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


if __name__ == "__main__":
    main()
