"""A synthetic city for the demo: its people in the playground, its roster and policy in a database of their own.

Everything goes in through the use cases that a real city uses.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import date, datetime

from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session

from bot import migrations
from bot.city import service as city
from bot.city.duties import Duties, Personnel
from bot.city.fields import Weekday
from bot.city.operation import Reach
from bot.city.rules import CityPolicy
from bot.cli.demo_leave import leave_of_the_demo
from bot.cli.demo_one_on_ones import live_through_the_past
from bot.cli.demo_surveys import surveys_of_the_demo
from bot.cli.slack_accounts import all_accounts
from bot.core import Core
from bot.no_overtime.days import decide_unit_rule
from bot.no_overtime.rules import RuleKind, UnitRule
from bot.people.kinds import ModeKind
from bot.people.match import match_accounts
from bot.people.roster_files import parse_table
from bot.people.roster_import import import_roster
from bot.people.special_mode import declare_special_mode
from bot.playground import Workspace
from bot.playground.towns import PERSONNEL_SECTION, SYSTEMS_SECTION, Town, TownUnit, staff_csv, units_csv

_ACTOR = "demo"


def people_the_workspace(workspace: Workspace, town: Town) -> None:
    """Give the playground the town's accounts and channels, everybody in the channel of their unit."""
    for account in town.accounts:
        workspace.add_user(
            account.user_id,
            name=account.display_name,
            real_name=account.real_name,
            email=account.email,
            locale=account.locale,
            deleted=not account.is_active,
        )
    members = _members(town)
    for channel in (*town.channels, town.personnel_channel, town.everyone_channel):
        group = _bureau(town, channel.unit_codes)
        if channel.channel_id not in workspace.channels:
            workspace.add_channel(
                channel.name, id=channel.channel_id, members=members.get(channel.channel_id, ()), group=group
            )


def _members(town: Town) -> dict[str, list[str]]:
    """Slack ids by channel: those whose unit, or the nearest unit above it, has the channel."""
    found: dict[str, list[str]] = {}
    for account in town.accounts:
        if account.staff_no is None or not account.is_active:
            continue
        unit = town.unit_by_code[town.staff_by_number[account.staff_no].posts[0].unit_code]
        above = (one.channel_id for one in _upwards(town, unit) if one.channel_id)
        found.setdefault(next(above, ""), []).append(account.user_id)
    return found


def _upwards(town: Town, unit: TownUnit) -> Iterable[TownUnit]:
    yield unit
    while unit.parent is not None:
        unit = town.unit_by_code[unit.parent]
        yield unit


def _bureau(town: Town, codes: tuple[str, ...]) -> str:
    return town.unit_by_code[codes[0]].path.partition("/")[0] if codes else town.name


async def settle(core: Core, town: Town, client: AsyncWebClient, now: datetime) -> None:
    """Create the tables, decide the policy, take over the roster and match the accounts."""
    await asyncio.to_thread(migrations.upgrade, core.database)
    accounts = await all_accounts(client, lambda _: None)
    await core.transact(_decide, town, now, core.today(now))
    await core.transact(_take_over, town, core.today(now), now)
    await core.transact(match_accounts, accounts, day=core.today(now), now=now, actor=_ACTOR)
    await core.transact(live_through_the_past, core.today(now))


def _decide(session: Session, town: Town, now: datetime, today: date) -> None:
    duties = Duties(personnel=_staff_of(town, PERSONNEL_SECTION), administrators=_staff_of(town, SYSTEMS_SECTION)[:1])
    policy = CityPolicy(
        name=town.name,
        personnel=Personnel(channel=town.personnel_channel.channel_id),
        duties=duties,
        surveys=surveys_of_the_demo(today),
        leave=leave_of_the_demo(town.everyone_channel.channel_id),
    )
    city.decide_policy(session, policy, effective_from=city.SINCE_EVER, actor=_ACTOR, now=now)
    city.change_reach(session, Reach.CITY, actor=_ACTOR, now=now)


def _staff_of(town: Town, name: str) -> tuple[str, ...]:
    """The staff numbers of a unit and everything below it; none where the town has no unit of that name."""
    return tuple(
        one.staff_no
        for one in town.staff
        if any(unit.name == name for unit in _upwards(town, town.unit_by_code[one.posts[0].unit_code]))
    )


def _take_over(session: Session, town: Town, today: date, now: datetime) -> None:
    staff, units = parse_table("staff.csv", staff_csv(town)), parse_table("units.csv", units_csv(town))
    import_roster(session, staff, units, effective=date(today.year - 1, 4, 1), now=now, actor=_ACTOR)
    for code in town.fixtures["X07"].units:
        thursdays = UnitRule(RuleKind.INSTEAD, frozenset({Weekday.THURSDAY}))
        decide_unit_rule(session, code, thursdays, actor=_ACTOR, now=now)
    first, *_, last = town.fixtures["X15"].dates
    for code in town.fixtures["X15"].units:
        declare_special_mode(
            session, ModeKind.DISASTER, unit_code=code, starts_on=first, ends_on=last, now=now, actor=_ACTOR
        )
