"""Which of the answers for a currency is shown. Pure: what each source said goes in, in the order they are asked.

A bank's own word wins over whoever passes it on, and what is known of a bank over a value from elsewhere that nobody
confirms. A value that moved much is heard again from the next source; what two of them say is believed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from careader.model import Code, Failure, Quote
from careader.rates.calendar import next_working, working_between
from careader.rates.change import is_stale, price, published_days
from careader.rates.doubt import agree, is_out_of_scale, is_placeholder, reason_to_doubt
from careader.rates.endpoints import DECREE, SOURCES

MOST_MISSED = 6
"""How many publications a series may have missed and still be believed before the next source is heard."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a currency.

    `quotes` are of one series, oldest first, and empty where nobody answered, or nothing that can take the place of
    what is known. `provider` is the key of the source that answered. `failures` are those asked before it and why they
    did not serve. `doubts` say why the value that is shown is doubtful, and what others say.
    """

    currency: str
    quotes: tuple[Quote, ...]
    provider: str
    failures: tuple[Failure, ...] = ()
    doubts: tuple[Failure, ...] = ()


@dataclass(slots=True)
class Weighing:
    """One currency, asked for at `now`. `banks` are the sources of its own bank's series; others only stand in.

    `known` is the quote believed so far. `own` is the key of the bank itself, "" where only others tell its series.
    """

    currency: str
    known: Quote | None
    now: datetime
    own: str
    banks: Collection[str]
    failures: list[Failure] = field(default_factory=list)
    _late: Answer | None = None
    _doubted: Answer | None = None
    _outdated: Answer | None = None
    _confirmed: bool = False

    def is_enough(self, key: str) -> bool:
        """Return whether what was heard so far makes it needless to ask a source."""
        return self._late is not None and self._doubted is None and key not in self.banks

    def hear(self, key: str, quotes: Sequence[Quote]) -> Answer | None:
        """Take in what a source says; return what is shown where nobody else need be asked."""
        usable = self._usable(key, quotes)
        if not usable:
            return None
        answer = Answer(self.currency, usable, key, tuple(self.failures))
        newest = published_days(usable)[-1]
        if working_between(newest.published, self._today, newest.provider) > MOST_MISSED and key != DECREE.key:
            self._fail(key, Code.RATE_TOO_OLD, day=newest.published)
            if self._outdated is None or newest.published > self._outdated.quotes[-1].published:
                self._outdated = answer
            return None
        doubt = reason_to_doubt(usable, self.known, what=_name(key))
        if self._doubted is not None:
            return self._weigh(self._doubted, answer, doubt)
        if doubt is not None:
            self.failures.append(doubt)
            self._doubted = replace(answer, doubts=(doubt,))
            return None
        if self._late is not None and self._late.quotes[-1].published > newest.published:
            return self._late
        if self.own and key != self.own and key in self.banks and is_stale(newest, self.now):
            self._fail(key, Code.RATE_TOO_OLD, day=newest.published)
            self._late = answer
            return None
        return answer

    def conclude(self) -> Answer:
        """Return what is shown when every source has been heard."""
        failures = tuple(self.failures)
        if self._doubted is not None:
            return replace(self._unsettled(self._doubted), failures=failures)
        if self._late is not None:
            return replace(self._late, failures=failures)
        old = self._outdated
        if old is not None and not (self.known and self.known.published > old.quotes[-1].published):
            return replace(old, failures=failures)
        return Answer(self.currency, (), "", failures)

    @property
    def _today(self) -> date:
        return self.now.date()

    def _usable(self, key: str, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
        """Leave out the rows of days that have not come, and those that only hold the place of a rate."""
        # A rate can be set for the day after the next working day, on the eve of a long holiday.
        last = next_working(self._today, quotes[-1].provider) + timedelta(days=1)
        come = [quote for quote in quotes if quote.published <= last]
        usable = tuple(quote for quote in come if not is_placeholder(quote))
        if not come:
            self._fail(key, Code.DATE_AHEAD, day=quotes[-1].published)
        elif not usable:
            self.failures.append(Failure(_name(key), Code.PLACEHOLDER))
        return usable

    def _weigh(self, doubted: Answer, answer: Answer, doubt: Failure | None) -> Answer | None:
        """Choose between a value that was to be checked and another; None where that cannot settle it."""
        if is_out_of_scale(answer.quotes, self.known):  # but two sources that agree are not both wrong
            self.failures += [doubt] if doubt else []
            self._confirmed = self._confirmed or agree(doubted.quotes, answer.quotes)
            return None
        if agree(doubted.quotes, answer.quotes):
            # Where only the first has a leap in its own series, it is its day before that is wrong.
            return replace(doubted, doubts=()) if doubt else answer
        reason = doubted.doubts[0]
        prevails = answer.provider == self.own or doubted.provider not in self.banks
        if prevails and doubt is not None:
            self.failures.append(doubt)
            self._doubted = replace(answer, doubts=(doubt, _says(doubted)))
            return None
        if prevails or is_out_of_scale(doubted.quotes, self.known):
            instead = Failure("", Code.SHOWN_INSTEAD, {"source": _name(answer.provider)})
            return replace(answer, doubts=(reason, instead))
        return replace(doubted, doubts=(replace(reason, what=""), _says(answer)))

    def _unsettled(self, doubted: Answer) -> Answer:
        """Return a doubtful value that nobody settled, or nothing where what is known is the better figure."""
        if self._confirmed:
            return replace(doubted, doubts=())
        reason, *others = doubted.doubts
        reason = replace(reason, what="")
        lesser = doubted.provider not in self.banks or is_out_of_scale(doubted.quotes, self.known)
        if self.known is not None and lesser:
            doubts = (_says(doubted), reason, *others, Failure("", Code.SHOWN_BEFORE))
            return Answer(self.currency, (), "", doubts=doubts)
        return replace(doubted, doubts=(reason, *others, Failure("", Code.NOT_SETTLED)))

    def _fail(self, key: str, code: Code, *, day: date) -> None:
        self.failures.append(Failure(_name(key), code, {"day": day.isoformat()}))


def _name(key: str) -> str:
    return DECREE.name if key == DECREE.key else SOURCES[key].name


def _says(answer: Answer) -> Failure:
    value = price(published_days(answer.quotes)[-1], "USD", answer.currency)
    return Failure("", Code.OTHER_SAYS, {"source": _name(answer.provider), "value": f"{value:.8g}"})
