"""Use cases: plan a survey by hand, for the city, a sample or a bureau's own units; open it on its day, withdraw it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.city.service import audit
from bot.delivery.recipients import instant
from bot.errors import NotAllowed, Refused
from bot.people.kinds import RoleName
from bot.people.rules import Staff
from bot.pulse import run_store, running
from bot.pulse.instruments import Instrument, Item
from bot.pulse.library import instrument_of
from bot.pulse.outlook import Planned, SurveyWish
from bot.pulse.planning import Guard, Window
from bot.pulse.repeats import FOUR_WEEKS, refuse_repeats, resting, whole_units
from bot.pulse.rules import SurveyKind, SurveyState
from bot.pulse.run_store import Plan, Run
from bot.pulse.running import Draft, Means, Situation
from bot.pulse.sampling import Candidate, Sample, draw

_SEED_BITS = 63


def bureaus_of(me: Staff) -> tuple[int, ...]:
    """The units for which somebody may ask because they do its general affairs (局庶務)."""
    roles = (role for role in me.roles if role.name is RoleName.GENERAL_AFFAIRS)
    return tuple(sorted(role.unit_id for role in roles if role.unit_id is not None))


def require_asker(me: Staff) -> None:
    """Raises NotAllowed unless somebody may start surveys at all."""
    if not (me.has_role(RoleName.PERSONNEL) or bureaus_of(me)):
        raise NotAllowed("Surveys are started by the personnel section, and by general affairs for their own bureau.")


def require_personnel(me: Staff) -> None:
    """Raises NotAllowed unless somebody may start surveys for the whole city."""
    if not me.has_role(RoleName.PERSONNEL):
        raise NotAllowed("Only the personnel section may do this. Please call them.")


def plan_as(session: Session, me: Staff, wish: SurveyWish, *, now: datetime, zone: ZoneInfo) -> Planned:
    """Plan a survey as the personnel section, or for the own bureau; raises NotAllowed for everybody else."""
    require_asker(me)
    bureau = "" if me.has_role(RoleName.PERSONNEL) else _bureau_for(session, me, wish, now=now, zone=zone)
    return plan(session, wish, bureau=bureau, actor=me.token, now=now, zone=zone)


def _bureau_for(session: Session, me: Staff, wish: SurveyWish, *, now: datetime, zone: ZoneInfo) -> str:
    """The code of the bureau that asks; raises Refused where not all is its own, or it wants a sample."""
    if wish.is_sample or not wish.scope:
        raise NotAllowed("Only the personnel section may ask the whole city or draw a sample. Choose units of yours.")
    tree = running.situation(session, now, zone).tree
    own = {one: tree.subtree(one) for one in bureaus_of(me) if one in tree}
    wanted = {unit.id for code in wish.scope if (unit := tree.by_code(code))}
    home = next((one for one, units in own.items() if wanted <= units), min(own, default=None))
    if home is None:
        raise NotAllowed("Your bureau does not exist any more. Please call the personnel section.")
    whole_units(wish.scope, tree, within=home)
    return tree[home].code


def plan(session: Session, wish: SurveyWish, *, bureau: str = "", actor: str, now: datetime, zone: ZoneInfo) -> Planned:
    """Plan a survey; raises Refused, with what would work, for a busy day, questions just asked or a used-up budget."""
    here = running.situation(session, now, zone)
    instrument = instrument_of(session, wish.instrument)
    units = whole_units(wish.scope, here.tree) if wish.scope else running.units_of_scope((), here.tree)
    guard = _guard(here, wish.scope, units)
    day = _opening_day(here, guard, wish)
    kind = SurveyKind.FULL if instrument.fixed and not bureau and not wish.is_sample else SurveyKind.ONE_OFF
    left_out = _left_out(session, instrument, units, here, day, kind)
    _refuse_used_up(session, here, units, _window(here, guard, day))
    people = here.surveys.sampling.people if wish.is_sample else 0
    planned = Plan(0, kind, instrument.code, wish.scope, bureau, people, day)
    number = run_store.add_plan(session, planned)
    detail = f"{instrument.code} {' '.join(wish.scope) or 'city'} {day}"
    audit(session, actor=actor, action="survey.planned", detail=detail, now=now)
    return Planned(number, day, left_out)


def withdraw(session: Session, number: int, *, actor: str, now: datetime) -> None:
    """Let a planned survey not happen; raises Refused where it is not planned (any more)."""
    if run_store.hold_plan(session, number) is None:
        raise Refused("Nothing is planned under the number {number}. Look at the list again.", number=number)
    run_store.drop_plan(session, number)
    audit(session, actor=actor, action="survey.withdrawn", detail=str(number), now=now)


def withdraw_as(session: Session, me: Staff, number: int, *, now: datetime, zone: ZoneInfo) -> None:
    """The same for the personnel section, or a bureau's own plan; raises NotAllowed for everybody else."""
    require_asker(me)
    plan = run_store.hold_plan(session, number)
    tree = running.situation(session, now, zone).tree
    own = {tree[one].code for one in bureaus_of(me) if one in tree}
    if plan is not None and not me.has_role(RoleName.PERSONNEL) and plan.bureau not in own:
        raise NotAllowed("Only the personnel section may do this. Please call them.")
    withdraw(session, number, actor=me.token, now=now)


