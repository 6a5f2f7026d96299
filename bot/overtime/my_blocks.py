"""Somebody's own reports on their home tab, the way to report below the thanks for a tap, and the word of a morning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.blockkit import Block, Element, actions, button, context, escape, header, section
from bot.delivery.opt_out_blocks import stop_button
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.overtime.blocks import OPEN, open_button, report_lines
from bot.overtime.drafts import MyReports
from bot.overtime.kinds import Report, ReportState
from bot.texts import N_, Translator

WITHDRAW = "overtime.withdraw"
#: How the message is called that reminds of a day instead, and what a person reads where they can receive it again.
DAY_INSTEAD = "overtime/day_instead"
KIND = N_("Word in the morning of a day instead")

_MOST_REPORTS = 10


@dataclass(frozen=True)
class Reminder:
    """A morning: today takes the place of `reported`, and ends at `end_minute`."""

    day: date
    reported: date
    end_minute: int


def with_way_to_report(t: Translator, words: Words, day: date) -> Words:
    """The thanks for 「残業の見込みです」 with the way to the form. The answer and a report are never joined."""
    hint = t("If it is a no-overtime day, please also report the overtime. The report is apart from this answer.")
    return Words(f"{words.text}\n{hint}", [*words.blocks, context(escape(hint)), actions(open_button(t, day))])


def my_reports(t: Translator, mine: MyReports) -> list[Block]:
    """For the home tab: what I reported, what I promised, and how it went; nothing for whoever has none of it."""
    return [*_today(t, mine), *_coming(t, mine), *_past(t, mine)]


def read_report_id(action: Mapping[str, Any]) -> int:
    """The report that a button withdraws; raises OldButton for anything that no button of ours says."""
    try:
        return int(action["value"])
    except (KeyError, TypeError, ValueError):
        raise OldButton("This button is from an earlier day. Your home tab has the newest one.") from None


def reminder(t: Translator, about: Reminder) -> Words:
    """The word of the morning, with the way never to receive it again."""
    hello = t("Good morning. Today you go home on time in the place of {date}.", date=t.day(about.reported))
    end = t("Your day ends at {time}. What is left may wait until tomorrow.", time=t.minute(about.end_minute))
    no_more = stop_button(t, DAY_INSTEAD, name=t(KIND))
    return Words(f":frog: {hello}\n{end}", [section(f":frog: *{escape(hello)}*\n{escape(end)}"), actions(no_more)])


def stored_fact(t: Translator, count: int, first: date, *, days: int) -> str:
    """What is stored about a person, as a line of their home page."""
    return t.n(
        "Your overtime report for {first}, with its reason, planned end, line of work and day instead, for {days} "
        "days. You, whoever confirms it and the personnel section see it; that you kept the day instead is for you",
        "{count} overtime reports of yours since {first}, with reasons, planned ends, lines of work and days instead, "
        "for {days} days. You, whoever confirms them and the personnel section see them; that you kept a day instead "
        "is for you",
        count,
        first=t.full_day(first),
        days=days,
    )


def _today(t: Translator, mine: MyReports) -> Iterator[Block]:
    if mine.instead_of:
        date_ = t.day(mine.instead_of)
        hello = t("Today you go home on time in the place of {date}.", date=date_)
        end = t("Your day ends at {time}.", time=t.minute(mine.end_minute))
        yield section(f":frog: *{escape(hello)}* {escape(end)}")
    if mine.may_report_today:
        yield context(escape(t("If you have to stay, report it here. A report is no overtime order.")))
        yield actions(open_button(t, mine.today))


def _coming(t: Translator, mine: MyReports) -> Iterator[Block]:
    if mine.coming:
        yield header(t("Your overtime reports (not orders)"))
    for report in mine.coming[:_MOST_REPORTS]:
        yield section("\n".join(escape(line) for line in report_lines(t, report, mine.own_causes)))
        if report.state is ReportState.SENT_BACK:
            words = t("It came back to you. Please talk briefly, change what is needed, and send it again.")
            yield context(escape(words))
        if report.day >= mine.today:
            yield actions(*_ways(t, report))


def _ways(t: Translator, report: Report) -> Iterator[Element]:
    about, day = t("the report for {date}", date=t.day(report.day)), report.day.isoformat()
    if report.state is ReportState.SENT_BACK:
        yield button(t("Correct"), action_id=OPEN, value=day, about=about, style="primary")
    else:
        yield button(t("Change"), action_id=OPEN, value=day, about=about)
    yield button(t("Withdraw"), action_id=WITHDRAW, value=str(report.id), about=about)


def _past(t: Translator, mine: MyReports) -> Iterator[Block]:
    if mine.past:
        title = t("Your days instead, of the last four weeks (only you see this):")
        lines = "\n".join(f"• {escape(_how_it_went(t, report))}" for report in mine.past[:_MOST_REPORTS])
        yield context(f"{escape(title)}\n{lines}")


def _how_it_went(t: Translator, report: Report) -> str:
    assert report.day_instead is not None
    date_ = t.day(report.day_instead)
    if report.is_kept is None:
        return t("{date}: —", date=date_)
    return t("{date}: on time, well done", date=date_) if report.is_kept else t("{date}: it got later", date=date_)
