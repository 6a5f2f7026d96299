"""`kaeru init`: what the city decides, from its defaults, from a file or by asking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from bot import migrations
from bot.city import service as city
from bot.city.operation import Reach
from bot.city.reading import read_policy
from bot.city.rules import CityPolicy
from bot.city.service import SINCE_EVER
from bot.cli.asking import ask, ask_policy, say
from bot.cli.calendar import read_day
from bot.cli.edge import operator_language
from bot.cli.session import open_database
from bot.clock import SystemClock
from bot.database import Database
from bot.errors import BadPolicy, Refused
from bot.settings import read_settings
from bot.texts import N_, Translator
from bot.workdays.rules import refuse_impossible_days

_ACTOR = "command-line"


def register(app: typer.Typer) -> None:
    """Add the command to the table of commands."""
    app.command("init", help=N_("Tell Kaeru what your city decides: asks, unless you name a file."))(init)


def init(
    file: Annotated[Path | None, typer.Option(metavar="city.toml", help=N_("Take the answers from this file."))] = None,
    effective: Annotated[
        str, typer.Option(metavar="DATE", help=N_("From which day a change of an existing policy holds."))
    ] = "",
    *,
    defaults: Annotated[
        bool, typer.Option("--defaults", help=N_("Ask nothing: the usual rules, for the whole city."))
    ] = False,
    example: Annotated[
        bool, typer.Option("--example", help=N_("Print a city.toml that explains every setting."))
    ] = False,
) -> None:
    if example:
        typer.echo((resources.files("bot.city") / "city.toml").read_text(encoding="utf-8"), nl=False)
        return
    named = _named_policy(file, defaults=defaults)
    with open_database(is_checked=False) as database:
        migrations.upgrade(database)
        desk = _Desk(database, SystemClock().now(), operator_language())
        before = database.read(_policy_before, desk.today)
        if before is None:
            desk.begin(named or ask_policy(CityPolicy(), desk.t), Reach.CITY if defaults else Reach.REHEARSAL)
        else:
            desk.change(before, named, effective)


@dataclass(frozen=True)
class _Desk:
    """Where the operator sits: the database, the moment and their language."""

    database: Database
    now: datetime
    t: Translator

    @property
    def today(self) -> date:
        return self.now.astimezone(read_settings().zone).date()

    def begin(self, policy: CityPolicy, reach: Reach) -> None:
        """The first policy of a city; it holds for all days, past ones too."""
        self.database.write(_begin, policy, reach, self.now)
        say(_welcome(reach, policy, self.t))

    def change(self, before: CityPolicy, named: CityPolicy | None, effective: str) -> None:
        """Another policy from some day on; what is in force until then stays as it is."""
        policy = named or _ask_for_a_change(before, self.t)
        if policy == before:
            say(self.t("Nothing changes: this policy is in force already."))
            return
        day = _future_day(effective, self.today) if effective else _ask_day(self.today, self.t)
        later = self.database.write(_change, policy, day, self.now)
        say(self.t("The new policy holds from {date}. Until then nothing changes.", date=self.t.full_day(day)))
        if later:
            say(self.t("The policy decided for {date} stays and follows it then.", date=self.t.full_day(later)))


def _named_policy(file: Path | None, *, defaults: bool) -> CityPolicy | None:
    if defaults and file:
        raise Refused("Use --defaults or --file, not both.")
    if file:
        return read_city_file(file)
    return CityPolicy() if defaults else None


def read_city_file(path: Path) -> CityPolicy:
    """The policy of a city file; refuses a file that is not there, is not UTF-8 or does not fit."""
    try:
        policy = read_policy(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise BadPolicy("The file {path} cannot be read. Check its name and place.", path=path) from None
    except UnicodeDecodeError:
        raise BadPolicy("The file {path} is not in UTF-8. Save it again as UTF-8.", path=path) from None
    refuse_impossible_days(policy)
    return policy


def _policy_before(session: Session, today: date) -> CityPolicy | None:
    return city.policy_on(session, today) if city.has_policy(session, until=today) else None


def _begin(session: Session, policy: CityPolicy, reach: Reach, now: datetime) -> None:
    city.decide_policy(session, policy, effective_from=SINCE_EVER, actor=_ACTOR, now=now)
    city.change_reach(session, reach, actor=_ACTOR, now=now)


def _welcome(reach: Reach, policy: CityPolicy, t: Translator) -> str:
    if reach is Reach.CITY:
        return t("Kaeru is set up for the whole city with the usual rules. Next: kaeru roster import")
    if not policy.personnel.channel:
        return t("Kaeru is set up for a rehearsal, but personnel.channel is empty: it has nowhere to post yet.")
    return t("Kaeru is set up for a rehearsal in the personnel channel. Next: kaeru roster import")


def _ask_for_a_change(before: CityPolicy, t: Translator) -> CityPolicy:
    say(t("Your city has a policy. Your answers change it from a day that you choose at the end."))
    return ask_policy(before, t)


def _change(session: Session, policy: CityPolicy, day: date, now: datetime) -> date | None:
    city.decide_policy(session, policy, effective_from=day, actor=_ACTOR, now=now)
    return city.next_decision(session, after=day)


def _ask_day(today: date, t: Translator) -> date:
    tomorrow = (today + timedelta(days=1)).isoformat()
    while True:
        answer = ask(t("From which day shall the new policy hold?"), tomorrow)
        try:
            return _future_day(answer, today)
        except Refused as refused:
            say(t.error(refused))


def _future_day(text: str, today: date) -> date:
    """A day as people type it, today at the earliest: what was done under a policy stays done."""
    day = read_day(text)
    if day < today:
        raise Refused("A policy cannot begin in the past: choose {today} or later.", today=today)
    return day
