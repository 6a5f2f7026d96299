"""What the demo's page shows of the bot, in words: special days, and what the ledger knows of a message."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city import service as city
from bot.cli.delivery_words import KINDS, OUTCOMES, REASONS, STATES
from bot.delivery import service as delivery
from bot.delivery.service import Inside
from bot.no_overtime import export
from bot.no_overtime.calendar import Kind, SpecialDay, special_days
from bot.no_overtime.service import day_label
from bot.playground import MarkedDay
from bot.texts import Translator


def marked_days(session: Session, first: date, last: date, *, t: Translator) -> list[MarkedDay]:
    """The special days of a span, as the page's calendar marks them."""
    label = day_label(city.policy_on(session, first), t)
    return [_marked(day, t, label) for day in special_days(session, first, last).days]


def _marked(day: SpecialDay, t: Translator, label: str) -> MarkedDay:
    return MarkedDay(
        date=day.date,
        kinds=tuple(kind.value for kind in day.kinds),
        is_no_overtime_day=Kind.NO_OVERTIME_DAY in day.kinds,
        is_day_off=not day.is_working,
        words=export.summary(day, t, label=label),
    )


def about_message(session: Session, message_id: str, *, t: Translator, zone: ZoneInfo) -> Mapping[str, object] | None:
    """What the ledger knows of a message, as JSON values."""
    found = delivery.inside(session, message_id)
    return _about(found, t, zone) if found else None


def _about(found: Inside, t: Translator, zone: ZoneInfo) -> Mapping[str, object]:
    return {
        "key": found.key,
        "kind": t(KINDS[found.kind]) if found.kind in KINDS else found.kind,
        "state": found.state.value,
        "state_words": t(STATES[found.state]),
        "reason": t(REASONS[found.reason]) if found.reason in REASONS else found.reason,
        "due_at": _local(found.due_at, zone),
        "not_after": _local(found.not_after, zone),
        "settled_at": _local(found.settled_at, zone) if found.settled_at else None,
        "attempts": [{"at": _local(one.at, zone), "outcome": _outcome(one.outcome, t)} for one in found.tries],
    }


def _outcome(code: str, t: Translator) -> str:
    """How a try ended in words, with the code that stands in the ledger."""
    return t("{words} ({code})", words=t(OUTCOMES[code]), code=code) if code in OUTCOMES else code


def _local(instant: datetime, zone: ZoneInfo) -> str:
    return instant.astimezone(zone).isoformat()