def close_early(session: Session, survey_id: int, *, actor: str, now: datetime) -> None:
    """Let a running survey be over now; the clock closes it. Raises Refused where it does not run."""
    head = run_store.head(session, survey_id)
    if head is None or head.state is not SurveyState.RUNNING or head.closes_at <= now:
        raise Refused("No survey with the number {number} is open. Look at the list again.", number=survey_id)
    run_store.close_at(session, survey_id, now)
    audit(session, actor=actor, action="survey.closed_early", detail=str(survey_id), now=now)


def next_opening(session: Session, here: Situation) -> datetime | None:
    """The moment at which the next planned survey opens."""
    days = [max(one.opens_on, here.first_day) for one in run_store.plans(session)]
    return instant(min(days), here.surveys.opens_at, here.zone) if days else None


def due_plans(session: Session, *, now: datetime, zone: ZoneInfo) -> list[int]:
    """The numbers of the surveys that open now. Only reads."""
    here = running.situation(session, now, zone)
    if not here.is_time_to_open or not running.units_in_reach(session, here):
        return []
    return [one.id for one in run_store.plans(session, until=here.day)]


def open_plan(session: Session, number: int, means: Means, *, now: datetime) -> int | None:
    """Open a planned survey, twice is once; returns its id.

    What became busy, was asked meanwhile, or finds the budget used up moves to a later day.
    """
    here = running.situation(session, now, means.zone)
    found = run_store.hold_plan(session, number)
    if found is None:
        return None
    units = running.units_of_scope(found.scope, here.tree)
    guard = _guard(here, found.scope, units)
    window = _window(here, guard, here.day)
    free = guard.next_free(here.day, working_days=here.surveys.working_days_open)
    if free != here.day:
        run_store.move_plan(session, number, free)
        return None
    is_without_room = not found.sample_people and running.units_with_room(session, here, units, window) != units
    if is_without_room or _repeats(session, found, units, here):
        run_store.move_plan(session, number, here.day + timedelta(days=1))
        return None
    return _open(session, found, units & running.units_in_reach(session, here), window, here, means)


def _open(session: Session, found: Plan, units: Collection[int], window: Window, here: Situation, means: Means) -> int:
    instrument = instrument_of(session, found.instrument)
    asked = running.staff_of(session, units, here.day)
    run = Run(bureau=found.bureau, reminders_on=window.reminders_on)
    sample = _sample(session, asked, found.sample_people, window, here) if found.sample_people else None
    if sample and not sample.is_everybody:
        asked = {person: asked[person] for person in sample.people}
        run = replace(run, seed=str(sample.seed), drawn=len(asked), population=sample.population)
    items = _items(session, instrument, units, here, found.kind)
    draft = Draft(found.kind, instrument, items, asked, units, window, run)
    survey_id = running.begin(session, draft, here, means)
    if run.drawn is not None:
        run_store.keep_draws(session, survey_id, asked, here.day)
    run_store.mark_opened(session, found.id, survey_id)
    audit(session, actor="clock", action="survey.opened", detail=f"{found.id} survey {survey_id}", now=here.now)
    return survey_id


