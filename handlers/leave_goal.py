"""Somebody's own goal for the leave year."""

from __future__ import annotations

from bot.leave import goal_blocks, goal_setting
from handlers import windows
from handlers.answers import answer
from handlers.call import Call


async def open_goal(call: Call) -> None:
    mine = await call.core.look(goal_setting.my_goal, await call.staff(), today=call.today)
    view = goal_blocks.goal_view(call.t, mine)
    await windows.show(call, view)


async def set_goal(call: Call) -> None:
    days, me = goal_blocks.read_days(call.payload), await call.staff()
    year = await call.core.transact(goal_setting.set_goal, me, days, today=call.today)
    await answer(call, goal_blocks.decided(call.t, days, year))
