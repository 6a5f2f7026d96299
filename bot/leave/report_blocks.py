"""The quarterly report by bureau: the word that it is ready, the window with the figures, and what is posted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.blockkit import Block, Element, View, actions, button, context, divider, escape, header, plain, section
from bot.delivery.opt_out_blocks import stop_button
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.leave.quarterly import BureauLine, QuarterlyReport
from bot.suppression import WHOLE
from bot.texts import N_, Translator

OPEN = "leave.report.open"
APPROVE = "leave.report.approve"
#: How the messages are called: that a report is ready for the personnel section, and the report itself.
DRAFT, POSTED = "leave/report_draft", "leave/report"
#: What a person reads where they can receive the first again.
KIND = N_("Word that the quarterly leave report is ready")

_NOTHING = "\u2014"
_MOST_LINES = 40


def draft(t: Translator, quarter: date, *, is_direct: bool = False) -> Words:
    """The word for the personnel section. It names no figure: those are in the window that the button opens."""
    title = t("The leave report of the quarter from {month} is ready to be read.", month=t.month(quarter))
    hint = t("Nothing is posted before you approve it.")
    buttons = [open_button(t, quarter)]
    if is_direct:
        buttons.append(stop_button(t, DRAFT, name=t(KIND)))
    return Words(f"{title}\n{hint}", [section(f"*{escape(title)}*\n{escape(hint)}"), actions(*buttons)])


def open_button(t: Translator, quarter: date) -> Element:
    """The way to the window."""
    about = t("the quarter from {month}", month=t.month(quarter))
    return button(t("Read the leave report"), action_id=OPEN, value=quarter.isoformat(), about=about)


def report_view(t: Translator, report: QuarterlyReport, *, channel: str, approved_at: str = "") -> View:
    """The window of the personnel section; its button approves what stands in it, to be posted if there is a channel.

    `approved_at` is when it was approved, in words; then there is no button any more.
    """
    view: View = {
        "type": "modal",
        "callback_id": APPROVE,
        "title": plain(t("Leave report")),
        "close": plain(t("Close")),
        "private_metadata": f"{report.quarter}|{digest_of(report)}",
        "blocks": [*report_words(t, report).blocks, divider(), *_outlook(t, channel, approved_at)],
    }
    if approved_at:
        return view
    return {**view, "submit": plain(t("Approve and post") if channel else t("Approve"))}


def report_words(t: Translator, report: QuarterlyReport) -> Words:
    """The report as it is posted: the city, then the bureaux in the order of the organisation, then what it means."""
    title = t("Annual leave by bureau, {first} to {last}", first=t.month(report.quarter), last=t.month(report.last_day))
    lines = [line_words(t, line, has_duty=report.has_duty) for line in (report.whole, *report.bureaux[:_MOST_LINES])]
    meant = list(notes(t, report))
    paragraphs = [
        section("\n".join(f"• {escape(one)}" for one in lines[at : at + 10])) for at in range(0, len(lines), 10)
    ]
    blocks = [header(title), *paragraphs, context(*(escape(note) for note in meant))]
    return Words("\n".join([title, *lines, *meant]), blocks)


def line_words(t: Translator, line: BureauLine, *, has_duty: bool) -> str:
    """A line of the report as a sentence; what is hidden is a dash."""
    if line.average is None:
        return t("{name}: {nothing}", name=name_of(t, line), nothing=_NOTHING)
    words = t(
        "{name}: {average} days on average ({of_goal} of the goal); under five days: {under_five}",
        name=name_of(t, line),
        average=_shown(line.average),
        of_goal=_percent(line.of_goal),
        under_five=_people(t, line.under_five),
    )
    if not has_duty or not line.duty_under_five:
        return words
    return t("{line}, {people} of them with the five-day duty", line=words, people=_people(t, line.duty_under_five))


def name_of(t: Translator, line: BureauLine) -> str:
    """What a line is called."""
    return t("Whole city") if line.unit_id == WHOLE else line.name


def notes(t: Translator, report: QuarterlyReport) -> Iterator[str]:
    """What the numbers mean, and how new they are."""
    yield t("Average: all days taken since the leave year began, divided by all staff of whom there are figures.")
    yield t("Carry-over is not in what was granted. A dash hides what would tell of few people.")
    if report.as_of is None:
        yield t("No leave taken has been imported yet, so there are no figures.")
        return
    oldest, newest = report.as_of
    if oldest == newest:
        yield t("Leave taken as of {day}.", day=t.full_day(newest))
    else:
        yield t("Leave taken as of {oldest} to {newest}.", oldest=t.full_day(oldest), newest=t.full_day(newest))
    if not report.is_complete:
        yield t("Not everything reaches to the end of the quarter. Import a newer file for that.")
    if missing := report.whole.headcount - report.whole.people:
        yield t.n(
            "{count} person without figures is not counted.", "{count} people without figures are not counted.", missing
        )


def read_quarter(action: Mapping[str, Any]) -> date:
    """The quarter that a button leads to; raises OldButton for anything that no button of ours says."""
    try:
        return date.fromisoformat(str(action["value"]))
    except (KeyError, ValueError):
        raise OldButton("This button is from an earlier day. Please use the newest one.") from None


def read_approval(view: Mapping[str, Any]) -> tuple[date, str]:
    """The quarter that somebody approved, and the digest of the figures that they read."""
    try:
        quarter, digest = str(view["private_metadata"]).split("|")
        return date.fromisoformat(quarter), digest
    except (KeyError, ValueError):
        raise OldButton("This window is from an earlier day. Please open it once more.") from None


def digest_of(report: QuarterlyReport) -> str:
    """The same for the same figures."""
    return hashlib.sha256(repr(report).encode()).hexdigest()


def approved(t: Translator, *, is_posted: bool) -> str:
    """What whoever approved reads."""
    if is_posted:
        return t("Thank you. The report is approved and goes to the channel of all staff in working hours.")
    return t("Thank you. The report is approved. No channel is set for it, so it stays here and in the export.")


def as_json(words: Words) -> str:
    """The blocks of a message as they are kept."""
    return json.dumps(list(words.blocks), ensure_ascii=False)


def kept_words(text: str, blocks: str) -> Words:
    """A message as it was kept."""
    found: list[Block] = json.loads(blocks)
    return Words(text, found)


def _outlook(t: Translator, channel: str, approved_at: str) -> Iterator[Block]:
    if approved_at:
        yield context(escape(t("Approved at {time}.", time=approved_at)))
    elif channel:
        yield context(t("Approved, it is posted in {channel} as it stands here.", channel=f"<#{channel}>"))
    else:
        yield context(escape(t("No channel is set for it (leave.report.channel), so it will not be posted.")))


def _shown(value: Decimal | None) -> str:
    return _NOTHING if value is None else f"{value}"


def _percent(value: Decimal | None) -> str:
    return _NOTHING if value is None else f"{value}%"


def _people(t: Translator, count: int | None) -> str:
    return _NOTHING if count is None else t.n("{count} person", "{count} people", count)
