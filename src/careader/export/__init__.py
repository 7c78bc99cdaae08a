"""Articles and stories as they leave careader: plain text, Markdown, one HTML file.

What comes from outside is text in each of them and nothing else: no markup, no control characters, and links only to
the web.
"""
