"""Where articles come from: feeds, text captures, OPML."""
