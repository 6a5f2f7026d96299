"""無作為抽出: who is drawn, bureau by bureau, and how exact the shares then are. Pure: the dice come with a seed."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import sqrt
from random import Random

from bot.city.surveys import Sampling

_Z_OF_95_PERCENT = 1.96


@dataclass(frozen=True)
class Candidate:
    """Somebody who might be drawn. `bureau` is the id of the stratum, `drawn_on` the day of the last draw, if any."""

    person: int
    bureau: int
    drawn_on: date | None = None


@dataclass(frozen=True)
class Stratum:
    """A bureau: how many staff it has who can be asked, and how many of them were drawn."""

    bureau: int
    people: int
    drawn: int


@dataclass(frozen=True)
class Sample:
    """The people who are asked, by id, and how they were found: the same seed and staff give the same people."""

    seed: int
    people: tuple[int, ...]
    strata: tuple[Stratum, ...]

    @property
    def population(self) -> int:
        """How many staff the sample stands for."""
        return sum(stratum.people for stratum in self.strata)

    @property
    def is_everybody(self) -> bool:
        """Whether nobody is left out: then no chance is at work, and no margin is told."""
        return len(self.people) == self.population


def draw(candidates: Iterable[Candidate], wanted: int, day: date, *, seed: int, policy: Sampling) -> Sample:
    """A random sample, stratified by bureau in proportion to its staff (`domain.md` 3.6, practice D02).

    Candidates are all who can be asked: nobody on long leave. Up to `policy.ask_all_up_to` of them all are asked.
    Nobody is drawn again before `policy.rest_months` are over; a bureau that has too few rested staff gives all of
    them, the others the rest.
    """
    staff = sorted(candidates, key=lambda one: (one.bureau, one.person))
    people = Counter(one.bureau for one in staff)
    if len(staff) <= max(policy.ask_all_up_to, wanted):
        drawn = [one.person for one in staff]
        return _sample(seed, drawn, people, people)
    rested = [one for one in staff if has_rested(one.drawn_on, day, policy.rest_months)]
    quotas = _quotas(wanted, people, Counter(one.bureau for one in rested))
    dice, drawn = Random(seed), []
    for bureau in sorted(quotas):
        drawn += dice.sample([one.person for one in rested if one.bureau == bureau], quotas[bureau])
    return _sample(seed, drawn, people, quotas)


def _sample(seed: int, drawn: Iterable[int], people: Mapping[int, int], quotas: Mapping[int, int]) -> Sample:
    strata = tuple(Stratum(bureau, people[bureau], quotas.get(bureau, 0)) for bureau in sorted(people))
    return Sample(seed, tuple(sorted(drawn)), strata)


def has_rested(drawn_on: date | None, day: date, months: int) -> bool:
    """Whether so many months have passed since somebody was drawn."""
    return drawn_on is None or day >= free_from(drawn_on, months)


def free_from(drawn_on: date, months: int) -> date:
    """From when on somebody may be drawn again; 30 November and three months is 28 February."""
    years, month = divmod(drawn_on.month - 1 + months, 12)
    last = calendar.monthrange(drawn_on.year + years, month + 1)[1]
    return date(drawn_on.year + years, month + 1, min(drawn_on.day, last))


def _quotas(wanted: int, people: Mapping[int, int], rested: Mapping[int, int]) -> dict[int, int]:
    """How many each bureau gives: in proportion to its people, but not more than have rested."""
    left = min(wanted, sum(rested.values()))
    open_bureaus, full = dict(people), dict[int, int]()
    while True:
        quotas = proportional(left, open_bureaus)
        short = {bureau: rested.get(bureau, 0) for bureau in quotas if quotas[bureau] > rested.get(bureau, 0)}
        if not short:
            return full | quotas
        full |= short
        left -= sum(short.values())
        open_bureaus = {bureau: count for bureau, count in open_bureaus.items() if bureau not in short}


def proportional(places: int, weights: Mapping[int, int]) -> dict[int, int]:
    """So many places, shared out in proportion to the weights by the largest remainder; a tie goes to the lower id."""
    total = sum(weights.values())
    exact = {key: Fraction(places * weight, total) for key, weight in weights.items() if weight}
    shares = {key: int(share) for key, share in exact.items()}
    by_remainder = sorted(exact, key=lambda key: (shares[key] - exact[key], key))
    for key in by_remainder[: places - sum(shares.values())]:
        shares[key] += 1
    return shares


def margin_points(answers: int, population: int) -> float | None:
    """± percentage points within which a share lies in 19 of 20 samples, with finite-population correction.

    For the share that is least sure, one half. Answers of everybody leave no margin, none at all say nothing.
    Rounded only where it is shown (`scores.rounded`).
    """
    if answers <= 0:
        return None
    if answers >= population:
        return 0.0
    correction = (population - answers) / (population - 1)
    return 100 * _Z_OF_95_PERCENT * sqrt(0.25 / answers * correction)
