"""Named queries over the working hours of people through time: everything that plans ahead needs them day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from bot.people.kinds import ON_DUTY, EmploymentKind
from bot.people.rules import Hours
from bot.people.tables import Employment


@dataclass(frozen=True)
class Pattern:
    """Somebody's hours from a day to a day, both inclusive."""

    first: date
    last: date
    hours: Hours


def patterns_between(
    session: Session, person_ids: Collection[int], first: date, last: date
) -> dict[int, tuple[Pattern, ...]]:
    """The hours of people as far as they hold on some day of a span, by person and in time.

    Whoever is on leave of absence, seconded out or a 特別職 has none while that lasts, as in `on_duty`.
    """
    touches = (col(Employment.valid_from) <= last, col(Employment.valid_to) >= first)
    works = (col(Employment.status).in_(ON_DUTY), col(Employment.kind) != EmploymentKind.SPECIAL)
    query = select(Employment).where(col(Employment.person_id).in_(person_ids), *touches, *works)
    found: defaultdict[int, tuple[Pattern, ...]] = defaultdict(tuple)
    for row in session.scalars(query.order_by(col(Employment.valid_from))):
        hours = Hours(row.start_minute, row.end_minute, row.weekdays, row.minutes_per_day)
        found[row.person_id] += (Pattern(row.valid_from, row.valid_to, hours),)
    return dict(found)
