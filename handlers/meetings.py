"""Meetings: the month's day and outcome, morning meetings, the agenda that a card brings."""

from __future__ import annotations

from bot.meetings import blocks, card_blocks, morning_blocks, morning_cards, mornings, service
from bot.meetings.blocks import MeetingForm, Which
from bot.meetings.kinds import Meeting
from bot.meetings.rules import UnsuitableMeeting
from handlers import windows
from handlers.answers import answer
from handlers.call import Call


async def open_window(call: Call) -> None:
    await windows.show(call, blocks.window(call.t, await _overview(call)))


async def turn(call: Call) -> None:
    view = blocks.window(call.t, await _overview(call), page=int(call.payload["value"]))
    await windows.redraw(call, view)


async def open_day(call: Call) -> None:
    await windows.show(call, blocks.day_form(call.t, await _form(call)))


async def open_held(call: Call) -> None:
    await windows.show(call, blocks.held_form(call.t, await _form(call)))


async def set_day(call: Call) -> None:
    which, me = blocks.read_which(call.payload), await call.staff()
    day, minute = blocks.read_day(call.payload)
    try:
        kept = await call.core.transact(service.set_day, me, which, day, minute, today=call.today, now=call.now)
    except UnsuitableMeeting as error:
        await call.ack(response_action="errors", errors=blocks.errors(call.t, error))
    else:
        await _tell(call, which, kept)


async def note_held(call: Call) -> None:
    which, me = blocks.read_which(call.payload), await call.staff()
    count = blocks.read_attendance(call.payload)
    try:
        kept = await call.core.transact(service.note_held, me, which, count, today=call.today, now=call.now)
    except UnsuitableMeeting as error:
        await call.ack(response_action="errors", errors=blocks.errors(call.t, error))
    else:
        await _tell(call, which, kept)


async def note_not_held(call: Call) -> None:
    which, me = blocks.read_which(call.payload), await call.staff()
    kept = await call.core.transact(service.note_not_held, me, which, today=call.today, now=call.now)
    await _tell(call, which, kept)


async def open_mornings(call: Call) -> None:
    found = await call.core.look(mornings.settings_of, await call.staff(), call.today)
    await windows.show(call, morning_blocks.setting_view(call.t, found.units, found.rules, found.held))


async def decide_mornings(call: Call) -> None:
    decision, me = morning_blocks.read_setting(call.payload), await call.staff()
    work, code = mornings.decide_as_head, decision.unit_code
    await call.core.transact(work, me, code, decision.rule, today=call.today, now=call.now)
    await answer(call, morning_blocks.decided(call.t, decision))


async def note_morning(call: Call) -> None:
    unit_id, day, was_held = card_blocks.read_morning(call.payload)
    me = await call.staff()
    await call.core.transact(mornings.note_held, me, unit_id, day, was_held=was_held, today=call.today)
    await answer(call, card_blocks.noted(call.t, was_held=was_held))


async def open_agenda(call: Call) -> None:
    which, me = blocks.read_which(call.payload), await call.staff()
    found = await call.core.look(morning_cards.agenda_for, me, which, today=call.today)
    await windows.show(call, card_blocks.agenda_view(call.t, found))


async def show_other_languages(call: Call) -> None:
    channel, day = card_blocks.read_channel(call.payload)
    words = await call.core.look(morning_cards.card_in, channel, day, call.core.texts)
    await answer(call, words.text, words.blocks)


async def _form(call: Call) -> MeetingForm:
    which, me = blocks.read_which(call.payload), await call.staff()
    return await call.core.look(service.form_for, me, which, today=call.today)


async def _overview(call: Call) -> blocks.Overview:
    return await call.core.look(service.overview, await call.staff(), call.today)


async def _tell(call: Call, which: Which, kept: Meeting) -> None:
    name = await call.core.look(service.unit_name, which.unit_id, call.today)
    await answer(call, blocks.kept(call.t, name, kept))
