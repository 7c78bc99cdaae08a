"""`python -m careader`, and the entry point of the `careader` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from careader.cli import careader

    careader(prog_name="careader")


if __name__ == "__main__":
    main()
