"""A monthly report as people see it: the line in the まとめ, the messages, the window with figures and history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.blockkit import (
    Block,
    Element,
    View,
    actions,
    button,
    context,
    divider,
    escape,
    header,
    line_input,
    plain,
    section,
)
from bot.blockkit import field as form_field
from bot.delivery.lines import Line
from bot.delivery.opt_out_blocks import stop_button
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.one_on_one.held_rate import Share as HeldShare
from bot.one_on_one.wording import rate_words
from bot.overtime.wording import cause_word
from bot.reports.kinds import RATED, Event, Figures, MonthlyReport, State
from bot.reports.rules import LONGEST_LINE, Stage
from bot.reports.wording import NOTHING, RATES, STATES, STEPS, hour_words, percent, share_words
from bot.texts import N_, Translator

OPEN = "reports.open"
SUBMIT = "reports.submit"
SEND_BACK = "reports.send_back"
OPEN_BOARD = "reports.open_board"
#: How the messages are called.
DRAFT, OVERDUE = "reports/draft", "reports/overdue"
#: What a person reads where they can receive a kind of message again.
KINDS: Mapping[str, str] = {
    DRAFT: N_("Word that a monthly report's draft is ready"),
    OVERDUE: N_("Word that monthly reports are missing"),
}

_MOST_CHARACTERS = 2900
_MOST_REPORTS = 12


@dataclass(frozen=True)
class WaitingReport:
    """An open report that waits for whoever answers for its unit."""

    report_id: int
    unit_name: str
    month: date
    stage: Stage
    since: date
    is_sent_back: bool = False


@dataclass(frozen=True)
class Missing:
    """How many reports of a bureau's units are missing, for its general affairs."""

    month: date
    count: int
    since: date


@dataclass(frozen=True)
class Shown:
    """A report as one person may see it: its history, and what they may do."""

    report: MonthlyReport
    unit_name: str
    events: tuple[Event, ...] = ()
    own_causes: Mapping[str, str] = field(default_factory=dict)
    may_submit: bool = False
    may_send_back: bool = False


def line(t: Translator, waiting: WaitingReport) -> Line:
    """What waits, as a line of the まとめ; kinder the longer it waits."""
    told = {"unit": waiting.unit_name, "month": t.month(waiting.month)}
    if waiting.is_sent_back:
        words = t("{unit}: the personnel section asks you to look at the monthly report of {month} once more.", **told)
    elif waiting.stage is Stage.READY:
        words = t("{unit}: the draft of the monthly report of {month} is ready. Add a line and submit it.", **told)
    elif waiting.stage is Stage.REMINDED:
        words = t("{unit}: the monthly report of {month} is not submitted yet. Two taps are enough.", **told)
    else:
        words = t("{unit}: the personnel section still waits for the monthly report of {month}.", **told)
    return Line(words, waiting.since, (open_button(t, waiting),))


def missing_line(t: Translator, missing: Missing) -> Line:
    """What general affairs read once the reminders are over."""
    words = t.n(
        "{count} monthly report of your units for {month} is missing. May I ask you to speak to them?",
        "{count} monthly reports of your units for {month} are missing. May I ask you to speak to them?",
        missing.count,
        month=t.month(missing.month),
    )
    return Line(words, missing.since, (board_button(t),))


def open_button(t: Translator, waiting: WaitingReport) -> Element:
    """Opens the report."""
    about = t("{unit}, {month}", unit=waiting.unit_name, month=t.month(waiting.month))
    return button(t("Open the report"), action_id=OPEN, value=str(waiting.report_id), about=about)


def board_button(t: Translator) -> Element:
    """Opens the board: who has submitted."""
    return button(t("Monthly reports"), action_id=OPEN_BOARD)


def draft_message(t: Translator, waiting: Sequence[WaitingReport]) -> Words:
    """The one message to whoever answers for units: their drafts are ready."""
    return _message(t, [line(t, one) for one in waiting[:_MOST_REPORTS]], DRAFT)


def overdue_message(t: Translator, missing: Missing) -> Words:
    """The message to general affairs."""
    return _message(t, [missing_line(t, missing)], OVERDUE)


def _message(t: Translator, lines: Sequence[Line], kind: str) -> Words:
    stop = stop_button(t, kind, name=t(KINDS[kind]))
    found: list[Block] = []
    for one in lines:
        found += [section(escape(one.text)), actions(*one.buttons)]
    return Words("\n".join(one.text for one in lines), [*found, actions(stop)])


def my_reports(t: Translator, waiting: tuple[WaitingReport, ...]) -> list[Block]:
    """The open reports on somebody's home tab."""
    found: list[Block] = []
    for one in waiting:
        found += [section(escape(line(t, one).text)), actions(open_button(t, one))]
    return found


def read_report_id(action: Mapping[str, Any]) -> int:
    """The report of a button; raises OldButton for anything that is not ours."""
    try:
        return int(action["value"])
    except (KeyError, ValueError):
        raise _old() from None


def read_form(view: Mapping[str, Any]) -> tuple[int, int, str]:
    """The report of the window, its version, and the line."""
    try:
        report_id, version = str(view["private_metadata"]).split("|")
        told = view["state"]["values"]["line"]["value"].get("value")
        return int(report_id), int(version), str(told or "")
    except (KeyError, ValueError):
        raise _old() from None


def _old() -> OldButton:
    return OldButton("This button belongs to an older message. Your home tab has the newest one.")


