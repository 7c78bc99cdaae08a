"""Programs as they are once installed: their bytecode is kept, which a checkout may not do."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache


@cache
def _folder() -> str:
    folder = tempfile.mkdtemp(prefix="bytecode-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def installed(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which Python keeps bytecode; a first run writes it."""
    kept = {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": _folder()}
