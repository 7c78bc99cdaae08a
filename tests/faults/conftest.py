"""The user of the commands, here too."""

from tests.cli.conftest import library, paths, run

__all__ = ["library", "paths", "run"]
