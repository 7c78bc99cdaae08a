"""What is remembered of asking outlets, hosts and banks: a table in SQLite, a row for each of them.

The rows hold JSON, so that what is remembered can grow without a new schema. All of it can be lost without loss.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from careader.model import Code, Failure, Quote
from careader.net import Pause
from careader.store.database import Database

AHEAD = timedelta(minutes=5)
"""A time that lies farther ahead was written by a clock that was wrong."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """How asking an outlet went, under the address `url`; for another address it is void.

    `asked_at` is when it was asked last, `reached_at` when it answered last, `failure` why it did not, `failures` how
    often in a row. Until `fresh_until` its answer says that it stays as it is. `ways` is what `newsroom.asking`
    remembers, as it writes it.
    """

    url: str = ""
    asked_at: datetime | None = None
    reached_at: datetime | None = None
    fresh_until: datetime | None = None
    failure: Failure | None = None
    failures: int = 0
    ways: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """How the last round of asking for a currency ended: who answered, who failed before, why to doubt the value.

    `believed` is the quote that was known before a value that is in doubt, None where nothing was. `asked_at` is when
    the round began, `history_at` when the days of the last months were asked for; `missing_since` is the first of them
    that is lacking, None where none is.
    """

    provider: str = ""
    failures: list[Failure] = field(default_factory=list)
    doubts: list[Failure] = field(default_factory=list)
    asked_at: datetime | None = None
    history_at: datetime | None = None
    missing_since: datetime | None = None
    believed: Quote | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """Where an address said that it has moved to for good, and how often in a row."""

    to: str
    times: int = 1


@dataclass(slots=True)
class FetchState:
    """All of it, in memory. It belongs to the thread of the event loop; `refreshed_at` is when a refresh ended."""

    outlets: dict[str, Fetch] = field(default_factory=dict)
    hosts: dict[str, Pause] = field(default_factory=dict)
    currencies: dict[str, Asked] = field(default_factory=dict)
    moved: dict[str, Moved] = field(default_factory=dict)
    refreshed_at: datetime | None = None
    tidied_at: datetime | None = None

    def take(self, row: Row) -> None:
        """Take in what is to be remembered of one thing."""
        match row.value:
            case Fetch():
                self.outlets[row.key] = row.value
            case Pause():
                self.hosts[row.key] = row.value
            case Asked():
                self.currencies[row.key] = row.value
            case Moved():
                self.moved[row.key] = row.value
            case datetime():
                setattr(self, row.key, row.value)
            case None if row.kind == "moved":
                self.moved.pop(row.key, None)

    def take_in(self, other: FetchState, *, now: datetime) -> None:
        """Take in what another program has learnt since: of each outlet and currency what was asked later.

        What lies ahead of `now` was written by a clock that was wrong, and is later than nothing.
        """
        for mine, theirs in ((self.outlets, other.outlets), (self.currencies, other.currencies)):
            for key, entry in theirs.items():
                if _asked_at(entry, now) > _asked_at(mine.get(key), now):
                    mine[key] = entry  # type: ignore[assignment]  # both tables hold the same kind
        self.hosts |= {
            key: pause
            for key, pause in other.hosts.items()
            if pause.holds(now) and not _outlasts(self.hosts.get(key), pause, now)
        }
        self.moved |= other.moved
        self.refreshed_at = _latest((self.refreshed_at, other.refreshed_at), now)
        self.tidied_at = _latest((self.tidied_at, other.tidied_at), now)


class Row(NamedTuple):
    """What is to be remembered under a kind ("outlet", "host", "rate", "moved", "meta") and a key; None forgets it."""

    kind: str
    key: str
    value: Fetch | Pause | Asked | Moved | datetime | None


class FetchStore:
    """The table `fetch`."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def load(self) -> FetchState:
        """Read all of it; a row that this careader cannot read is as good as none."""
        with self._db.reading() as connection:
            rows = connection.execute("SELECT kind, key, state FROM fetch").fetchall()
        state = FetchState()
        for kind, key, text in rows:
            try:
                _take(state, kind, key, json.loads(text))
            except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
                continue
        return state

    def load_once(self, old: Path, library: str) -> FetchState:
        """Read all of it; where there is nothing yet, from the file that held it before there was a table for it."""
        state = self.load()
        if state.outlets or state.currencies:
            return state
        try:
            state = read_json_file(old.read_bytes(), library)
            self.put(rows_of(state))
            old.unlink()
        except (OSError, ValueError, KeyError, TypeError, AttributeError, sqlite3.Error):
            pass  # it can be lost without loss
        return state

    def put(self, rows: Iterable[Row]) -> None:
        """Remember these, all or none. Raises sqlite3.Error."""
        entries = list(rows)
        if not entries:
            return
        with self._db.transaction() as connection:
            connection.executemany(
                "DELETE FROM fetch WHERE kind = ? AND key = ?", [entry[:2] for entry in entries if entry.value is None]
            )
            connection.executemany(
                "INSERT OR REPLACE INTO fetch VALUES (?, ?, ?)",
                [(kind, key, _json(value)) for kind, key, value in entries if value is not None],
            )


