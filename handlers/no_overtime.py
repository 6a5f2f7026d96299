"""One-tap replies, the calendar on demand, and cards in other languages."""

from __future__ import annotations

from bot.city import service as city
from bot.no_overtime import replies, reply_blocks, telling
from bot.no_overtime import service as no_overtime
from bot.no_overtime.calendar import special_days
from bot.no_overtime.replies import Reply
from handlers import home
from handlers.answers import answer
from handlers.call import Call


async def reply(call: Call) -> None:
    tap = reply_blocks.read_tap(call.payload)
    replies.refuse_if_over(tap, now=call.now, zone=call.core.settings.zone)
    given = Reply(call.me.person_id, tap.day, tap.answer, call.now)
    holds = await call.presses.record(replies.record_replies, given)
    if "view" in call.body:
        await home.publish(call, call.t)
        await call.ack()
    else:
        words = reply_blocks.thanks(call.t, tap, holds)
        await answer(call, words.text, words.blocks)


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
