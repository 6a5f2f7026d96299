"""20時以降の勤務の届出 as people see it: the question of the evening, the little form, and the list of a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.blockkit import (
    Block,
    View,
    actions,
    button,
    context,
    escape,
    field,
    header,
    line_input,
    plain,
    section,
    timepicker,
)
from bot.delivery.opt_out_blocks import stop_button
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.overtime.form_blocks import flaw_line, minute_of
from bot.overtime.kinds import LateAnswer
from bot.overtime.late_rules import LATE_NOTICE, Evening, LateWish, Notice, NoticesOfDay
from bot.overtime.rules import LONGEST_LINE, Flaw, Part
from bot.overtime.wording import hour_words, will_be_asked
from bot.texts import N_, Translator

FINISH = "overtime.late.finish"
OPEN = "overtime.late.open"
GIVE = "overtime.late.give"
#: What a person reads where they can receive the question again.
KIND = N_("Evening question after an overtime report")

_LAST_MINUTE = 23 * 60 + 59
_USUAL_MINUTES = 60
_MOST_NOTICES = 10


def question(t: Translator, day: date, late_minute: int) -> Words:
    """The question to whoever reported overtime and has not left by their own report."""
    hour = hour_words(t, late_minute)
    title = t("It is nearly {hour}. Will you be done by then?", hour=hour)
    lines = [
        t("If not, please give notice: it goes to the general-affairs section and the personnel section."),
        _no_order(t),
    ]
    no_more = stop_button(t, LATE_NOTICE, name=t(KIND))
    blocks = [section(f"*{escape(title)}*\n{escape(lines[0])}"), _ways(t, day, late_minute)]
    return Words("\n".join([title, *lines]), [*blocks, context(escape(lines[1])), actions(no_more)])


def my_evening(t: Translator, evening: Evening) -> list[Block]:
    """For the home tab of whoever reported overtime for today: what they said about the evening, and the two ways."""
    said = told(t, evening) if evening.notice else will_be_asked(t, evening.late_minute)
    return [section(escape(said)), _ways(t, evening.day, evening.late_minute)]


def told(t: Translator, evening: Evening) -> str:
    """What somebody reads after their word about the evening; it can be changed until midnight."""
    hour = hour_words(t, evening.late_minute)
    if evening.notice is None or evening.notice.answer is LateAnswer.FINISHING:
        return t("Noted: you finish by {hour}. Thank you for today. Until midnight you can change this.", hour=hour)
    until = t.minute(evening.notice.planned_end_minute or evening.late_minute)
    return t(
        "Your notice is in: you work until {time}. Please take care. Until midnight you can change it.", time=until
    )


def form(t: Translator, evening: Evening) -> View:
    """The window of a notice: when it ends, and one line."""
    hour = hour_words(t, evening.late_minute)
    given = evening.notice if evening.notice and evening.notice.answer is LateAnswer.STAYING else None
    usual = max(evening.planned_end_minute, evening.late_minute + _USUAL_MINUTES)
    end = given.planned_end_minute if given and given.planned_end_minute else usual
    hint = t("After {hour}. Until then no notice is needed.", hour=hour)
    line_hint = t("One line, such as the name of the matter. No names of residents, please.")
    line = line_input(given.line if given else "", longest=LONGEST_LINE)
    return {
        "type": "modal",
        "callback_id": GIVE,
        "title": plain(t("Work beyond {hour}", hour=hour)),
        "submit": plain(t("Give notice")),
        "close": plain(t("Close")),
        "private_metadata": evening.day.isoformat(),
        "blocks": [
            field(Part.PLANNED_END, t("Planned end"), timepicker(min(end, _LAST_MINUTE)), hint=hint),
            field(Part.LINE, t("What has to be done"), line, hint=line_hint, is_optional=True),
            context(escape(_no_order(t))),
        ],
    }


def read_form(view: Mapping[str, Any]) -> LateWish:
    """What a window says; raises OldButton for one that is not ours."""
    try:
        day = date.fromisoformat(view["private_metadata"])
        values = {
            part: view["state"]["values"].get(part, {}).get("value", {}) for part in (Part.PLANNED_END, Part.LINE)
        }
        end = minute_of(values[Part.PLANNED_END].get("selected_time"))
        return LateWish(day, LateAnswer.STAYING, end, values[Part.LINE].get("value") or "")
    except (AttributeError, KeyError, TypeError, ValueError):
        raise OldButton("This window is from an earlier day. Please open it once more.") from None


def errors(t: Translator, flaws: Sequence[Flaw]) -> dict[str, str]:
    """The sentences below the fields, by block_id."""
    return {flaw.part.value: flaw_line(t, flaw) for flaw in reversed(flaws)}


def notices_of_today(t: Translator, found: NoticesOfDay) -> list[Block]:
    """For the home tab of whoever may see notices of others; nothing while there are none."""
    if not found.staying:
        return []
    hour = hour_words(t, found.late_minute)
    title = t("Work beyond {hour}: {date}", hour=hour, date=t.day(found.day))
    count = t.n("{count} person gave notice.", "{count} people gave notice.", found.staying)
    lines = [f"• {escape(notice_line(t, notice))}" for notice in found.notices[:_MOST_NOTICES]]
    return [header(title), section("\n".join([escape(count), *lines]))]


def notice_line(t: Translator, notice: Notice) -> str:
    """A notice in one line, for whoever may read it; what was typed is not escaped."""
    until = t.minute(notice.said.planned_end_minute or 0)
    words = t("{name} ({unit}), until {time}", name=notice.name, unit=notice.unit_name, time=until)
    return t("{notice}: {line}", notice=words, line=notice.said.line) if notice.said.line.strip() else words


def stored_fact(t: Translator) -> str:
    """What is stored about whoever said something about an evening, for their own eyes."""
    return t("What you said about staying late in the evening. Those who see your overtime reports see it")


def _ways(t: Translator, day: date, late_minute: int) -> Block:
    hour, date_ = hour_words(t, late_minute), t.day(day)
    finish, stay = t("I finish by then"), t("Notice of work beyond {hour}", hour=hour)
    return actions(
        button(finish, action_id=FINISH, value=day.isoformat(), about=date_),
        button(stay, action_id=OPEN, value=day.isoformat(), about=date_),
    )


def _no_order(t: Translator) -> str:
    return t("A notice is no overtime order, no work record and no evaluation.")
