"""The demo's pulse: it begins the day after the demo opens, in the bureau of whom a newcomer plays; others answer it.

Everything goes in through the use cases that a real city uses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city.fields import Weekday
from bot.city.rules import CityPolicy
from bot.city.surveys import Pulse, Surveys
from bot.core import Core
from bot.people import service as people
from bot.playground.towns.dice import Dice
from bot.pulse import asking, counting, invitation_store, overview, pulsing
from bot.pulse.answers import SurveyAnswer
from bot.pulse.asked import Sheet
from bot.pulse.library import question_of
from bot.pulse.rules import SurveyState
from bot.workdays.rules import municipal_calendar

_ACTOR = "demo"
#: Out of a hundred: how many answer at all; how many of them pass over a question.
_ANSWER, _PASS_OVER = 72, 6
_AT_A_TIME = 500
_WEEKS_OF_A_MONTH = 4
#: The shortest that a city may decide: a result is what a newcomer waits for.
_DAYS_OPEN = 3


def surveys_of_the_demo(opened: date) -> Surveys:
    """The policy of a city whose pulse comes on the working day after `opened` for three days, and then every month."""
    day = municipal_calendar(CityPolicy()).next_working_day(opened)
    week = min((day.day - 1) // 7 + 1, _WEEKS_OF_A_MONTH)
    pulse = Pulse(weekday=list(Weekday)[day.weekday()], week_of_month=week, working_days_open=_DAYS_OPEN)
    return Surveys(pulse=pulse)


def begin_pulse(session: Session, slack_user_id: str, *, now: datetime, zone: ZoneInfo) -> None:
    """Begin the pulse in the bureau of somebody; a whole city would take the demo too long to write to."""
    day = now.astimezone(zone).date()
    tree = people.tree_on(session, day)
    me = people.staff_by_slack(session, slack_user_id, day=day, tree=tree)
    if me is not None:
        bureau = tree[me.unit_path[0]].code
        pulsing.begin_pulse(session, pulsing.OWN_QUESTIONS, scope=(bureau,), actor=_ACTOR, now=now, zone=zone)


class Respondents:
    """Those who answer surveys by themselves, once each. `cast` are the Slack ids of whom a newcomer plays."""

    def __init__(self, cast: Collection[str]) -> None:
        self._cast = frozenset(cast)
        self._done: set[int] = set()

    async def answer(self, core: Core, now: datetime) -> None:
        """Answer every survey that has opened since the last time."""
        zone = core.settings.zone
        for survey_id in await core.look(_open_surveys, now=now, zone=zone):
            if survey_id not in self._done:
                self._done.add(survey_id)
                answers = await core.look(_answers, survey_id, self._cast, now=now, zone=zone)
                for first in range(0, len(answers), _AT_A_TIME):
                    some = answers[first : first + _AT_A_TIME]
                    await core.transact(counting.record_answers, some, secret=core.settings.survey_secret)


def _open_surveys(session: Session, *, now: datetime, zone: ZoneInfo) -> list[int]:
    lines = overview.overview(session, now=now, zone=zone).lines
    return [one.id for one in lines if one.state is SurveyState.RUNNING and one.closes_at > now]


def _answers(
    session: Session, survey_id: int, cast: Collection[str], *, now: datetime, zone: ZoneInfo
) -> list[SurveyAnswer]:
    day = now.astimezone(zone).date()
    played = {one.person_id for slack_id in cast if (one := people.staff_by_slack(session, slack_id, day=day))}
    sheet, dice = asking.sheets_of(session, [survey_id])[survey_id], Dice(survey_id)
    asked = sorted(invitation_store.invited(session, survey_id))
    answering = [one for one in asked if one not in played and dice.chance(_ANSWER)]
    return [answer for person_id in answering for answer in _answers_of(person_id, sheet, dice, now)]


def _answers_of(person_id: int, sheet: Sheet, dice: Dice, now: datetime) -> Iterator[SurveyAnswer]:
    """More people are content than not, about as in a real city."""
    for place, code in enumerate(sheet.codes, 1):
        scores = question_of(sheet.item(place)).scores
        if scores and not dice.chance(_PASS_OVER):
            best = max(dice.below(len(scores)), dice.below(len(scores)))
            yield SurveyAnswer(sheet.survey_id, person_id, code, now, scores[best])
