"""Fuzzing of what reads untrusted text, no part of the suite: `python -m tests.fuzz NAME [SECONDS]`.

It needs `pip install -e '.[fuzz]'`. What it finds becomes a case of a test.
"""
