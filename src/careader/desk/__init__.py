"""The editor's desk: which countries an article is about, and which articles tell one story."""
