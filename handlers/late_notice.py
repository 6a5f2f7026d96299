"""20時以降の勤務の届出: who was asked says that they finish in time, or gives notice."""

from __future__ import annotations

from bot.overtime import late, late_blocks
from bot.overtime.blocks import read_day
from bot.overtime.kinds import LateAnswer
from bot.overtime.late_rules import LateWish, UnsuitableNotice
from handlers import home, windows
from handlers.answers import answer
from handlers.call import Call


async def finish(call: Call) -> None:
    wish, me = LateWish(read_day(call.payload), LateAnswer.FINISHING), await call.staff()
    evening = await call.core.transact(late.give_notice, me, wish, today=call.today, now=call.now)
    if "view" in call.body:
        await home.publish(call, call.t)
        await call.ack()
    else:
        await answer(call, late_blocks.told(call.t, evening))


async def open_form(call: Call) -> None:
    day, me = read_day(call.payload), await call.staff()
    evening = await call.core.look(late.evening_to_tell, me, day, today=call.today)
    view = late_blocks.form(call.t, evening)
    await windows.show(call, view)


async def give(call: Call) -> None:
    wish, me = late_blocks.read_form(call.payload), await call.staff()
    try:
        evening = await call.core.transact(late.give_notice, me, wish, today=call.today, now=call.now)
    except UnsuitableNotice as error:
        await call.ack(response_action="errors", errors=late_blocks.errors(call.t, error.flaws))
        return
    await home.publish(call, call.t)
    await answer(call, late_blocks.told(call.t, evening))
