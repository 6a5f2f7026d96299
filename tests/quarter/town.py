"""The synthetic city of the quarter, whole or in part, taken over into a database as a real city would do it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from bot.city import service as city
from bot.city.duties import Duties, Personnel
from bot.city.operation import Reach
from bot.city.rules import CityPolicy
from bot.cli.demo_one_on_ones import live_through_the_past
from bot.people.accounts import SlackAccount
from bot.people.kinds import ModeKind
from bot.people.match import match_accounts
from bot.people.roster_files import parse_table
from bot.people.roster_import import import_roster
from bot.people.special_mode import declare_special_mode
from bot.playground.towns import Town, TownUnit, build_town, staff_csv, units_csv
from bot.pulse import pulsing
from tests.delivering import JST

#: Every kind of head: of a vacant 課 and 係, for which others act, and in a typhoon (都市整備部); without an account,
#: and of units on shifts (消防本部); of a 課 right below the city (会計課); of four people (選挙管理委員会事務局).
PART = ("都市整備部", "消防本部", "会計課", "選挙管理委員会事務局")
GENERAL_AFFAIRS_OF = "都市整備部"
_BEGINNING = date(2025, 4, 1)


def town_of(bureaus: Collection[str] = ()) -> Town:
    """ひばり野市, or these of its bureaus with everybody in them."""
    town = build_town("hibarino")
    if not bureaus:
        return town
    units = [unit for unit in town.units if unit.path.partition("/")[0] in bureaus]
    codes = {unit.code for unit in units}
    staff = [one for one in town.staff if one.posts[0].unit_code in codes]
    numbers = {one.staff_no for one in staff}
    return replace(
        town,
        units=tuple(_without_strangers(unit, numbers) for unit in units),
        staff=tuple(replace(one, posts=tuple(post for post in one.posts if post.unit_code in codes)) for one in staff),
        accounts=tuple(one for one in town.accounts if one.staff_no in numbers),
    )


def _without_strangers(unit: TownUnit, numbers: Collection[str]) -> TownUnit:
    head = unit.head if unit.head in numbers else None
    acting = unit.acting_head if unit.acting_head in numbers else None
    return replace(unit, head=head, acting_head=acting)


def take_over(session: Session, town: Town, today: date, now: datetime) -> None:
    """Policy, roster, accounts, three months of 1on1s, the typhoon of X15, and a pulse that begins."""
    policy = CityPolicy(name=town.name, personnel=Personnel(channel="C0PERSONNEL"), duties=_duties(town))
    city.decide_policy(session, policy, effective_from=city.SINCE_EVER, actor="test", now=now)
    city.change_reach(session, Reach.CITY, actor="test", now=now)
    staff, units = parse_table("staff.csv", staff_csv(town)), parse_table("units.csv", units_csv(town))
    import_roster(session, staff, units, effective=_BEGINNING, now=now, actor="test")
    match_accounts(session, _accounts(town), day=today, now=now, actor="test")
    live_through_the_past(session, today)
    _declare_the_typhoon(session, town, now)
    pulsing.begin_pulse(session, pulsing.OWN_QUESTIONS, actor="test", now=now, zone=JST)


def _duties(town: Town) -> Duties:
    """Somebody who leads nothing looks after the affairs of a bureau."""
    bureau = next(unit for unit in town.units if unit.name == GENERAL_AFFAIRS_OF)
    below = {unit.code for unit in town.units if unit.path.startswith(f"{bureau.path}/")}
    leading = {head for unit in town.units for head in (unit.head, unit.acting_head)}
    known = {one.staff_no for one in town.accounts if one.is_active}
    officer = next(
        one.staff_no
        for one in town.staff
        if one.posts[0].unit_code in below and one.staff_no in known and one.staff_no not in leading
    )
    return Duties(general_affairs={bureau.code: (officer,)})


def _accounts(town: Town) -> Iterable[SlackAccount]:
    return (SlackAccount(one.user_id, one.email, not one.is_active, locale=one.locale) for one in town.accounts)


def _declare_the_typhoon(session: Session, town: Town, now: datetime) -> None:
    known = {unit.code for unit in town.units}
    first, *_, last = town.fixtures["X15"].dates
    for code in known.intersection(town.fixtures["X15"].units):
        declare_special_mode(
            session, ModeKind.DISASTER, unit_code=code, starts_on=first, ends_on=last, now=now, actor="test"
        )
