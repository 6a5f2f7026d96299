"""The page of a quarter in Slack: the city, then its bureaux in the order of the organisation; nobody is ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bot.blockkit import Block, Element, View, actions, button, context, escape, header, option, plain, section, select
from bot.errors import OldButton
from bot.overtime.wording import cause_word
from bot.reports.blocks import one_on_one_words
from bot.reports.quarterly import Quarter, QuarterLine
from bot.reports.wording import NOTHING, hour_words, percent, share_words
from bot.texts import Translator

OPEN = "reports.open_quarter"
CHOOSE = "reports.quarter"

_MOST_CHARACTERS = 2900
_MOST_SECTIONS = 40


def open_button(t: Translator) -> Element:
    """For the home tab of the personnel section and of executives."""
    return button(t("Report of the quarter"), action_id=OPEN)


def quarter_view(t: Translator, page: Quarter, quarters: Sequence[date]) -> View:
    """The window; `quarters` are those that can be chosen, by their first day."""
    parts = (_head(t, page, quarters), _units(t, page), _notes(t))
    return {
        "type": "modal",
        "callback_id": OPEN,
        "title": plain(t("Report of the quarter")),
        "close": plain(t("Close")),
        "blocks": [block for part in parts for block in part],
    }


def read_quarter(action: Mapping[str, Any]) -> date:
    """The quarter that was chosen, by its first day."""
    try:
        return date.fromisoformat(str(action["selected_option"]["value"]))
    except (KeyError, TypeError, ValueError):
        raise OldButton("This window is from an earlier day. Please open it once more.") from None


def span_words(t: Translator, first: date, last: date) -> str:
    """`October 2026 – December 2026`."""
    return t("{first} – {last}", first=t.month(first), last=t.month(last))


def _head(t: Translator, page: Quarter, quarters: Sequence[date]) -> Iterator[Block]:
    yield header(span_words(t, page.first, page.last))
    options = [option(t("Quarter from {month}", month=t.month(one)), one.isoformat()) for one in quarters]
    chosen = page.first.isoformat()
    yield actions(
        select(options, action_id=CHOOSE, chosen=chosen, placeholder=t("Choose a quarter")), block_id="quarter"
    )
    name = page.whole.name or t("Whole city")
    lines = [*line_words(t, page.whole), _causes(t, page)]
    yield section(f"*{escape(name)}*\n" + "\n".join(f"• {escape(line)}" for line in lines))


def _causes(t: Translator, page: Quarter) -> str:
    told = sorted(page.causes.items(), key=lambda one: (-one[1], one[0]))
    words = (t("{cause} {count}", cause=cause_word(t, code, page.own_causes), count=count) for code, count in told)
    return t("Reasons for overtime on no-overtime days: {causes}", causes=t.listing(words) or NOTHING)


def _units(t: Translator, page: Quarter) -> Iterator[Block]:
    """As many as stand together in one paragraph."""
    paragraphs = [""]
    for one in page.lines:
        words = f"*{escape(one.name)}*\n{escape(t.listing(line_words(t, one)))}\n"
        if len(paragraphs[-1]) + len(words) > _MOST_CHARACTERS:
            paragraphs.append("")
        paragraphs[-1] += words
    yield from (section(words) for words in paragraphs[:_MOST_SECTIONS] if words)


def line_words(t: Translator, one: QuarterLine) -> Iterator[str]:
    """The figures of a place, each with its name."""
    yield t(
        "on time on no-overtime days {no_overtime}, on all days {all}, left late {late}",
        no_overtime=percent(t, one.no_overtime_days),
        all=percent(t, one.all_days),
        late=percent(t, one.late),
    )
    yield t(
        "overtime {hours} (target {target})",
        hours=hour_words(t, one.overtime_minutes),
        target=hour_words(t, one.target_minutes),
    )
    yield t(
        "leave {days} days a person ({percent}% of the goal)",
        days=NOTHING if one.leave_days is None else one.leave_days,
        percent=NOTHING if one.leave_of_goal is None else one.leave_of_goal,
    )
    yield t(
        "workplace meetings {meetings}, 1on1s {talks}, monthly reports {reports}",
        meetings=share_words(t, one.meetings),
        talks=one_on_one_words(t, one.one_on_one),
        reports=share_words(t, one.submitted),
    )
    if one.clarity is not None:
        yield t("how clear things were after 1on1s, 1 to 5: {mean}", mean=one.clarity)


def _notes(t: Translator) -> Iterator[Block]:
    yield context(
        escape(t("“—”: not known, of nobody, or of too few to be told.")),
        escape(t("In the order of the offices. Units are not compared with each other.")),
    )
