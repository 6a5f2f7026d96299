"""A pulse that is open on the machine's own clock, for whoever answers it at a real door."""

from __future__ import annotations

from datetime import timedelta

from pydantic import SecretStr
from sqlmodel import Session

from bot.clock import SystemClock
from bot.people.service import tree_on
from bot.pulse import library
from bot.pulse.opening import open_survey
from bot.pulse.rules import Opening, SurveyKind, Thresholds
from tests.crowds import section_of
from tests.delivering import JST

CODES = ("E1", "W1", "B1", "S1")
SECRET_KEY = "0123456789abcdef" * 4


def open_pulse(session: Session, *, people: int, sections: int) -> int:
    """Ask everybody that `tests.crowds.hire` wrote; returns the survey's id."""
    now = SystemClock().now()
    day = now.astimezone(JST).date()
    instrument = library.instrument_of(session, "kaeru")
    opening = Opening(
        kind=SurveyKind.PULSE,
        instrument=instrument.code,
        questions=tuple(library.question_of(instrument.item(code)) for code in CODES),
        thresholds=Thresholds(5, 20),
        day=day,
        opens_at=now,
        closes_at=now + timedelta(days=7),
    )
    asked = {number: section_of(number, sections) for number in range(1, people + 1)}
    tree = tree_on(session, day)
    return open_survey(session, opening, asked, tree=tree, secret=SecretStr(SECRET_KEY), now=now)
