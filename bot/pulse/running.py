"""Use case: begin a survey on a day: who is asked, by what terms, and their invitations, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlmodel import Session

from bot.city import service as city
from bot.city.operation import Reach
from bot.city.rules import CityPolicy
from bot.city.surveys import Surveys
from bot.delivery.recipients import instant
from bot.people import service as people
from bot.people.tree import UnitTree
from bot.pulse import invitation_store, inviting, run_store
from bot.pulse.instruments import Instrument, Item
from bot.pulse.library import instrument_of, question_of
from bot.pulse.opening import open_survey
from bot.pulse.planning import Guard, Window
from bot.pulse.repeats import Asked, refuse_parts_of_units
from bot.pulse.requests import has_room
from bot.pulse.rules import Opening, SurveyKind, Thresholds
from bot.pulse.run_store import Run
from bot.texts import Texts
from bot.workdays.paydays import IsWorking
from bot.workdays.rules import municipal_calendar


@dataclass(frozen=True)
class Means:
    """What a process brings to every survey: the city's zone, its secret, the languages."""

    zone: ZoneInfo
    secret: SecretStr
    texts: Texts


@dataclass(frozen=True)
class Situation:
    """The city on the day on which a survey may begin."""

    now: datetime
    zone: ZoneInfo
    policy: CityPolicy
    tree: UnitTree

    @property
    def day(self) -> date:
        """The city's date."""
        return self.now.astimezone(self.zone).date()

    @property
    def surveys(self) -> Surveys:
        """What the city decided about surveys."""
        return self.policy.surveys

    @property
    def is_working(self) -> IsWorking:
        """Which days are worked."""
        return municipal_calendar(self.policy).is_working_day

    @property
    def is_time_to_open(self) -> bool:
        """Whether it is a working day, between the times at which surveys open and close."""
        opens, closes = (instant(self.day, at, self.zone) for at in (self.surveys.opens_at, self.surveys.closes_at))
        return self.is_working(self.day) and opens <= self.now < closes

    @property
    def first_day(self) -> date:
        """The first day on which a survey can still open: today, unless it is too late for that."""
        is_over = self.now >= instant(self.day, self.surveys.closes_at, self.zone)
        return self.day + timedelta(days=1) if is_over else self.day


@dataclass(frozen=True)
class Draft:
    """A survey that shall begin now. `asked` are people with their units, `run` how it will be run.

    `whole` are the units of which everybody is asked, as far as somebody works there.
    """

    kind: SurveyKind
    instrument: Instrument
    items: Sequence[Item]
    asked: Mapping[int, int]
    whole: Collection[int]
    window: Window
    run: Run


def situation(session: Session, now: datetime, zone: ZoneInfo) -> Situation:
    """The city as it is now."""
    day = now.astimezone(zone).date()
    return Situation(now, zone, city.policy_on(session, day), people.tree_on(session, day))


def units_in_reach(session: Session, here: Situation) -> frozenset[int]:
    """The units whose staff may be asked: none in rehearsal or while all is stopped, those of the pilot, or all."""
    operation = city.operation(session)
    if operation.is_stopped or operation.reach is Reach.REHEARSAL:
        return frozenset()
    if operation.reach is Reach.CITY:
        return frozenset(unit.id for unit in here.tree)
    return _below(here.policy.pilot.units, here.tree)


def units_of_scope(scope: Collection[str], tree: UnitTree) -> frozenset[int]:
    """The units that a survey is for: those with these codes and everything below them; without any, all."""
    return _below(scope, tree) if scope else frozenset(unit.id for unit in tree)


def _below(codes: Iterable[str], tree: UnitTree) -> frozenset[int]:
    return frozenset(one for code in codes if (unit := tree.by_code(code)) for one in tree.subtree(unit.id))