def rows_of(state: FetchState) -> list[Row]:
    """Return everything of a state as rows."""
    meta = {"refreshed_at": state.refreshed_at, "tidied_at": state.tidied_at}
    return [
        *(Row("outlet", key, fetch) for key, fetch in state.outlets.items()),
        *(Row("host", key, pause) for key, pause in state.hosts.items()),
        *(Row("rate", key, asked) for key, asked in state.currencies.items()),
        *(Row("moved", key, moved) for key, moved in state.moved.items()),
        *(Row("meta", key, moment) for key, moment in meta.items() if moment),
    ]


def read_json_file(content: bytes, library: str) -> FetchState:
    """Read the file that held this before there was the table, as far as it is about this database.

    Raises ValueError and the like where it is not such a file.
    """
    found = json.loads(content)
    state = FetchState()
    if found["library"] != library:
        return state
    for key, entry in found["outlets"].items():
        reached = _time(entry.get("reached_at"))
        url = str(entry.get("url", ""))
        validators = {name: str(entry.get(name, "")) for name in ("etag", "last_modified")}
        ways = str(entry.get("ways", "")) or json.dumps({"ways": {f"feed {url}": validators}})
        state.outlets[key] = Fetch(url, reached, reached, ways=ways)
    for key, entry in found["currencies"].items():
        asked, history = (_time(entry.get(name)) for name in ("asked_at", "history_at"))
        state.currencies[key] = Asked(str(entry.get("provider", "")), [], [], asked, history)
    state.refreshed_at = _time(found["refreshed_at"])
    return state


def _asked_at(entry: Fetch | Asked | None, now: datetime) -> float:
    asked = entry.asked_at if entry else None
    return asked.timestamp() if asked and asked <= now + AHEAD else float("-inf")


def _outlasts(mine: Pause | None, other: Pause, now: datetime) -> bool:
    return mine is not None and mine.holds(now) and mine.until >= other.until


def _latest(moments: Iterable[datetime | None], now: datetime) -> datetime | None:
    return max((moment for moment in moments if moment and moment <= now + AHEAD), default=None)


def _take(state: FetchState, kind: str, key: str, entry: Any) -> None:
    match kind:
        case "outlet":
            url, ways = (str(entry.get(name, "")) for name in ("url", "ways"))
            asked, reached, fresh = (_time(entry.get(name)) for name in ("asked_at", "reached_at", "fresh_until"))
            failure = _failure(entry["failure"]) if entry.get("failure") else None
            failures = int(entry.get("failures", 0))
            state.outlets[key] = Fetch(url, asked, reached, fresh, failure, failures, ways)
        case "rate":
            asked, history, missing = (_time(entry.get(name)) for name in ("asked_at", "history_at", "missing_since"))
            said, doubts = ([_failure(one) for one in entry.get(name, ())] for name in ("failures", "doubts"))
            believed = _quote(entry["believed"]) if entry.get("believed") else None
            state.currencies[key] = Asked(str(entry["provider"]), said, doubts, asked, history, missing, believed)
        case "host":
            until = datetime.fromisoformat(entry["until"])
            state.hosts[key] = Pause(until, _failure(entry["failure"]), int(entry["failures"]))
        case "moved":
            state.moved[key] = Moved(str(entry["to"]), int(entry["times"]))
        case "meta" if key in ("refreshed_at", "tidied_at"):
            setattr(state, key, _time(entry))


def _json(value: Fetch | Pause | Asked | Moved | datetime) -> str:
    content = value if isinstance(value, datetime) else asdict(value)
    return json.dumps(content, default=_plain, ensure_ascii=False)


def _plain(value: object) -> object:
    return (
        value.isoformat() if isinstance(value, datetime) else dict(value) if isinstance(value, Mapping) else str(value)
    )


def _time(text: str | None) -> datetime | None:
    """Read a time; one without a zone is none that is written here."""
    moment = datetime.fromisoformat(text) if text else None
    return moment if moment and moment.tzinfo else None


def _quote(entry: Mapping[str, Any]) -> Quote:
    value, day = Decimal(entry["value"]), date.fromisoformat(entry["published"])
    return Quote(str(entry["base"]), str(entry["quote"]), value, day, str(entry["provider"]), int(entry["nominal"]))


def _failure(entry: Mapping[str, Any]) -> Failure:
    """Read a failure; a code that a newer careader wrote is an unexpected one here."""
    params = {str(name): value for name, value in entry["params"].items() if isinstance(value, str | int)}
    try:
        code = Code(entry["code"])
    except ValueError:
        code, params = Code.UNEXPECTED, {"error": str(entry["code"])}
    return Failure(str(entry["what"]), code, params, _time(entry.get("retry_at")))
