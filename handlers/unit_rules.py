"""The window in which a head decides a unit's own no-overtime days."""

from __future__ import annotations

from bot.no_overtime import days, unit_rule_blocks
from bot.no_overtime.unit_rule_blocks import Form
from bot.no_overtime.unit_rules import UnsuitableRule
from bot.people.rules import Staff
from handlers import home, windows
from handlers.call import Call


async def open_window(call: Call) -> None:
    shown = await call.core.look(days.own_days, await call.staff(), call.today)
    view = unit_rule_blocks.window(call.t, shown)
    await windows.show(call, view)


async def choose_unit(call: Call) -> None:
    code = str(call.payload["selected_option"]["value"])
    shown = await call.core.look(days.own_days, await call.staff(), call.today, unit_code=code)
    await windows.redraw(call, unit_rule_blocks.window(call.t, shown))


async def choose_kind(call: Call) -> None:
    form = unit_rule_blocks.read_form(call.body["view"])
    shown = await call.core.look(days.own_days, await call.staff(), call.today, unit_code=form.unit_code)
    await windows.redraw(call, unit_rule_blocks.window(call.t, shown, kind=form.chosen_kind))


async def decide(call: Call) -> None:
    form, me = unit_rule_blocks.read_form(call.payload), await call.staff()
    if form.is_out_of_date:
        shown = await call.core.look(days.own_days, me, call.today, unit_code=form.unit_code)
        view = unit_rule_blocks.window(call.t, shown, kind=form.chosen_kind)
        await call.ack(response_action="update", view=view)
        return
    try:
        await _decide(call, form, me)
    except UnsuitableRule as error:
        await call.ack(response_action="errors", errors=unit_rule_blocks.errors(call.t, error.flaws, form))


async def _decide(call: Call, form: Form, me: Staff) -> None:
    work = days.decide_own_days
    shown = await call.core.transact(work, me, form.unit_code, form.rule, today=call.today, now=call.now)
    await home.publish(call, call.t)
    await call.ack(response_action="update", view=unit_rule_blocks.window(call.t, shown, is_decided=True))


async def end(call: Call) -> None:
    form, number = unit_rule_blocks.read_form(call.body["view"]), unit_rule_blocks.read_number(call.payload)
    work, me = days.end_own_days, await call.staff()
    shown = await call.core.transact(work, me, form.unit_code, number, today=call.today, now=call.now)
    await home.publish(call, call.t)
    await windows.redraw(call, unit_rule_blocks.window(call.t, shown, kind=form.kind))
