"""Use cases: begin and end the pulse, and open the waves that fell due, each part of the staff once."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city.service import audit
from bot.delivery.recipients import instant
from bot.errors import Refused
from bot.people.rules import Staff
from bot.pulse import run_store, running
from bot.pulse.buckets import bucket_of_units
from bot.pulse.instruments import Instrument, Item
from bot.pulse.library import instrument_of
from bot.pulse.outlook import Wave
from bot.pulse.planning import Window
from bot.pulse.repeats import FOUR_WEEKS, resting
from bot.pulse.rotation import next_items
from bot.pulse.rules import SurveyKind
from bot.pulse.run_store import Run, Series
from bot.pulse.running import Draft, Means, Situation
from bot.pulse.starting import require_personnel
from bot.pulse.waves import Turn, asked_so_far, by_number, guard_of, parts_of, together, turn_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Pulse:
    """A pulse as it stands today: its waves so far, and the part of each unit that it may ask."""

    series: Series
    instrument: Instrument
    waves: list[Wave]
    parts: Mapping[int, str]

    def turns(self, here: Situation) -> list[Turn]:
        """The next wave of each part."""
        surveys = here.surveys
        return [
            turn_of(
                part,
                surveys.pulse,
                self.series.starts_on,
                self.waves,
                guard_of(part, surveys.busy, here.is_working),
                not_before=here.first_day,
            )
            for part in sorted(set(self.parts.values()))
        ]


#: The instrument of the pulse where nobody names another one: Kaeru's own questions.
OWN_QUESTIONS = "kaeru"


def begin_pulse_as(session: Session, me: Staff, *, now: datetime, zone: ZoneInfo) -> date:
    """Begin the pulse for the city with Kaeru's questions; raises NotAllowed for all but the personnel section."""
    require_personnel(me)
    return begin_pulse(session, OWN_QUESTIONS, actor=me.token, now=now, zone=zone)


def end_pulse_as(session: Session, me: Staff, *, now: datetime, zone: ZoneInfo) -> bool:
    """End the pulse; raises NotAllowed for all but the personnel section."""
    require_personnel(me)
    return end_pulse(session, actor=me.token, now=now, zone=zone)


def begin_pulse(
    session: Session,
    instrument_code: str,
    *,
    scope: Collection[str] = (),
    starts_on: date | None = None,
    actor: str,
    now: datetime,
    zone: ZoneInfo,
) -> date:
    """Let waves come by themselves from a day on, in the city or in these units; returns the day of the first one.

    Raises Refused where a pulse runs already, or for an instrument without one.
    """
    here = running.situation(session, now, zone)
    if run_store.series_on(session, here.day):
        raise Refused("A pulse runs already. End it first, then begin another one.")
    instrument = instrument_of(session, instrument_code)
    next_items(instrument, [], rotating=1)  # raises for an instrument without a pulse
    for code in scope:
        if here.tree.by_code(code) is None:
            raise Refused("There is no unit {code} on that day. Check its code in the roster.", code=code)
    run_store.add_series(session, instrument.code, scope, max(starts_on or here.day, here.day))
    audit(session, actor=actor, action="pulse.begun", detail=f"{instrument.code} {' '.join(scope) or 'city'}", now=now)
    return next_wave_day(session, here) or here.day


def end_pulse(session: Session, *, actor: str, now: datetime, zone: ZoneInfo) -> bool:
    """Let no further wave come; one that is open runs on. False where no pulse runs."""
    here = running.situation(session, now, zone)
    series = run_store.series_on(session, here.day)
    if series is None:
        return False
    run_store.end_series(session, series.id, date.fromordinal(here.day.toordinal() - 1))
    audit(session, actor=actor, action="pulse.ended", now=now)
    return True


def next_wave_day(session: Session, here: Situation) -> date | None:
    """When the next wave opens for somebody; None without a pulse."""
    pulse = _pulse(session, here)
    return min((turn.day for turn in pulse.turns(here)), default=None) if pulse else None


def next_opening(session: Session, here: Situation) -> datetime | None:
    """The moment of the next wave."""
    day = next_wave_day(session, here)
    return None if day is None else instant(day, here.surveys.opens_at, here.zone)


