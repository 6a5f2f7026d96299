"""Use cases: the window in which a head confirms the overtime reports that wait, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from bot.city import service as city
from bot.overtime.awaiting import waiting_for
from bot.overtime.evening_card import Entry
from bot.people.rules import Staff


@dataclass(frozen=True)
class WaitingReports:
    """What waits for somebody, with the city's own words for causes by their codes."""

    entries: tuple[Entry, ...]
    own_causes: dict[str, str]


def waiting_reports(session: Session, me: Staff, *, today: date) -> WaitingReports:
    """The overtime reports that wait for somebody today: nothing for whoever confirms none."""
    policy = city.policy_on(session, today)
    causes = {cause.code: cause.word for cause in policy.overtime_reports.causes}
    return WaitingReports(waiting_for(session, today).get(me.person_id, ()), causes)