def window(t: Translator, shown: Shown) -> View:
    """The window: figures, history and, for whoever answers for the unit, the line to be submitted."""
    report = shown.report
    view: View = {
        "type": "modal",
        "callback_id": SUBMIT,
        "title": plain(t("Monthly report")),
        "close": plain(t("Close")),
        "private_metadata": f"{report.id}|{report.version}",
        "blocks": [*_figures(t, shown), *_line(t, shown), *_history(t, shown)],
    }
    return view | {"submit": plain(t("Submit"))} if shown.may_submit else view


def submitted(t: Translator, report: MonthlyReport) -> str:
    """What the head reads afterwards."""
    return t("Submitted: the monthly report of {month}. Thank you.", month=t.month(report.month))


def sent_back(t: Translator, report: MonthlyReport) -> str:
    """What the personnel section reads afterwards."""
    return t("Sent back: the monthly report of {month}. Its head reads so.", month=t.month(report.month))


def _figures(t: Translator, shown: Shown) -> Iterator[Block]:
    report, figures = shown.report, shown.report.figures
    yield header(t("Monthly report of {month}", month=t.month(report.month)))
    yield section(f"*{escape(shown.unit_name)}*\n{escape(t(STATES[report.state]))}")
    words = "\n".join(f"• {escape(one)}" for one in figure_lines(t, figures, shown.own_causes))
    yield section(words[:_MOST_CHARACTERS])
    yield context(escape(t("“—”: not known, of nobody, or of too few to be told.")))


def figure_lines(t: Translator, figures: Figures, own_causes: Mapping[str, str]) -> Iterator[str]:
    """The figures, a line each."""
    rates = (t("{days} {rate}", days=t(RATES[days]), rate=percent(t, figures.rates.get(days))) for days in RATED)
    yield t("On-time rate: {rates}", rates=t.listing(rates))
    if figures.target_percent:
        yield t("The city's aim for no-overtime days: {percent}%.", percent=figures.target_percent)
    yield _trend(t, figures)
    yield from _stays(t, figures, own_causes)
    yield t("Days instead that were kept: {kept}", kept=share_words(t, figures.kept))
    yield _leave(t, figures)
    yield t("Workplace meetings held: {held}", held=share_words(t, figures.meetings))
    yield t("1on1s held: {rate}", rate=one_on_one_words(t, figures.one_on_one))
    yield _hours(t, figures)


def _trend(t: Translator, figures: Figures) -> str:
    months = (t("{month} {rate}", month=t.month(month), rate=percent(t, one)) for month, one in figures.trend.items())
    words = t("All days in the months before: {months}", months=t.listing(months) or NOTHING)
    return t("{words} (units were reorganised)", words=words) if figures.is_reorganised else words


def _stays(t: Translator, figures: Figures, own_causes: Mapping[str, str]) -> Iterator[str]:
    yield t(
        "Overtime reports on no-overtime days: {count}; confirmed: {confirmed}, on the same day: {same_day}",
        count=figures.reports,
        confirmed=figures.confirmed,
        same_day=figures.same_day,
    )
    if figures.stays:
        counted = sorted(figures.stays.items(), key=lambda one: (-one[1], one[0]))
        causes = (t("{cause} {count}", cause=cause_word(t, code, own_causes), count=count) for code, count in counted)
        yield t("Reasons: {causes}", causes=t.listing(causes))


def _leave(t: Translator, figures: Figures) -> str:
    if figures.leave_days is None:
        return t("Leave taken, a person on average: {days}", days=NOTHING)
    if figures.leave_of_goal is None:
        return t("Leave taken, a person on average: {days} days", days=figures.leave_days)
    return t(
        "Leave taken, a person on average: {days} days ({percent}% of the goal)",
        days=figures.leave_days,
        percent=figures.leave_of_goal,
    )


def one_on_one_words(t: Translator, told: int | None) -> str:
    """A rate of 1on1s as others than the pairs may read it."""
    return NOTHING if told is None else rate_words(t, HeldShare(told))


def _hours(t: Translator, figures: Figures) -> str:
    return t(
        "Hours of overtime: {hours}; target: {target}; actual ÷ target: {share}",
        hours=hour_words(t, figures.overtime_minutes),
        target=hour_words(t, figures.target_minutes),
        share=percent(t, figures.of_target),
    )


def _line(t: Translator, shown: Shown) -> Iterator[Block]:
    yield divider()
    if shown.may_submit:
        field_of_line = line_input(shown.report.line, longest=LONGEST_LINE)
        hint = t("What helped, what got in the way, what you will try next. Please name nobody.")
        yield form_field("line", t("A line of yours"), field_of_line, hint=hint, is_optional=True)
    elif shown.report.line:
        yield section(escape(shown.report.line))
    if shown.may_send_back:
        about = t("the monthly report of {unit}", unit=shown.unit_name)
        yield actions(button(t("Send back"), action_id=SEND_BACK, value=str(shown.report.id), about=about))


def _history(t: Translator, shown: Shown) -> Iterator[Block]:
    steps = [t("{date} {step}", date=t.day(one.at.date()), step=t(STEPS[one.step])) for one in shown.events]
    if shown.report.is_late and shown.report.state is not State.DRAFTED:
        steps.append(t("after the first reminder"))
    if steps:
        yield context(escape(t.listing(steps))[:_MOST_CHARACTERS])
