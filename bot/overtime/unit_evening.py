"""What one confirmer's evening card of a unit shows now, and how it is kept up to date in their direct messages."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.delivery.claiming import Facts, Terms
from bot.delivery.live import LiveDirect
from bot.delivery.wording import Words
from bot.overtime import confirming_store as store
from bot.overtime.evening_card import Entry, EveningCard, evening_card
from bot.overtime.line import Line, line_on, units_asked
from bot.people import service as people
from bot.texts import Texts


def card_of(session: Session, line: Line, person_id: int, *, zone: ZoneInfo, texts: Texts) -> Words:
    """The card of a line's unit and day as one of its confirmers reads it, in their language."""
    policy = city.policy_on(session, line.day)
    leader = line.leaders.get(person_id)
    shown = EveningCard(
        unit_name=line.unit.name,
        day=line.day,
        zone=zone,
        entries=entries(session, line, person_id),
        own_causes={cause.code: cause.word for cause in policy.overtime_reports.causes},
    )
    return evening_card(texts.of(leader.person.locale if leader else None), shown)


def entries(session: Session, line: Line, person_id: int) -> list[Entry]:
    """Every report that the line confirms on its day, as one confirmer may see and decide it."""
    reports = store.reports_of(session, line.covers, line.day)
    units = {unit.id: unit.name for unit in people.tree_on(session, line.day) if unit.id != line.unit.id}
    badges = people.badges(session, {one for report in reports for one in (report.person_id, report.decided_by or 0)})
    return [
        Entry(
            report,
            name=badges[report.person_id].name,
            decided_by=badges[report.decided_by].name if report.decided_by else "",
            may_decide=person_id in {one.person_id for one in line.of(report)},
            unit_name=units.get(report.unit_id, ""),
        )
        for report in reports
    ]


def draw(session: Session, facts: Facts, terms: Terms) -> Words:
    """The evening card that a message is."""
    tree = people.tree_on(session, facts.service_date)
    line = line_on(session, facts.unit_id or 0, facts.service_date, tree)
    assert line is not None  # its unit had reports on that day
    return card_of(session, line, facts.person_id or 0, zone=terms.zone, texts=terms.texts)


def versions(session: Session, day: date) -> dict[int, str]:
    """Which version of the evening card each confirming unit has, by unit id: a short text."""
    reports = store.versions_on(session, day)
    if not reports:
        return {}
    asked = units_asked(session, {unit_id for unit_id, _ in reports}, day, people.tree_on(session, day))
    parts: defaultdict[int, list[str]] = defaultdict(list)
    for unit_id, version in reports:
        parts[asked[unit_id]].append(version)
    return {unit_id: hashlib.sha256(" ".join(found).encode()).hexdigest()[:16] for unit_id, found in parts.items()}


#: How posted evening cards are kept up to date.
LIVE = LiveDirect(versions, draw)