def planned_questions(session: Session, here: Situation, *kinds: SurveyKind) -> list[Asked]:
    """What surveys of these kinds, which are planned and have not opened, are going to ask whom."""
    return [
        Asked(plan.instrument, item.code, units_of_scope(plan.scope, here.tree), plan.opens_on)
        for plan in run_store.plans(session)
        if plan.kind in kinds
        for item in instrument_of(session, plan.instrument).items
    ]


def units_with_room(session: Session, here: Situation, units: Iterable[int], window: Window) -> frozenset[int]:
    """Those of the units whose survey budget has room for an invitation and the reminders of a survey."""
    known, wanted = run_store.requests_of_units(session, _budget_since(here)), _requests(window)
    return frozenset(one for one in units if has_room(known.get(one, ()), wanted, here.surveys.budget))


def people_with_room(session: Session, here: Situation, asked: Mapping[int, int], window: Window) -> frozenset[int]:
    """The same for people with their units: what they were drawn for counts too."""
    since, wanted = _budget_since(here), _requests(window)
    of_units, of_drawn = run_store.requests_of_units(session, since), run_store.requests_of_drawn(session, since)
    return frozenset(
        person
        for person, unit in asked.items()
        if has_room([*of_units.get(unit, ()), *of_drawn.get(person, ())], wanted, here.surveys.budget)
    )


def _budget_since(here: Situation) -> date:
    """No survey is open for longer than the budget looks back, so its reminders are seen too."""
    return here.day - timedelta(days=2 * here.surveys.budget.within_days)


def _requests(window: Window) -> list[date]:
    return [window.opens_on, *window.reminders_on]


def window_of(here: Situation, guard: Guard, kind: SurveyKind) -> Window:
    """The days of a survey that opens today."""
    of_pulse, usual = here.surveys.pulse.working_days_open, here.surveys.working_days_open
    working_days = of_pulse if kind is SurveyKind.PULSE else usual
    return guard.window(here.day, working_days=working_days, reminders=here.surveys.reminders)


def least_answers(kind: SurveyKind, surveys: Surveys) -> int:
    """From how many answers a survey of this kind shows anything."""
    return surveys.thresholds.pulse if kind is SurveyKind.PULSE else surveys.thresholds.full


def begin(session: Session, draft: Draft, here: Situation, means: Means) -> int:
    """Open a survey and put its invitations into the outbox; returns its id.

    Raises Refused where a unit would be asked in part, without a lot being drawn.
    """
    surveys = here.surveys
    if draft.run.drawn is None:
        refuse_parts_of_units(draft.asked, invitation_store.staff_by_unit(session, here.day), here.tree)
    opening = Opening(
        kind=draft.kind,
        instrument=draft.instrument.code,
        questions=tuple(question_of(item) for item in draft.items),
        thresholds=Thresholds(least_answers(draft.kind, surveys), surveys.thresholds.free_text),
        day=here.day,
        opens_at=here.now,
        closes_at=instant(draft.window.closes_on, surveys.closes_at, here.zone),
        scope=_scope(here.tree, frozenset(draft.whole)),
        is_sample=draft.run.drawn is not None,
    )
    survey_id = open_survey(session, opening, draft.asked, tree=here.tree, secret=means.secret, now=here.now)
    run_store.add_run(session, survey_id, draft.run)
    inviting.invite(session, survey_id, here.policy, now=here.now, zone=here.zone, texts=means.texts)
    return survey_id


def staff_of(session: Session, units: Collection[int], day: date) -> dict[int, int]:
    """Everybody who can be asked in these units, with their unit."""
    staff = invitation_store.staff_by_unit(session, day)
    return {person: unit for person, unit in staff.items() if unit in units}


def _scope(tree: UnitTree, whole: frozenset[int]) -> tuple[str, ...]:
    """The codes of the highest units of which all is asked; empty where that is the whole city."""
    if all(unit.id in whole for unit in tree):
        return ()
    full = {unit.id for unit in tree if tree.subtree(unit.id) <= whole}
    return tuple(sorted(tree[one].code for one in full if not full.intersection(tree.path(one)[:-1])))
