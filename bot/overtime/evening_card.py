"""The evening card of whoever confirms: all reports of their unit and day in one message, a tap for each (A04, A18)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.blockkit import Block, actions, button, context, escape, header, section
from bot.delivery.opt_out_blocks import stop_button
from bot.delivery.wording import MOST_BLOCKS, MOST_CHARACTERS, Words
from bot.errors import OldButton
from bot.overtime.blocks import OPEN
from bot.overtime.kinds import Report, ReportState
from bot.overtime.wording import cause_word
from bot.texts import N_, Translator

EVENING_CARD = "overtime/evening_card"
SENT_BACK = "overtime/sent_back"
CONFIRM = "overtime.confirm"
SEND_BACK = "overtime.send_back"

#: What a person reads where they can receive a kind of message again.
KINDS: Mapping[str, str] = {
    EVENING_CARD: N_("Card with the overtime reports of an evening"),
    SENT_BACK: N_("Word that an overtime report came back"),
}

#: Kept free for what stands above and below the reports.
_FRAME_BLOCKS, _FRAME_CHARACTERS = 6, 2_500

_DECIDED: Mapping[ReportState, str] = {
    ReportState.CONFIRMED: N_("Confirmed {time} {name}"),
    ReportState.SENT_BACK: N_("Sent back {time} {name}"),
}


@dataclass(frozen=True)
class Entry:
    """One report with the names of its people. `may_decide`: whoever reads the card may confirm it.

    `unit_name` is that of the person's unit where it is another one than the confirming unit.
    """

    report: Report
    name: str
    decided_by: str = ""
    may_decide: bool = False
    unit_name: str = ""

    @property
    def is_open(self) -> bool:
        return self.report.state is ReportState.REPORTED


@dataclass(frozen=True)
class EveningCard:
    """What one confirmer sees of a unit's day. `own_causes` are the city's words by their codes."""

    unit_name: str
    day: date
    zone: ZoneInfo
    entries: Sequence[Entry]
    own_causes: Mapping[str, str]

    @property
    def in_order(self) -> list[Entry]:
        """What waits for the reader first, then what others look at, then what is decided."""
        return sorted(self.entries, key=lambda one: (not one.is_open, one.is_open and not one.may_decide))


@dataclass(frozen=True)
class Press:
    """What a button says: the report, and the version of it that the card showed."""

    report_id: int
    version: int


def evening_card(t: Translator, shown: EveningCard) -> Words:
    """The card. What does not fit is counted; it moves up as soon as something is decided."""
    names = _unique_names(shown)
    drawn = [(_line(t, shown, one), _blocks(t, shown, one, names[one.report.id])) for one in shown.in_order]
    fitting = drawn[: _how_many_fit([blocks for _, blocks in drawn])]
    title = t("Overtime reports of {date}: {unit}", unit=shown.unit_name, date=t.day(shown.day))
    about = [title, _count(t, shown)]
    rest = _rest(t, shown, len(drawn) - len(fitting))
    note = t("To confirm is to have read it. It is no overtime order.")
    blocks = [
        header(title),
        section(escape(about[1])),
        *(block for _, blocks in fitting for block in blocks),
        *(section(escape(one)) for one in rest),
        context(note),
        actions(stop_button(t, EVENING_CARD, name=t(KINDS[EVENING_CARD]))),
    ]
    return Words("\n".join([*about, *(f"• {line}" for line, _ in fitting), *rest, note]), blocks)


def read_press(action: Mapping[str, Any]) -> Press:
    """What a button says; raises OldButton for anything that no button of ours does."""
    try:
        report_id, version = str(action["value"]).split("|")
        return Press(int(report_id), int(version))
    except (KeyError, ValueError):
        raise OldButton("This button belongs to an older card. Please use the newest one.") from None


def late_words(t: Translator, entry: Entry, zone: ZoneInfo, *, is_me: bool) -> str:
    """What somebody reads whose press came after a decision, or after the person changed their mind."""
    report = entry.report
    if report.state is ReportState.WITHDRAWN:
        return t("{name} has taken this report back. There is nothing to do.", name=entry.name)
    if report.state is ReportState.REPORTED or report.decided_at is None:
        return t("{name} has changed this report. Please look at it once more.", name=entry.name)
    values = {"name": entry.name, "time": t.clock(report.decided_at, zone), "who": entry.decided_by}
    if report.state is ReportState.CONFIRMED:
        return (
            t("You confirmed the report of {name} at {time}.", **values)
            if is_me
            else t("{who} confirmed the report of {name} at {time} already. Thank you for looking.", **values)
        )
    return (
        t("You sent the report of {name} back at {time}.", **values)
        if is_me
        else t("{who} sent the report of {name} back at {time} already. Thank you for looking.", **values)
    )


def sent_back_message(t: Translator, day: date) -> Words:
    """What whoever reported is told of a report that came back, with the way to the form. Only they see it; nobody
    else's name is in it.
    """
    words = t(
        "Your overtime report of {date} came back. Have a word with your head, then correct it here, or take it back "
        "on your home tab.",
        date=t.day(day),
    )
    about = t("the report for {date}", date=t.day(day))
    correct = button(t("Correct"), action_id=OPEN, value=day.isoformat(), about=about, style="primary")
    stop = stop_button(t, SENT_BACK, name=t(KINDS[SENT_BACK]))
    return Words(words, [section(escape(words)), actions(correct, stop)])


def _count(t: Translator, shown: EveningCard) -> str:
    waiting = sum(one.is_open and one.may_decide for one in shown.entries)
    if not waiting:
        return t("Nothing waits for you just now.")
    return t.n("{count} report waits for you.", "{count} reports wait for you.", waiting)


def _unique_names(shown: EveningCard) -> dict[int, str]:
    """By report, a name that no other report of the card has: buttons are told apart by it."""
    seen: Counter[str] = Counter()
    names = {}
    for one in shown.in_order:
        seen[one.name] += 1
        names[one.report.id] = one.name if seen[one.name] == 1 else f"{one.name} ({seen[one.name]})"
    return names


def _how_many_fit(drawn: Sequence[Sequence[Block]]) -> int:
    blocks, characters = _FRAME_BLOCKS, _FRAME_CHARACTERS
    for count, one in enumerate(drawn):
        blocks += len(one)
        characters += len(json.dumps(one, ensure_ascii=False))
        if blocks > MOST_BLOCKS or characters > MOST_CHARACTERS:
            return count
    return len(drawn)


def _blocks(t: Translator, shown: EveningCard, one: Entry, unique: str) -> list[Block]:
    facts = "\n".join(escape(fact) for fact in _facts(t, shown, one))
    words = section(f"*{escape(one.name)}*\n{facts}")
    if not (one.is_open and one.may_decide):
        return [words]
    value = f"{one.report.id}|{one.report.version}"
    about = t("the report of {name}", name=unique)
    return [
        words,
        actions(
            button(t("Confirm"), action_id=CONFIRM, value=value, about=about, style="primary"),
            button(t("Send back"), action_id=SEND_BACK, value=value, about=about),
        ),
    ]


def _line(t: Translator, shown: EveningCard, one: Entry) -> str:
    return t("{name}: {facts}", name=one.name, facts=t.listing(_facts(t, shown, one)))


def _facts(t: Translator, shown: EveningCard, one: Entry) -> Iterator[str]:
    """Everything that the card tells of a report, a piece each."""
    if one.unit_name:
        yield one.unit_name
    yield from facts_of(t, one.report, shown.own_causes)
    if state := _state(t, shown, one):
        yield state


def facts_of(t: Translator, report: Report, own_causes: Mapping[str, str]) -> Iterator[str]:
    """What a report says, for whoever may read it, a piece each; what was typed is not escaped."""
    cause = cause_word(t, report.cause, own_causes)
    yield t("until {time}, {cause}", time=t.minute(report.planned_end_minute), cause=cause)
    if report.line:
        yield t("“{line}”", line=report.line)
    if report.day_instead:
        yield t("Day instead: {date}", date=t.day(report.day_instead))
    if marks := t.listing(_marks(t, report)):
        yield t("({marks})", marks=marks)


def _marks(t: Translator, report: Report) -> Iterator[str]:
    """What sets a report apart: 当日, and 災害・選挙等."""
    if report.is_same_day:
        yield t("reported on the day")
    if report.is_special:
        yield t("disaster, election or the like")


def _state(t: Translator, shown: EveningCard, one: Entry) -> str:
    report = one.report
    if report.state is ReportState.WITHDRAWN:
        return t("Taken back by the person")
    if report.state in _DECIDED and report.decided_at:
        return t(_DECIDED[report.state], time=t.clock(report.decided_at, shown.zone), name=one.decided_by)
    return "" if one.may_decide else t("Somebody else looks at this one")


def _rest(t: Translator, shown: EveningCard, count: int) -> list[str]:
    if not count:
        return []
    return [
        t.n(
            "{count} more report. It moves up as you decide; all are in the list: /kaeru reports {date}",
            "{count} more reports. They move up as you decide; all are in the list: /kaeru reports {date}",
            count,
            date=shown.day.isoformat(),
        )
    ]