def _sample(session: Session, asked: dict[int, int], people: int, window: Window, here: Situation) -> Sample:
    """Bureau by bureau; whoever was drawn lately or has been asked enough is left in peace."""
    draws, with_room = run_store.last_draws(session), running.people_with_room(session, here, asked, window)
    candidates = [
        Candidate(
            person,
            bureau=here.tree.path(unit)[0],
            drawn_on=draws.get(person) if person in with_room else here.day,
        )
        for person, unit in asked.items()
    ]
    return draw(candidates, people, here.day, seed=secrets.randbits(_SEED_BITS), policy=here.surveys.sampling)


def _guard(here: Situation, scope: Sequence[str], units: Iterable[int]) -> Guard:
    """City-wide only the city's seasons; else also those of the units, of what is above and of what is below them."""
    if not scope:
        return Guard(here.surveys.busy.of(()), here.is_working)
    codes = {here.tree[one].code for unit_id in units for one in here.tree.path(unit_id)}
    return Guard(here.surveys.busy.of(sorted(codes)), here.is_working)


def _opening_day(here: Situation, guard: Guard, wish: SurveyWish) -> date:
    working_days = here.surveys.working_days_open
    if wish.opens_on is None:
        return guard.next_free(here.first_day, working_days=working_days)
    if wish.opens_on < here.first_day:
        raise Refused(
            "Today's time for opening is over, or {day} lies behind us. Choose a later day.", day=wish.opens_on
        )
    guard.refuse_busy(wish.opens_on, working_days=working_days)
    return wish.opens_on


def _window(here: Situation, guard: Guard, day: date) -> Window:
    return guard.window(day, working_days=here.surveys.working_days_open, reminders=here.surveys.reminders)


def _refuse_used_up(session: Session, here: Situation, units: Collection[int], window: Window) -> None:
    used_up = frozenset(units) - running.units_with_room(session, here, units, window)
    if used_up:
        raise Refused(
            "{unit} was asked so often lately that there is no room on {day}. Choose a later day, or leave it out.",
            unit=here.tree.path_name(min(used_up)),
            day=window.opens_on,
        )


def _left_out(
    session: Session, instrument: Instrument, units: Collection[int], here: Situation, day: date, kind: SurveyKind
) -> tuple[str, ...]:
    """A full survey leaves out what was just asked; any other is refused instead of changed, also beside plans."""
    asked = run_store.asked_since(session, day - FOUR_WEEKS)
    if kind is SurveyKind.FULL:
        return tuple(sorted(resting(instrument.code, _repeatable(instrument), units, day, asked)))
    history = [*asked, *running.planned_questions(session, here, SurveyKind.FULL, SurveyKind.ONE_OFF)]
    refuse_repeats(instrument.code, _repeatable(instrument), units, day, history)
    return ()


def _repeats(session: Session, found: Plan, units: Collection[int], here: Situation) -> bool:
    instrument, asked = instrument_of(session, found.instrument), run_store.asked_since(session, here.day - FOUR_WEEKS)
    is_full = found.kind is SurveyKind.FULL
    return not is_full and bool(resting(instrument.code, _repeatable(instrument), units, here.day, asked))


def _repeatable(instrument: Instrument) -> list[str]:
    """Every question but the fixed one of a pulse, which comes again and again by design."""
    return [item.code for item in instrument.items if item.code != instrument.fixed]


def _items(
    session: Session, instrument: Instrument, units: Collection[int], here: Situation, kind: SurveyKind
) -> tuple[Item, ...]:
    if kind is not SurveyKind.FULL:
        return instrument.items
    left_out = _left_out(session, instrument, units, here, here.day, kind)
    return tuple(item for item in instrument.items if item.code not in left_out)
