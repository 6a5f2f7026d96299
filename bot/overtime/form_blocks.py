"""The form of an overtime report and what is read from it.

A report is no overtime order and no work record: the form's title says so (design 7 and 8).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from bot.blockkit import (
    Block,
    Element,
    View,
    context,
    escape,
    field,
    line_input,
    option,
    plain,
    section,
    select,
    timepicker,
)
from bot.errors import OldButton
from bot.overtime.drafts import Draft
from bot.overtime.kinds import ReportState
from bot.overtime.rules import LONGEST_LINE, ClockMinute, Flaw, Part, Wish
from bot.overtime.wording import cause_words, will_be_asked
from bot.texts import Translator

CHOOSE_DAY = "overtime.choose_day"
REPORT = "overtime.report"

_LAST_MINUTE = 23 * 60 + 59
_USUAL_MINUTES = 60


@dataclass(frozen=True)
class Form:
    """What a form says, and whether it had a field for the day instead."""

    wish: Wish
    has_days_instead: bool

    def has_field(self, part: Part) -> bool:
        return part is not Part.DAY and (part is not Part.DAY_INSTEAD or self.has_days_instead)


def form(t: Translator, draft: Draft) -> View:
    """The window: four fields at most for one day, with what was reported already."""
    return {
        "type": "modal",
        "callback_id": REPORT,
        "title": plain(t("Overtime (not an order)")),
        "submit": plain(t("Report")),
        "close": plain(t("Close")),
        "private_metadata": json.dumps(
            {"day": draft.day.isoformat(), "version": draft.version, "days_instead": bool(draft.days_instead)}
        ),
        "blocks": [*_head(t, draft), *_fields(t, draft), context(*_small_print(t, draft))],
    }


def read_form(view: Mapping[str, Any]) -> Form:
    """What a window says; raises OldButton for one that is not ours."""
    try:
        drawn = json.loads(view["private_metadata"])
        entries = {block_id: entry for block_id, fields in view["state"]["values"].items() for entry in fields.values()}
        wish = Wish(
            day=date.fromisoformat(drawn["day"]),
            cause=_option(entries, Part.CAUSE),
            planned_end_minute=minute_of(entries[Part.PLANNED_END].get("selected_time")),
            line=entries.get(Part.LINE, {}).get("value") or "",
            day_instead=_day(_option(entries, Part.DAY_INSTEAD)),
            version=int(drawn["version"]),
        )
        return Form(wish, bool(drawn["days_instead"]))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise OldButton("This window is from an earlier day. Please open it once more.") from None


def errors(t: Translator, flaws: Sequence[Flaw], form: Form) -> dict[str, str]:
    """The sentences below the fields, by block_id; what has no field of its own stands below the first."""
    return {
        (flaw.part if form.has_field(flaw.part) else Part.CAUSE).value: flaw_line(t, flaw) for flaw in reversed(flaws)
    }


def _head(t: Translator, draft: Draft) -> Iterator[Block]:
    title = t("Overtime on {date}", date=t.full_day(draft.day))
    days = [option(t.full_day(day), day.isoformat()) for day in draft.days]
    menu = select(days, action_id=CHOOSE_DAY, chosen=draft.day.isoformat(), placeholder=t("Another day"))
    yield section(f"*{escape(title)}*", accessory=menu if len(days) > 1 else None)
    state = draft.present.state if draft.present else None
    if state is ReportState.SENT_BACK:
        yield section(escape(_sent_back(t)))
    elif state is ReportState.CONFIRMED:
        yield section(escape(t("Your report is confirmed. If you change it, it will be looked at once more.")))
    elif state is ReportState.REPORTED:
        yield section(escape(t("You have reported this already. What you send now takes its place.")))


def _fields(t: Translator, draft: Draft) -> Iterator[Block]:
    shown = draft.shown
    yield field(Part.CAUSE, t("Reason"), _causes(t, draft))
    end = shown.planned_end_minute if shown else min(draft.end_minute + _USUAL_MINUTES, _LAST_MINUTE)
    hint = t("Your working day ends at {time}.", time=t.minute(draft.end_minute))
    yield field(Part.PLANNED_END, t("Planned end"), timepicker(end), hint=hint)
    hint = t("One line, such as the name of the matter. No names of residents, please.")
    line = line_input(shown.line if shown else "", longest=LONGEST_LINE)
    yield field(Part.LINE, t("What has to be done"), line, hint=hint, is_optional=True)
    if not draft.days_instead:
        yield section(escape(t("There is no free working day near this one to rest instead. Please take care.")))
        return
    hint = t("You go home on time on that day instead; at most {days} days away.", days=draft.window_days)
    yield field(Part.DAY_INSTEAD, t("On time on this day instead"), _days_instead(t, draft), hint=hint)


def _causes(t: Translator, draft: Draft) -> Element:
    options = [option(word, code) for code, word in cause_words(t, draft.own_causes).items()]
    chosen = draft.shown.cause if draft.shown else ""
    return select(options, action_id="value", chosen=chosen, placeholder=t("Choose a reason"))


def _days_instead(t: Translator, draft: Draft) -> Element:
    """Named after the day, so that what was chosen for another one is forgotten."""
    options = [option(t.full_day(day), day.isoformat()) for day in draft.days_instead]
    promised = draft.shown.day_instead if draft.shown else None
    chosen = promised.isoformat() if promised else ""
    return select(options, action_id=draft.day.isoformat(), chosen=chosen, placeholder=t("Choose a day"))


def _small_print(t: Translator, draft: Draft) -> Iterator[str]:
    yield escape(t("This is a report, no overtime order, no work record and no evaluation."))
    by = t.minute(draft.report_by)
    if draft.is_late:
        yield escape(t("After {time} reports are marked as made on the day itself. They count all the same.", time=by))
    else:
        yield escape(t("Reports after {time} of the day are marked as made on the day itself.", time=by))
    if draft.late_minute is not None:
        yield escape(will_be_asked(t, draft.late_minute))


def _sent_back(t: Translator) -> str:
    return t("This report came back to you. Please talk briefly, change what is needed, and send it again.")


def flaw_line(t: Translator, flaw: Flaw) -> str:
    """What is wrong, in words."""
    return t(flaw.message, **{name: _said(t, value) for name, value in flaw.values.items()})


def _said(t: Translator, value: object) -> object:
    if isinstance(value, date):
        return t.full_day(value)
    return t.minute(value) if isinstance(value, ClockMinute) else value


def _option(entries: Mapping[str, Any], part: Part) -> str:
    chosen = entries.get(part, {}).get("selected_option")
    return str(chosen["value"]) if chosen else ""


def minute_of(written: str | None) -> int | None:
    """The minute of the day that a picked time is; None where none was picked, ValueError for what is no time."""
    if not written:
        return None
    moment = time.fromisoformat(written)
    return moment.hour * 60 + moment.minute


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None
