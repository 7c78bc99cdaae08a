"""What a query means, in SQL: the only place that knows."""

from __future__ import annotations

import json

from careader.newsroom.grammar import Field, Term, moment
from careader.newsroom.query import Query
from careader.store.fulltext import combined, expression
from careader.store.listing import Where
from careader.store.storytable import PLACE_BITS

_OF_ARTICLES = "s.key IN (SELECT m.story FROM article a JOIN member m ON m.article = a.key WHERE {})"


def where(query: Query) -> Where:
    """Return the condition on stories under which a query lists them; `Query.matches` says the same of one story."""
    compiled = _Compiled()
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
    texts = query.terms.of(Field.WORD, Field.PHRASE)
    for term in query.terms.terms:
        if term not in texts:
            compiled.term(term, query)
    match, without = compiled.texts(texts)
    sql = " AND ".join(compiled.clauses) or "1"
    if query.kept and compiled.clauses:
        kept = compiled.name(json.dumps(sorted(query.kept)))
        sql = f"(({sql}) OR s.id IN (SELECT value FROM json_each({kept})))"
    if query.hidden:
        hidden = compiled.name(json.dumps(sorted(query.hidden)))
        sql = f"({sql}) AND s.id NOT IN (SELECT value FROM json_each({hidden}))"
    return Where(sql, compiled.parameters, match, without)


class _Compiled:
    """The clauses so far, and the parameters that they name."""

    def __init__(self) -> None:
        self.clauses: list[str] = []
        self.parameters: dict[str, object] = {}

    def name(self, value: object) -> str:
        """Make a value a parameter; return how it is written."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f":{name}"

    def places(self, places: frozenset[str] | tuple[str, ...], *, negated: bool = False) -> None:
        """Ask for stories about one of these places, or about none of them."""
        bits = sum(PLACE_BITS[place] for place in set(places))
        self.clauses.append(f"s.places & {bits} {'=' if negated else '<>'} 0")

    def term(self, term: Term, query: Query) -> None:
        """Ask for what a term that is not about texts says."""
        match term.field:
            case Field.STARRED:
                condition = "s.starred = 1"
            case Field.UNREAD:
                condition = "s.read = 0"
            case Field.READ:
                condition = "s.read = 1"
            case Field.UPDATED:
                condition = "s.joined > 0"
            case Field.COUNTRY:
                self.places(term.values, negated=term.negated)
                return
            case Field.SINCE | Field.BEFORE:
                time = moment(term.values[0], query.now) if query.now else None
                if time is None:
                    return
                sign = ">=" if term.field is Field.SINCE else "<"
                condition = f"s.date {sign} {self.name(time.timestamp())}"
            case Field.LANGUAGE:
                condition = _OF_ARTICLES.format(f"a.language IN ({self._list(term.values)})")
            case Field.OWNER:
                condition = _OF_ARTICLES.format(f"a.ownership IN ({self._list(term.values)})")
            case _:
                names = " OR ".join(f"is_outlet({self.name(value)}, o.outlet_id, o.outlet)" for value in term.values)
                condition = _OF_ARTICLES.format(
                    "(a.outlet_id, a.outlet) IN (SELECT o.outlet_id, o.outlet FROM"
                    f" (SELECT DISTINCT outlet_id, outlet FROM article) o WHERE {names})"
                )
        self.clauses.append(f"NOT {condition}" if term.negated else condition)

    def texts(self, terms: tuple[Term, ...]) -> tuple[str, bool]:
        """Ask for what the texts hold; return the expression for the index, and whether what matches is unwanted."""
        asked = [(term, expression(term.values[0], exact=term.field is Field.PHRASE)) for term in terms]
        if any(not match and not term.negated for term, match in asked):
            self.clauses.append("0")  # no text has what is no word
            return "", False
        wanted = [match for term, match in asked if not term.negated]
        unwanted = [match for term, match in asked if term.negated and match]
        if not wanted and not unwanted:
            return "", False
        self.clauses.append("s.key IN (SELECT story FROM temp.found)")
        if not wanted:
            return " OR ".join(f"({match})" for match in unwanted), True
        return combined(wanted, unwanted), False

    def _list(self, values: tuple[str, ...]) -> str:
        return ", ".join(self.name(value) for value in values)
