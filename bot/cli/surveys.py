"""`kaeru survey`: the pulse, surveys started by hand, questions of the city's own, the stress check's messages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli import survey_results
from bot.cli.asking import say
from bot.cli.calendar import read_day
from bot.cli.edge import operator_language
from bot.cli.session import open_database
from bot.clock import SystemClock
from bot.errors import Refused
from bot.people.roster_files import read_table
from bot.pulse import library, overview, pulsing, starting, stress, survey_blocks
from bot.pulse.outlook import Overview, SurveyWish
from bot.pulse.scores import rounded
from bot.pulse.stress_blocks import Call
from bot.settings import Settings, read_settings
from bot.texts import N_, Texts, Translator

app = typer.Typer(help=N_("Surveys: start them, see how many have answered, close them."), no_args_is_help=True)

_ACTOR = "command-line"

_Units = Annotated[list[str] | None, typer.Option("--unit", metavar="CODE", help=N_("A unit; without it, the city."))]
_Number = Annotated[int, typer.Argument(help=N_("The number in kaeru survey list."))]


@app.command("instrument", help=N_("Bring questions of your own from a TOML file; every fault is named with its line."))
def bring_instrument(file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The file."))]) -> None:
    t, content = operator_language(), _content(file)
    with open_database() as database:
        brought = database.write(library.import_instrument, file.name, content, actor=_ACTOR, now=SystemClock().now())
    title = brought.title.of(t.code)
    say(t("“{title}” can be asked now: kaeru survey start {code}.", title=title, code=brought.code))


@app.command("list", help=N_("What runs, is planned and is over, with the rate of answers; and the instruments."))
def list_surveys() -> None:
    t, zone = operator_language(), read_settings().zone
    with open_database() as database:
        shown = database.read(overview.overview, now=SystemClock().now(), zone=zone)
    console = Console()
    for table in (_surveys(t, shown), _instruments(t, shown)):
        console.print(table)
    if shown.is_on_pulse and shown.next_wave:
        say(t("The pulse runs. Its next wave opens on {date}.", date=t.full_day(shown.next_wave)))


@app.command("pulse", help=N_("Begin the pulse: short waves that come by themselves, as the city file says."))
def begin_pulse(
    units: _Units = None,
    start: Annotated[str, typer.Option("--from", metavar="DATE", help=N_("First day; without it, today."))] = "",
    instrument: Annotated[str, typer.Option(metavar="CODE", help=N_("Whose questions."))] = pulsing.OWN_QUESTIONS,
) -> None:
    t, settings, first = operator_language(), _settings(), read_day(start) if start else None
    with open_database() as database:
        day = database.write(
            pulsing.begin_pulse,
            instrument,
            scope=tuple(units or ()),
            starts_on=first,
            actor=_ACTOR,
            now=SystemClock().now(),
            zone=settings.zone,
        )
    say(survey_blocks.pulse_begun(t, day))


@app.command("end-pulse", help=N_("Let no further wave come; one that is open runs on."))
def end_pulse() -> None:
    t, zone = operator_language(), read_settings().zone
    with open_database() as database:
        is_new = database.write(pulsing.end_pulse, actor=_ACTOR, now=SystemClock().now(), zone=zone)
    say(survey_blocks.pulse_ended(t, is_new=is_new))


@app.command("start", help=N_("Plan a survey of the city, of whole units, or of a random sample."))
def start_survey(
    instrument: Annotated[str, typer.Argument(metavar="INSTRUMENT", help=N_("Its code in kaeru survey list."))],
    units: _Units = None,
    day: Annotated[str, typer.Option("--on", metavar="DATE", help=N_("First day; else as soon as it can be."))] = "",
    *,
    sample: Annotated[bool, typer.Option("--sample", help=N_("Ask a random sample, as the city file says."))] = False,
) -> None:
    t, settings = operator_language(), _settings()
    if sample and units:
        raise Refused("A sample is drawn from the whole city: leave out --unit, or --sample.")
    wish = SurveyWish(instrument, tuple(units or ()), is_sample=sample, opens_on=read_day(day) if day else None)
    with open_database() as database:
        done = database.write(starting.plan, wish, actor=_ACTOR, now=SystemClock().now(), zone=settings.zone)
    say(survey_blocks.planned(t, done))


@app.command("withdraw", help=N_("Let a survey that has not opened not happen."))
def withdraw_plan(number: _Number) -> None:
    t = operator_language()
    with open_database() as database:
        database.write(starting.withdraw, number, actor=_ACTOR, now=SystemClock().now())
    say(survey_blocks.withdrawn(t))


@app.command("close", help=N_("Let an open survey be over now; kaeru clock closes it within a minute."))
def close_survey(number: _Number) -> None:
    t = operator_language()
    with open_database() as database:
        database.write(starting.close_early, number, actor=_ACTOR, now=SystemClock().now())
    say(t("No answer counts any more. kaeru clock closes it within a minute."))


survey_results.register(app)


@app.command("stress-invite", help=N_("Write to everybody, or to a list, where the stress check can be taken."))
def invite_to_stress_check(
    link: Annotated[str, typer.Argument(metavar="LINK", help=N_("Where it is taken, https://…"))],
    until: Annotated[str, typer.Option(metavar="DATE", help=N_("The last day."))],
    staff: Annotated[Path | None, typer.Option(metavar="FILE", help=N_("Staff numbers, one a line; else all."))] = None,
    *,
    reminder: Annotated[bool, typer.Option("--reminder", help=N_("Say that it is a reminder."))] = False,
) -> None:
    t, zone = operator_language(), read_settings().zone
    call = Call(link, read_day(until), is_reminder=reminder, is_for_all=staff is None)
    numbers = _content(staff).decode("utf-8-sig").split() if staff else []
    with open_database() as database:
        count = database.write(
            stress.invite,
            call,
            staff_numbers=numbers,
            actor=_ACTOR,
            now=SystemClock().now(),
            zone=zone,
            texts=Texts(t.code),
        )
    say(t.n("{count} message is on its way.", "{count} messages are on their way.", count))


@app.command("stress-rate", help=N_("Take over how many took the stress check of a fiscal year; or show it."))
def stress_rates(
    year: Annotated[int | None, typer.Argument(metavar="[YEAR]", help=N_("The fiscal year, such as 2026."))] = None,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help=N_("Unit code, people, taken; CSV or xlsx."))
    ] = None,
) -> None:
    t, now, zone = operator_language(), SystemClock().now(), read_settings().zone
    with open_database() as database:
        if year is not None and file is not None:
            count = database.write(stress.import_rates, year, read_table(file), actor=_ACTOR, now=now, zone=zone)
            say(t.n("The rate of {count} unit is kept.", "The rates of {count} units are kept.", count))
        found = database.read(stress.rates, now.astimezone(zone).date())
    table = Table(t("Fiscal year"), t("Unit"), t("Stress check taken"))
    for one in found:
        if year in (None, one.fiscal_year):
            share = t(
                "{taken} of {people} ({percent}%)", taken=one.taken, people=one.people, percent=rounded(one.percent)
            )
            table.add_row(str(one.fiscal_year), Text(one.unit), share)
    Console().print(table)


def _surveys(t: Translator, shown: Overview) -> Table:
    zone = read_settings().zone
    table = Table(t("Number"), t("Survey"))
    for one in shown.lines:
        table.add_row(str(one.id), Text(survey_blocks.line(t, one, zone)))
    for plan in shown.coming:
        number = t("{number} (planned)", number=plan.number)
        table.add_row(number, Text(survey_blocks.coming_line(t, plan)))
    return table


def _instruments(t: Translator, shown: Overview) -> Table:
    table = Table(t("Instrument"), t("Title"), t("Questions"), t("Licence"))
    for one in shown.instruments:
        table.add_row(one.code, Text(one.title.of(t.code)), str(len(one.items)), Text(one.licence))
    return table


def _settings() -> Settings:
    """The settings; raises SetupFault at once where no secret is set, without which no survey opens."""
    settings = read_settings()
    settings.survey_secret  # noqa: B018
    return settings


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise Refused("{file} cannot be opened. Check the path and the permission.", file=file.name) from None
