"""The reader in a browser: its door, and the page behind it."""
