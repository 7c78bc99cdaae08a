"""What is kept: articles and quotes in SQLite, marks in TinyDB."""
