"""careader, the terminal news reader for Central Asia."""

__version__ = "0.1.0"
