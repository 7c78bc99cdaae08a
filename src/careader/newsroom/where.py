"""What a query means, in SQL: the only place that knows, with `where_typed` for what was typed."""

from __future__ import annotations

import json
from collections.abc import Iterable

from careader.newsroom.query import Query
from careader.store.listing import Articles, Where
from careader.store.storytable import PLACE_BITS


def where(query: Query, outlets: Iterable[tuple[str, str]] = ()) -> Where:
    """Return the condition on stories under which a query lists them; the tests say the same of one story by itself.

    `outlets` are those that have articles, by id and name.
    """
    compiled = Compiled()
    if query.places:
        compiled.places(query.places)
    for asked, condition in (
        (query.unread, "s.read = 0"),
        (query.starred, "s.starred = 1"),
        (query.updated, "s.joined > 0"),
    ):
        if asked:
            compiled.clauses.append(condition)
    if query.since is not None:
        compiled.clauses.append(f"s.date >= {compiled.name(query.since.timestamp())}")
    if query.search:
        from careader.newsroom.where_typed import ask_for

        ask_for(compiled, query, outlets)
    sql = " AND ".join(compiled.clauses) or "1"
    if query.kept and compiled.clauses:
        kept = compiled.name(json.dumps(sorted(query.kept)))
        sql = f"(({sql}) OR s.id IN (SELECT value FROM json_each({kept})))"
    if query.hidden:
        hidden = compiled.name(json.dumps(sorted(query.hidden)))
        sql = f"({sql}) AND s.id NOT IN (SELECT value FROM json_each({hidden}))"
    return Where(sql, tuple(compiled.parameters.items()), tuple(compiled.sets))


def asks_for_outlets(query: Query) -> bool:
    """Return whether the names of outlets matter."""
    return bool(query.search) and any(term.field == "outlet" for term in query.terms.terms)


class Compiled:
    """The clauses so far, the parameters that they name, and the sets of articles that they speak of."""

    def __init__(self) -> None:
        self.clauses: list[str] = []
        self.parameters: dict[str, object] = {}
        self.sets: list[Articles] = []

    def name(self, value: object) -> str:
        """Make a value a parameter; return how it is written."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def places(self, places: Iterable[str], *, negated: bool = False) -> None:
        """Ask for stories about one of these places, or about none of them."""
        bits = sum(PLACE_BITS[place] for place in set(places))
        self.clauses.append(f"s.places & {bits} {'=' if negated else '<>'} 0")

    def articles(self, sql: str, parameter: object, *, negated: bool = False) -> None:
        """Ask for stories that have an article of a set, or for those that have none."""
        number = len(self.sets)
        self.sets.append(Articles(sql, (parameter,)))
        self.clauses.append(f"s.key {'NOT IN' if negated else 'IN'} temp.set_{number}")