def is_wave_due(session: Session, *, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a wave opens now. Only reads."""
    here = running.situation(session, now, zone)
    pulse = _pulse(session, here) if here.is_time_to_open else None
    return pulse is not None and bool(together(pulse.turns(here), here.day)) and bool(_in_reach(session, pulse, here))


def open_waves(session: Session, means: Means, *, now: datetime) -> list[int]:
    """Open the waves that are due today; returns the ids of their surveys. Twice is once."""
    here = running.situation(session, now, means.zone)
    pulse = _pulse(session, here, holds=True) if here.is_time_to_open else None
    if pulse is None or not _in_reach(session, pulse, here):
        return []
    opened = []
    for number, parts in together(pulse.turns(here), here.day).items():
        survey_id = _open(session, pulse, number, parts, here, means)
        opened += [survey_id] if survey_id else []
    return opened


def _pulse(session: Session, here: Situation, *, holds: bool = False) -> _Pulse | None:
    series = run_store.series_on(session, here.day)
    if series is None:
        return None
    if holds:
        run_store.hold_series(session, series.id)
    units = running.units_of_scope(series.scope, here.tree)
    parts = parts_of(here.tree, units, here.surveys.busy)
    return _Pulse(series, instrument_of(session, series.instrument), run_store.waves(session, series.id), parts)


def _in_reach(session: Session, pulse: _Pulse, here: Situation) -> frozenset[int]:
    return running.units_in_reach(session, here) & pulse.parts.keys()


def _open(
    session: Session, pulse: _Pulse, number: int, parts: Collection[str], here: Situation, means: Means
) -> int | None:
    window = running.window_of(here, guard_of("", here.surveys.busy, here.is_working), SurveyKind.PULSE)
    due = {unit_id for unit_id in _in_reach(session, pulse, here) if pulse.parts[unit_id] in parts}
    units = running.units_with_room(session, here, due, window)
    items = _items(session, pulse, number, units, here)
    survey_id = _ask(session, pulse, items, units, window, here, means)
    codes = tuple(item.code for item in items)
    for part in parts:
        run_store.keep_wave(session, pulse.series.id, Wave(number, part, codes, here.day), survey_id)
    for part in _put_off(pulse, number, parts):
        run_store.keep_wave(session, pulse.series.id, Wave(number, part, codes, None), None)
    if survey_id:
        audit(session, actor="clock", action="pulse.wave_opened", detail=f"{number} survey {survey_id}", now=here.now)
    logger.info("A wave was opened", extra={"event": "pulse.opened", "wave": number, "survey_id": survey_id or 0})
    return survey_id


def _ask(
    session: Session,
    pulse: _Pulse,
    items: tuple[Item, ...],
    units: Collection[int],
    window: Window,
    here: Situation,
    means: Means,
) -> int | None:
    """None where the part alone is too small for anything to be shown: then it is not asked either."""
    asked = running.staff_of(session, units, here.day)
    people: dict[int, int] = {}
    for unit_id in asked.values():
        people[unit_id] = people.get(unit_id, 0) + 1
    if not bucket_of_units(here.tree, people, least=running.least_answers(SurveyKind.PULSE, here.surveys)):
        return None
    run = Run(reminders_on=window.reminders_on)
    draft = Draft(SurveyKind.PULSE, pulse.instrument, items, asked, units, window, run)
    return running.begin(session, draft, here, means)


def _items(session: Session, pulse: _Pulse, number: int, units: Collection[int], here: Situation) -> tuple[Item, ...]:
    """The same for every part of a wave."""
    present = by_number(pulse.waves).get(number)
    if present:
        return tuple(pulse.instrument.item(code) for code in next(iter(present.values())).items)
    asked = run_store.asked_since(session, here.day - FOUR_WEEKS, besides=pulse.series.id)
    # A full survey leaves out what a wave has asked; a questionnaire is not changed behind its author's back.
    history = [*asked, *running.planned_questions(session, here, SurveyKind.ONE_OFF)]
    tired = resting(pulse.instrument.code, pulse.instrument.rotating, units, here.day, history)
    waves, rotating = asked_so_far(pulse.waves), here.surveys.pulse.rotating_items
    return next_items(pulse.instrument, waves, rotating=rotating, resting=tired)


def _put_off(pulse: _Pulse, number: int, parts: Collection[str]) -> list[str]:
    """The parts whose busy season puts a wave off that has just come for the first one."""
    is_first = number not in by_number(pulse.waves)
    return sorted(set(pulse.parts.values()) - set(parts)) if is_first else []
