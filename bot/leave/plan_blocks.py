"""What somebody is answered who says when they will be away: what was understood, one button, or a question back.

Every confirmation says that the official request stays in the attendance system (`domain.md` R-LV-6).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from bot.blockkit import Block, View, actions, button, context, escape, plain, section
from bot.city.leave import LeaveKind
from bot.delivery.wording import Words
from bot.errors import OldButton
from bot.leave.cover import CoverGap
from bot.leave.kinds import Hours, Part, Span, Wish
from bot.leave.plans import Absent, Asked, Planned, Preview, Proposal, YearEffect
from bot.leave.question_wording import asked, examples, wish_in_words
from bot.leave.sentences.questions import Understood
from bot.leave.trouble_wording import trouble_sentence
from bot.leave.wording import amount_in_words, kind_name, part_word
from bot.leave.workday import Workday
from bot.texts import Translator

CONFIRM = "leave.confirm"
CHOOSE = "leave.choose"
OPEN = "leave.open"

_MOST_CHOICES = 6
_MOST_DAYS = 10
_MOST_NAMES = 20


def understood(t: Translator, found: Preview, key: str) -> Words:
    """What was understood, what it means, and the one button that plans it; with troubles, what would work instead.

    `key` names the proposal.
    """
    title = _title(t, found.kind, wish_in_words(found.wish, found.workday, t))
    if found.troubles:
        return _unsuitable(t, found, title, key)
    lines = list(preview_lines(t, found))
    confirm = button(
        t("Plan this"),
        action_id=CONFIRM,
        value=proposal_value(Proposal(key, found.kind.code, found.wish)),
        about=wish_in_words(found.wish, found.workday, t),
        style="primary",
    )
    shown = "\n".join(f"• {escape(line)}" for line in lines)
    blocks = [section(f":frog: *{escape(title)}*"), section(shown), context(escape(official(t))), actions(confirm)]
    return Words("\n".join([f":frog: {title}", *lines, official(t)]), blocks)


def question(t: Translator, back: Asked, key: str) -> Words:
    """The question back: a button for each reading where there are some, else lines that work."""
    sentence = asked(back.question, t)
    choices = list(_choices(t, back, key))
    if choices:
        text = "\n".join([sentence, *(words for words, _ in choices)])
        return Words(text, [section(escape(sentence)), *(block for _, block in choices)])
    lines = examples(t)
    shown = "\n".join(f"• {escape(line)}" for line in lines)
    return Words("\n".join([sentence, *lines]), [section(f"{escape(sentence)}\n{shown}"), actions(open_button(t))])


def planned(t: Translator, done: Planned, *, is_change: bool = False) -> Words:
    """What whoever planned reads, in the place of the button too."""
    title = _done(t, is_new=done.is_new, is_change=is_change)
    wish = _title(t, done.kind, wish_in_words(done.plan.wish, done.workday, t))
    amount = _takes(t, done.plan.minutes, done.workday.minutes)
    hint = t("On my Home tab you can change or cancel it.")
    blocks = [
        section(f":frog: *{escape(title)}*\n{escape(wish)}\n{escape(amount)}"),
        context(escape(official(t)), hint),
    ]
    return Words("\n".join([f":frog: {title}", wish, amount, official(t), hint]), blocks)


def planned_view(t: Translator, done: Planned, *, is_change: bool = False) -> View:
    """The same as the last page of the form."""
    words = planned(t, done, is_change=is_change)
    return {"type": "modal", "title": plain(t("Planned leave")), "close": plain(t("Close")), "blocks": words.blocks}


def cancelled(t: Translator) -> str:
    """What whoever cancelled reads."""
    return t("The plan is cancelled. If you have made the official request already, please withdraw it there too.")


def open_button(t: Translator) -> Block:
    """The way to the form."""
    return button(t("Plan leave in a form"), action_id=OPEN)


def official(t: Translator) -> str:
    """What a plan is not."""
    return t("This is a plan, not a request: please make the official request in the attendance system, as always.")


def preview_lines(t: Translator, found: Preview) -> Iterator[str]:
    """What planning it would mean, a line for each thing; no line for what nobody knows."""
    yield _takes(t, found.minutes, found.workday.minutes, days=len(found.days))
    yield from (_balance(t, found, effect) for effect in found.effects)
    yield from (_goal(t, found, effect) for effect in found.effects if effect.pace)
    yield from _away(t, found.away)
    yield from (_gap(t, gap) for gap in found.gaps[:_MOST_DAYS])


def trouble_lines(t: Translator, found: Preview) -> list[str]:
    """What stands against it, a sentence for each trouble."""
    return [trouble_sentence(one, found.kind, found.workday, t) for one in found.troubles]


def proposal_value(proposal: Proposal) -> str:
    """A proposal as the value of a button."""
    return json.dumps({"key": proposal.key, "kind": proposal.kind, **_wish_value(proposal.wish)})


def read_proposal(action: Mapping[str, Any]) -> Proposal:
    """The proposal of a pressed button; raises OldButton for anything that no button of ours says."""
    try:
        said = json.loads(action["value"])
        return Proposal(str(said["key"]), str(said["kind"]), _wish(said))
    except (KeyError, TypeError, ValueError):
        raise OldButton("This button is from an earlier day. Please write to me once more.") from None


def _wish_value(wish: Wish) -> dict[str, Any]:
    if isinstance(wish, Hours):
        return {"day": wish.day.isoformat(), "start": wish.start_minute, "minutes": wish.minutes}
    return {"first": wish.first.isoformat(), "last": wish.last.isoformat(), "parts": [wish.first_part, wish.last_part]}


def _wish(said: Mapping[str, Any]) -> Wish:
    if "day" in said:
        start = None if said["start"] is None else int(said["start"])
        return Hours(date.fromisoformat(said["day"]), start, int(said["minutes"]))
    begins, ends = said["parts"]
    return Span(date.fromisoformat(said["first"]), date.fromisoformat(said["last"]), Part(begins), Part(ends))


def _unsuitable(t: Translator, found: Preview, title: str, key: str) -> Words:
    lines = trouble_lines(t, found)
    shown = "\n".join(f"• {escape(line)}" for line in lines)
    choices = [_choice(t, found.kind, Proposal(key, found.kind.code, one), found.workday) for one in found.instead]
    text = "\n".join([title, *lines, *(words for words, _ in choices)])
    ways = [block for _, block in choices] or [actions(open_button(t))]
    return Words(text, [section(f"*{escape(title)}*\n{shown}"), *ways])


def _choices(t: Translator, back: Asked, key: str) -> Iterator[tuple[str, Block]]:
    """Each reading in words, and as a line with its button."""
    for choice in back.question.choices[:_MOST_CHOICES]:
        proposal = Proposal(key, choice.kind or "annual", choice.wish)
        yield _choice(t, _kind(back, choice), proposal, back.workday)


def _choice(t: Translator, kind: LeaveKind | None, proposal: Proposal, workday: Workday) -> tuple[str, Block]:
    words = _title(t, kind, wish_in_words(proposal.wish, workday, t))
    this_one = button(t("This one"), action_id=CHOOSE, value=proposal_value(proposal), about=words)
    return words, section(escape(words), accessory=this_one)


def _kind(back: Asked, choice: Understood) -> LeaveKind | None:
    return next((kind for kind in back.kinds if kind.code == choice.kind), None)


def _title(t: Translator, kind: LeaveKind | None, wish: str) -> str:
    return wish if kind is None else t("{wish} ({kind})", wish=wish, kind=kind_name(kind, t))


def _takes(t: Translator, minutes: int, day_minutes: int, *, days: int = 1) -> str:
    amount = amount_in_words(minutes, day_minutes, t)
    if days == 1:
        return t("It takes {amount}.", amount=amount)
    return t("It takes {amount}, on {count} working days.", amount=amount, count=days)


def _done(t: Translator, *, is_new: bool, is_change: bool) -> str:
    if not is_new:
        return t("This is planned already:")
    return t("The plan is changed:") if is_change else t("It is planned:")


def _balance(t: Translator, found: Preview, effect: YearEffect) -> str:
    day = found.workday.minutes
    return t(
        "{kind} in the leave year {year}: {after} left after it (now {before}).",
        kind=kind_name(found.kind, t),
        year=effect.leave_year,
        after=amount_in_words(effect.after.free, day, t),
        before=amount_in_words(effect.before.free, day, t),
    )


def _goal(t: Translator, found: Preview, effect: YearEffect) -> str:
    assert effect.pace
    day, pace = found.workday.minutes, effect.pace
    done, goal = (amount_in_words(one, day, t) for one in (pace.taken + pace.planned, pace.goal))
    return t("Your goal of {goal}: with it, {done} are taken or planned.", goal=goal, done=done)


def _away(t: Translator, away: Sequence[Absent]) -> Iterator[str]:
    if not away:
        yield t("Nobody else of your unit is away then, as far as it is planned.")
    for day, theirs in _by_day(away)[:_MOST_DAYS]:
        names = (t("{name} ({part})", name=one.name, part=part_word(one.part, t)) for one in theirs[:_MOST_NAMES])
        yield t("Away on {day}: {names}", day=t.day(day), names=t.listing(names))


def _by_day(away: Sequence[Absent]) -> list[tuple[date, list[Absent]]]:
    return [(day, list(theirs)) for day, theirs in groupby(away, key=lambda one: one.day)]


def _gap(t: Translator, gap: CoverGap) -> str:
    return t.n(
        "{day}, {part}: {count} other of your unit would be there, where {minimum} should be. You may plan it all the "
        "same; please talk with each other.",
        "{day}, {part}: {count} others of your unit would be there, where {minimum} should be. You may plan it all the "
        "same; please talk with each other.",
        gap.left,
        day=t.day(gap.day),
        part=part_word(gap.half, t),
        minimum=gap.minimum,
    )
