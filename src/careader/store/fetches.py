"""What the last refresh learnt of each outlet and host; it lies in the cache folder and can be lost without loss."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from careader.model import Code, Failure
from careader.net import Pause
from careader.store.atomic import write_atomically


@dataclass(slots=True)
class Fetch:
    """The state of one outlet: what is remembered of its ways, as JSON, and how the last round of trying them ended."""

    ways: str = ""
    reached_at: datetime | None = None
    failure: Failure | None = None


@dataclass(slots=True)
class Asked:
    """How the last round of asking for a currency ended: who answered, who failed before, why to doubt the value.

    `asked_at` is when it began, `history_at` when the days of the last months were asked for.
    """

    provider: str = ""
    failures: list[Failure] = field(default_factory=list)
    note: str = ""
    asked_at: datetime | None = None
    history_at: datetime | None = None


@dataclass(slots=True)
class FetchLog:
    """All of it. `library` names the database that the fetched articles went into: for another one it is void."""

    path: Path
    library: str
    outlets: dict[str, Fetch] = field(default_factory=dict)
    hosts: dict[str, Pause] = field(default_factory=dict)
    currencies: dict[str, Asked] = field(default_factory=dict)
    refreshed_at: datetime | None = None

    @classmethod
    def load(cls, path: Path, library: str) -> FetchLog:
        """Read the file; one that is missing, unreadable or about another database gives an empty log."""
        log = cls(path, library)
        try:
            content = json.loads(path.read_bytes())
            if content["library"] != library:
                return log
            log.outlets = {key: _fetch(entry) for key, entry in content["outlets"].items()}
            log.hosts = {host: _pause(pause) for host, pause in content["hosts"].items()}
            log.currencies = {code: _asked(entry) for code, entry in content["currencies"].items()}
            log.refreshed_at = _time(content["refreshed_at"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls(path, library)
        return log

    def save(self) -> None:
        """Write the file. Raises OSError where the folder cannot be written."""
        content = asdict(self)
        del content["path"]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.path, json.dumps(content, default=datetime.isoformat, ensure_ascii=False, indent=1))


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _fetch(entry: dict[str, Any]) -> Fetch:
    return Fetch(**(entry | {"reached_at": _time(entry["reached_at"]), "failure": _failure(entry["failure"])}))


def _asked(entry: dict[str, Any]) -> Asked:
    times = {key: _time(entry.get(key)) for key in ("asked_at", "history_at")}
    return Asked(**(entry | times | {"failures": list(map(_known, entry["failures"]))}))


def _pause(entry: dict[str, Any]) -> Pause:
    return Pause(**(entry | {"until": datetime.fromisoformat(entry["until"]), "failure": _known(entry["failure"])}))


def _failure(entry: dict[str, Any] | None) -> Failure | None:
    return None if entry is None else _known(entry)


def _known(entry: dict[str, Any]) -> Failure:
    return Failure(**(entry | {"code": _code(entry["code"]), "retry_at": _time(entry["retry_at"])}))


def _code(name: str) -> Code:
    """Read a code; one that a newer careader wrote is unexpected here."""
    try:
        return Code(name)
    except ValueError:
        return Code.UNEXPECTED
