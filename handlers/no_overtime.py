"""One-tap replies, evening meetings, the calendar on demand, and cards in other languages."""

from __future__ import annotations

from bot.city import service as city
from bot.no_overtime import meeting_blocks, meetings, replies, reply_blocks, telling
from bot.no_overtime import service as no_overtime
from bot.no_overtime.answers import Answer
from bot.no_overtime.calendar import special_days
from bot.no_overtime.replies import Reply
from bot.overtime import my_blocks
from handlers import home, windows
from handlers.answers import answer
from handlers.call import Call


async def reply(call: Call) -> None:
    tap = reply_blocks.read_tap(call.payload)
    replies.refuse_if_over(tap, now=call.now, zone=call.core.settings.zone)
    given = Reply(call.me.person_id, tap.day, tap.answer, call.now, tap.cause)
    holds = await call.presses.record(replies.record_replies, given)
    if "view" in call.body:
        await home.publish(call, call.t)
        await call.ack()
    else:
        words = meeting_blocks.thanks(call.t, tap, holds)
        if holds is Answer.OVERTIME:
            words = my_blocks.with_way_to_report(call.t, words, tap.day)
        await answer(call, words.text, words.blocks)


async def close_meeting(call: Call) -> None:
    unit_id, day = meeting_blocks.read_close(call.payload)
    me = await call.staff()
    is_new = await call.core.transact(meetings.close_as_host, me, unit_id, day, now=call.now)
    await answer(call, meeting_blocks.closed(call.t, is_new=is_new))


async def open_meeting_setting(call: Call) -> None:
    found = await call.core.look(meetings.settings_of, await call.staff(), call.today)
    view = meeting_blocks.setting_view(call.t, found.units, found.holding)
    await windows.show(call, view)


async def decide_meeting(call: Call) -> None:
    decision, me = meeting_blocks.read_setting(call.payload), await call.staff()
    await call.core.transact(
        meetings.decide_as_head, me, decision.unit_code, is_on=decision.is_on, today=call.today, now=call.now
    )
    await answer(call, meeting_blocks.decided(call.t, decision))


async def show_calendar(call: Call) -> None:
    me, last = await call.staff(), telling.last_day(call.today)
    found = await call.core.look(special_days, call.today, last, unit_code=me.unit_code)
    policy = await call.core.look(city.policy_on, call.today)
    label = no_overtime.day_label(policy, call.t)
    words = telling.calendar_of(call.t, found, unit_name=me.unit_name, label=label)
    await answer(call, words.text, words.blocks)


async def show_other_languages(call: Call) -> None:
    words = await call.core.look(no_overtime.card_in, call.payload["value"], call.core.texts)
    await answer(call, words.text, words.blocks)
