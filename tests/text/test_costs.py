"""No text costs more than its size: what grows with the square would take minutes where this takes seconds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from careader.desk.versions import sentences
from careader.sources.discovery import sitemap_paths
from careader.sources.page_head import read_head_of
from careader.sources.xmltree import balanced
from careader.text.htmltext import prepared

LONG: dict[str, tuple[Callable[[str], object], str]] = {
    "signs at the end of a sentence": (sentences, "!" * 200_000),
    "initials": (sentences, "A. " * 60_000),
    "a tag without end": (balanced, "<rss><" + "a" * 200_000),
    "an attribute without a value": (balanced, "<rss><m " + "a" * 200_000 + "/>"),
    "tags written out without end": (prepared, "&lt;p&gt;x&lt;/p&gt;" + "&lt;a" * 60_000),
    "lines before a sitemap": (lambda text: sitemap_paths("https://o.example/", text), "\n" * 200_000),
    "a type of an article": (
        lambda text: read_head_of(text.encode(), "https://o.example/"),
        '<script type="application/ld+json">{"@type":"' + "a" * 200_000 + '"}</script>',
    ),
}


def test_every_function_that_takes_a_text_from_outside_ends_in_time() -> None:
    command = [sys.executable, "-m", "tests.text.hostile", "60000"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.split("\n")[-2], done.returncode, done.stderr[-500:]) == ("done", 0, "")


@pytest.mark.parametrize(("work", "text"), LONG.values(), ids=LONG)
def test_what_was_quadratic_is_read(work: Callable[[str], object], text: str) -> None:
    """Each of these took minutes; the time limit of the whole suite is the one that they would break."""
    work(text)
