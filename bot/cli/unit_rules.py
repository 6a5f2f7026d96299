"""`kaeru unit-rule`: the no-overtime days that units decided for themselves, as an installation enters them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.city.fields import Weekday
from bot.cli.asking import say
from bot.cli.calendar import read_day
from bot.cli.edge import operator_language
from bot.cli.session import open_database
from bot.clock import SystemClock
from bot.errors import Refused
from bot.no_overtime import days
from bot.no_overtime.days import UnitsRules
from bot.no_overtime.rules import RuleKind, UnitRule
from bot.no_overtime.unit_rule_blocks import rule_line
from bot.settings import read_settings
from bot.texts import N_, Translator

app = typer.Typer(help=N_("The no-overtime days that units decide for themselves."), no_args_is_help=True)

_ACTOR = "command-line"

_Code = Annotated[str, typer.Argument(metavar="CODE", help=N_("The code of the unit; what is below it follows."))]
_Weekdays = Annotated[list[Weekday] | None, typer.Option("--weekday", help=N_("A weekday, monday to friday."))]
_Weeks = Annotated[list[int] | None, typer.Option("--week", help=N_("For complete days: 3 is every third one."))]


@app.command("list", help=N_("What units decided, with what is over: all units, or one by its code."))
def list_rules(code: Annotated[str, typer.Argument(metavar="[CODE]", help=N_("The code of a unit."))] = "") -> None:
    t, today = operator_language(), _today()
    with open_database() as database:
        found = database.read(days.rules_and_history, today, unit_code=code)
    Console().print(_table(t, found, today))


@app.command("set", help=N_("Enter a rule of a unit: instead, beside, complete, exempt, or swap for a single day."))
def set_rule(
    code: _Code,
    kind: Annotated[RuleKind, typer.Argument(help=N_("How the rule stands to the city's days."))],
    weekdays: _Weekdays = None,
    weeks: _Weeks = None,
    start: Annotated[str, typer.Option("--from", metavar="DATE", help=N_("First day; without it, as ever."))] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help=N_("Last day; without it, until it is ended."))] = "",
    given_up: Annotated[str, typer.Option(metavar="DATE", help=N_("For a swap: the day that is given up."))] = "",
    day: Annotated[str, typer.Option(metavar="DATE", help=N_("For a swap: the day instead."))] = "",
) -> None:
    t, is_swap = operator_language(), kind is RuleKind.SWAP
    if (bool(day), bool(given_up)) != (is_swap, is_swap) or (is_swap and (start or until)):
        raise Refused("A swap takes --given-up and --day, every other rule --from and --until.")
    first, last = (day, day) if is_swap else (start, until)
    chosen, nth = frozenset(weekdays or ()), frozenset(weeks or ())
    lost = read_day(given_up) if given_up else None
    rule = UnitRule(kind, chosen, _day(first, date.min), _day(last, date.max), nth, lost)
    with open_database() as database:
        database.write(days.decide_unit_rule, code, rule, actor=_ACTOR, now=SystemClock().now())
    say(t("The rule is entered. See it with kaeru unit-rule list {code}.", code=code))


@app.command("end", help=N_("Let a rule hold no more from today on; its number stands in the list."))
def end_rule(code: _Code, number: Annotated[int, typer.Argument(help=N_("The number of the rule."))]) -> None:
    t, now, today = operator_language(), SystemClock().now(), _today()
    with open_database() as database:
        database.write(days.end_unit_rule, code, number, today=today, actor=_ACTOR, now=now)
    say(t("From today on rule {number} holds no more.", number=number))


def _table(t: Translator, found: list[UnitsRules], today: date) -> Table:
    table = Table(t("Unit"), t("Number"), t("Rule"), t("State"))
    for unit in found:
        for one in unit.rules:
            state = t("over") if one.is_over(today) else t("decided")
            name = t("{unit} ({above})", unit=unit.unit.name, above=unit.unit.code)
            table.add_row(*map(Text, (name, str(one.number), rule_line(t, one), state)))
    return table


def _day(text: str, otherwise: date) -> date:
    return read_day(text) if text else otherwise


def _today() -> date:
    return SystemClock().now().astimezone(read_settings().zone).date()
