"""A member's home: what no-overtime days, attendance, people and delivery know that concerns them, on one page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.attendance import service as attendance
from bot.attendance import telling as attendance_telling
from bot.blockkit import Block, View, actions
from bot.city import service as city
from bot.city.rules import CityPolicy
from bot.delivery import days, opt_out_blocks, opt_outs, telling
from bot.digest import digest_blocks
from bot.digest.one_on_ones import my_page
from bot.digest.personnel import city_today
from bot.digest.personnel_wording import city_words
from bot.leave import goal_blocks, goal_setting, prompt_blocks, report_blocks, table_blocks
from bot.leave import my_blocks as leave_blocks
from bot.leave import service as leave
from bot.leave.quarterly import last_quarter
from bot.meetings import blocks as meetings_blocks
from bot.meetings import morning_blocks
from bot.meetings import service as meetings
from bot.no_overtime import meeting_blocks, replies, reply_blocks, unit_rule_blocks
from bot.no_overtime import telling as no_overtime
from bot.no_overtime.calendar import SpecialDays, special_days
from bot.no_overtime.service import day_label
from bot.one_on_one import blocks as one_on_one_blocks
from bot.one_on_one import my_blocks as my_one_on_ones
from bot.one_on_one import service as one_on_one
from bot.overtime import evening_card, late, late_blocks, list_blocks, listing, my_blocks
from bot.overtime import service as overtime
from bot.overtime.late_rules import LATE_NOTICE
from bot.people import home
from bot.people import service as people
from bot.people.home import HomePage
from bot.people.kinds import RoleName
from bot.people.rules import Staff
from bot.people.wording import language_names
from bot.pulse import (
    action_blocks,
    asking,
    choosing,
    question_blocks,
    result_blocks,
    stress_blocks,
    threshold_blocks,
    viewing,
    voice_blocks,
    voices,
)
from bot.pulse.asking import Glance
from bot.reports import blocks as monthly_reports
from bot.reports import board, quarter_making, quarterly_blocks
from bot.reports import service as reports
from bot.texts import Texts, Translator

#: Every kind of message that somebody may not want, and what it is called.
KINDS = {
    **no_overtime.KINDS,
    **evening_card.KINDS,
    **question_blocks.KINDS,
    **digest_blocks.KINDS,
    **action_blocks.KINDS,
    **one_on_one_blocks.KINDS,
    **monthly_reports.KINDS,
    stress_blocks.STRESS_CHECK: stress_blocks.NAME,
    **prompt_blocks.KINDS,
    report_blocks.DRAFT: report_blocks.KIND,
    my_blocks.DAY_INSTEAD: my_blocks.KIND,
    LATE_NOTICE: late_blocks.KIND,
}


def home_of(
    session: Session,
    me: Staff,
    now: datetime,
    t: Translator,
    texts: Texts,
    zone: ZoneInfo,
    surveys: Glance | None = None,
) -> View:
    """The home tab of a member of staff, in the language of `t`; personnel officers also see how today goes."""
    today = now.astimezone(zone).date()
    policy = city.policy_on(session, today)
    label = day_label(policy, t)
    found = special_days(session, today, no_overtime.last_day(today), unit_code=me.unit_code)
    page = HomePage(
        unit_name=me.unit_name,
        day_label=label,
        days=no_overtime.day_lines(t, found) or [no_overtime.no_days(t)],
        stored=people.stored_about(session, me.person_id, today),
        languages=language_names(texts, policy.languages),
        unwanted=_unwanted(session, me, t),
        deliveries=_city(session, me, today, t, zone, surveys) if me.has_role(RoleName.PERSONNEL) else "",
        today=[
            *_my_answer(session, me, found, t, now, zone),
            *_my_surveys(session, me, surveys, t),
            *_survey_results(me, t),
            *_what_follows(session, me, today, surveys, t),
            *_my_overtime(session, me, today, t),
            *_reports_today(session, me, today, t),
            *_late_notices(session, me, today, t),
            *monthly_reports.my_reports(t, reports.waiting_today(session, today, me).get(me.person_id, ())),
            *_for_heads(me, t),
            *my_page(session, me, today, t).blocks,
        ],
        leave=[*leave_blocks.my_leave(t, leave.my_plans(session, me, today=today)), *_my_goal(session, me, today, t)],
        facts=list(_facts(session, me, today, policy, t, zone)),
        own_days=unit_rule_blocks.open_button(t, label=label) if me.units_in_charge else None,
        evening_meeting=meeting_blocks.open_setting_button(t) if me.units_in_charge else None,
    )
    return home.home_view(t, page)


def _my_goal(session: Session, me: Staff, today: date, t: Translator) -> list[Block]:
    """My goal for the leave year, the plan table of my section, and for the personnel section the last quarter."""
    ways = [table_blocks.open_button(t)]
    if me.has_role(RoleName.PERSONNEL):
        ways.append(report_blocks.open_button(t, last_quarter(today)))
    return goal_blocks.my_goal(t, goal_setting.my_goal(session, me, today=today), ways)


def _my_answer(
    session: Session, me: Staff, found: SpecialDays, t: Translator, now: datetime, zone: ZoneInfo
) -> list[Block]:
    """My answer of today, where today is a no-overtime day of my unit."""
    if not any(day.date == found.start and day.reasons for day in found.days):
        return []
    mine = replies.my_day(session, me.person_id, me.unit_code, found.start, now=now, zone=zone)
    return reply_blocks.my_answer(t, mine.day, mine.last_minute, mine.answer, is_open=mine.is_open)


def _my_surveys(session: Session, me: Staff, surveys: Glance | None, t: Translator) -> list[Block]:
    """The surveys that are open to me, with the next question of each; nothing where no secret is set."""
    if surveys is None or not surveys.secret.get_secret_value():
        return []
    mine = asking.my_surveys(session, me.person_id, secret=surveys.secret, now=surveys.now)
    return question_blocks.my_surveys(t, mine, surveys.passed, surveys.zone)


def _survey_results(me: Staff, t: Translator) -> list[Block]:
    """The way to the results of surveys, for those who read them."""
    return result_blocks.ways(t) if viewing.is_reader(me) else []


def _what_follows(session: Session, me: Staff, today: date, surveys: Glance | None, t: Translator) -> list[Block]:
    """What my unit does after a survey, the question what became of it, and what a head may still pick."""
    if surveys is None:
        return []
    mine = choosing.my_action(session, me, today=today, secret=surveys.secret)
    return [
        *action_blocks.my_part(t, mine, choosing.open_choices(session, me, today=today)),
        *voice_blocks.my_part(t, voices.replies_for(session, me, today=today)),
        *(threshold_blocks.ways(t) if me.has_role(RoleName.ADMINISTRATOR) else []),
    ]


def _my_overtime(session: Session, me: Staff, today: date, t: Translator) -> list[Block]:
    """What I reported about overtime, what I promised instead, and the way to report; and my evening."""
    evening = late.evening_of(session, me.person_id, today)
    mine = my_blocks.my_reports(t, overtime.my_reports(session, me, today))
    return [*mine, *(late_blocks.my_evening(t, evening) if evening else [])]


def _late_notices(session: Session, me: Staff, today: date, t: Translator) -> list[Block]:
    """Who works late today, for those who read the notices of others: general affairs, personnel and heads."""
    is_concerned = bool(me.units_in_charge or me.roles)
    return late_blocks.notices_of_today(t, late.late_notices(session, me, today)) if is_concerned else []


def _for_heads(me: Staff, t: Translator) -> list[Block]:
    """The ways to what heads and offices look after: meetings, and reports about units."""
    ways = [meetings_blocks.open_button(t)] if meetings.is_reader(me) else []
    if me.units_in_charge:
        ways.append(morning_blocks.open_button(t))
    if board.is_reader(me):
        ways.append(monthly_reports.board_button(t))
    if quarter_making.is_reader(me):
        ways.append(quarterly_blocks.open_button(t))
    return [actions(*ways, block_id="for-heads")] if ways else []


def _reports_today(session: Session, me: Staff, today: date, t: Translator) -> list[Block]:
    """How many have reported overtime today, with the way to their list: for those who read it."""
    if not listing.is_reader(me):
        return []
    return list_blocks.reports_today(t, listing.reports_for(session, me, today).total)


def _facts(
    session: Session, me: Staff, today: date, policy: CityPolicy, t: Translator, zone: ZoneInfo
) -> Iterator[str]:
    """What features store about me."""
    yield reply_blocks.stored_fact(t)
    if any(kept := leave.stored_about(session, me.person_id)):
        yield leave_blocks.stored_fact(t, *kept, years=policy.retention.leave_years)
    if goal := goal_setting.own_goal_year(session, me, today=today):
        yield goal_blocks.stored_fact(t, goal)
    if hours := attendance.days_about(session, me.person_id):
        yield attendance_telling.stored_fact(t, hours, zone)
    if reports := overtime.reports_about(session, me.person_id):
        yield my_blocks.stored_fact(t, reports.count, reports.first, days=policy.retention.overtime_report_days)
    if any(talks := one_on_one.stored_about(session, me.person_id)):
        yield my_one_on_ones.stored_fact(t, *talks, years=policy.retention.one_on_one_years)
    if late.has_notices(session, me.person_id):
        yield late_blocks.stored_fact(t)


def _unwanted(session: Session, me: Staff, t: Translator) -> list[opt_out_blocks.Wish]:
    kinds = opt_outs.opt_outs_of(session, me.person_id)
    return [opt_out_blocks.wish(t, kind, name=t(KINDS.get(kind, kind))) for kind in kinds]


def _city(session: Session, me: Staff, today: date, t: Translator, zone: ZoneInfo, surveys: Glance | None) -> str:
    """How the whole city stands today; without the moment of a press only how its messages do."""
    if surveys is None:
        return telling.today(t, days.states_on(session, today), is_stopped=city.operation(session).is_stopped)
    return city_words(t, city_today(session, me, today, now=surveys.now, zone=zone))
