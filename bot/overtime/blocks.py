"""What whoever reported overtime is told, a report in lines, and the way to the form of a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.blockkit import Block, Element, View, button, context, escape, plain, section
from bot.errors import OldButton
from bot.overtime.drafts import Told
from bot.overtime.kinds import Report, ReportState
from bot.overtime.wording import STATES, cause_word
from bot.people.wording import HEAD
from bot.texts import Translator

OPEN = "overtime.open"


def open_button(t: Translator, day: date) -> Element:
    """The way to the form of a day."""
    about = t("{date} (not an order)", date=t.day(day))
    return button(t("Report overtime"), action_id=OPEN, value=day.isoformat(), about=about)


def read_day(action: Mapping[str, Any]) -> date:
    """The day of a pressed button or a chosen option; raises OldButton for anything that is not ours."""
    try:
        value = action["selected_option"]["value"] if "selected_option" in action else action["value"]
        return date.fromisoformat(value)
    except (KeyError, TypeError, ValueError):
        raise OldButton("This button is from an earlier day. Your home tab has the newest one.") from None


def noted(t: Translator, told: Told) -> View:
    """What whoever reported reads: what was understood, who looks at it, and how to change it."""
    report = told.report
    lines = [f"• {escape(line)}" for line in report_lines(t, report, told.own_causes)]
    title = t("Thank you, I have noted this:")
    blocks = [section(f":frog: *{escape(title)}*"), section("\n".join(lines)), *_what_next(t, told)]
    return {
        "type": "modal",
        "title": plain(t("Overtime (not an order)")),
        "close": plain(t("Close")),
        "blocks": blocks,
    }


def withdrawn(t: Translator, told: Told) -> str:
    """What whoever took a report back reads."""
    date_ = t.day(told.report.day)
    return t("Your report for {date} is withdrawn, and its day instead is free again.", date=date_)


def report_lines(t: Translator, report: Report, own_causes: Mapping[str, str]) -> Iterator[str]:
    """A report as its person reads it, a line for each thing that it says; what was typed is not escaped."""
    until = t.minute(report.planned_end_minute)
    yield t("{date}, until {time}", date=t.day(report.day), time=until)
    yield t("Reason: {cause}", cause=cause_word(t, report.cause, own_causes))
    if report.line.strip():
        yield t("Work: {line}", line=report.line)
    if report.day_instead:
        yield t("On time instead: {date}", date=t.day(report.day_instead))
    yield t("State: {state}", state=t(STATES[report.state]))
    if report.is_same_day:
        yield t("Marked as reported on the day itself")


def _what_next(t: Translator, told: Told) -> Iterator[Block]:
    if told.report.state is ReportState.REPORTED:
        yield section(escape(_who_looks(t, told)))
    yield context(escape(t("On my Home tab you can change or withdraw it until the day is over.")))


def _who_looks(t: Translator, told: Told) -> str:
    if told.looker is None:
        return t("Nobody leads your unit on that day, so please tell your colleagues yourself.")
    role = t(HEAD[told.looker.kind])
    return t("Next the {role} ({unit}) looks at it. You need not wait.", role=role, unit=told.looker.unit_name)
