"""Use case: a month of one of the units whose digest somebody reads, to be turned page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from bot.city import service as city
from bot.digest.figures import figures, of_a_month
from bot.digest.month_blocks import MonthPage, Place
from bot.digest.weekly import reader_of
from bot.errors import NotAllowed, Refused
from bot.people.rules import Staff


def month_page(session: Session, me: Staff, place: Place, *, today: date) -> MonthPage:
    """What a month brought, of the unit that was asked for or the reader's first, by the units of that month.

    Raises NotAllowed for a unit that is not theirs, Refused for a month to come or of which nothing can be known.
    """
    reader = reader_of(session, me, today)
    parts = {part.unit_id: part for part in reader.parts}
    part = next(iter(parts.values())) if not place.unit_id else parts.get(place.unit_id)
    if part is None:
        raise NotAllowed("Today you do not read the figures of this unit.")
    newest = today.replace(day=1)
    if place.month > newest or not city.has_policy(session, until=place.month):
        raise Refused("Nothing is known of {month}.", month=place.month)
    found = figures(session, today, of_a_month(place.month, today), only=replace(reader, parts=(part,)))
    if part.unit_id not in found.tree:
        raise Refused("This unit was not there yet in {month}.", month=place.month)
    policy = city.policy_on(session, today)
    return MonthPage(
        Place(place.month, part.unit_id),
        newest,
        found.page(part, me.person_id),
        {unit_id: found.tree[unit_id].name for unit_id in parts if unit_id in found.tree},
        {cause.code: cause.word for cause in policy.overtime_reports.causes},
    )
