"""A settings file of any bytes: read as far as it goes, said in bounded plain sentences, and edited or refused."""

from __future__ import annotations

import tempfile
from pathlib import Path

import tomlkit

from careader.newsroom.outlets import _append
from careader.newsroom.settingsfile import edit_settings
from careader.settings import OutletEntry, SettingsError, read_settings
from careader.sources.outlets import outlets, unusable

CORPUS = [
    b'[refresh]\nminutes = 7\n[screen]\ntheme = "nord"\n[[outlet]]\nid = "g"\nurl = "https://g.example/f"\n',
    b'outlet = [{ id = "q", url = "http://127.0.0.1:1/ok" },\n]\n[rates.endpoints]\nnbk = "https://n.example"\n',
    b'\xef\xbb\xbf[[outlet]]\r\nid = "k"\r\n[[outlet.way]]\r\nkind = "feed"\r\nurl = "https://k.example/"\r\n',
    b'a = """\n[x]\n"""\n"b c".d = 1979-05-27T07:32:00Z # e\nf = [1, [2.5e3, inf], {g = true}]\n',
    b"[articles]\nkeep_days = 0x1f\nlanguages = ['ru', 'xx']\n[state]\nfolder = '~/x'\n",
]


def one(content: bytes) -> None:
    """Read a file, and switch an outlet in it."""
    settings = read_settings(content)
    outlets(settings)
    said = (*settings.problems, *unusable(settings))
    if not all(problem.isprintable() and len(problem) < 2000 for problem in said) or len(settings.problems) > 41:
        raise AssertionError(said)
    with tempfile.TemporaryDirectory() as folder:
        _edit(Path(folder) / "settings.toml", content)


def _edit(path: Path, content: bytes) -> None:
    before = read_settings(content)
    path.write_bytes(content)
    try:
        edit_settings(path, {"kloop"}, _switch)
    except SettingsError:
        if path.read_bytes() != content:
            raise AssertionError("a refused change was written") from None
    else:
        after = read_settings(path.read_bytes())
        if (after.refresh_minutes, after.theme) != (before.refresh_minutes, before.theme):
            raise AssertionError("another setting changed")


def _switch(document: tomlkit.TOMLDocument) -> None:
    _append(document, OutletEntry("kloop", enabled=False))
