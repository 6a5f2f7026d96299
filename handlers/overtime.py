"""Overtime reports of whoever stays: the form, its sending, and taking a report back."""

from __future__ import annotations

from datetime import date

from bot.overtime import blocks, form_blocks, my_blocks, service
from bot.overtime.drafts import Draft
from bot.overtime.form_blocks import Form
from bot.overtime.rules import Part, UnsuitableReport
from handlers import home, windows
from handlers.answers import answer
from handlers.call import Call


async def open_form(call: Call) -> None:
    await _open(call, await _draft(call, blocks.read_day(call.payload)))


async def open_next(call: Call) -> None:
    await _open(call, await _draft(call))


async def _open(call: Call, draft: Draft) -> None:
    view = form_blocks.form(call.t, draft)
    await windows.show(call, view)


async def choose_day(call: Call) -> None:
    view = form_blocks.form(call.t, await _draft(call, blocks.read_day(call.payload)))
    await windows.redraw(call, view)


async def report(call: Call) -> None:
    form, me, core = form_blocks.read_form(call.payload), await call.staff(), call.core
    try:
        told = await core.transact(
            service.report, me, form.wish, now=call.now, zone=core.settings.zone, texts=core.texts
        )
    except UnsuitableReport as error:
        await _explain(call, form, error)
        return
    await home.publish(call, call.t)
    await call.ack(response_action="update", view=blocks.noted(call.t, told))


async def _explain(call: Call, form: Form, error: UnsuitableReport) -> None:
    """Beside the fields; where the field for a day instead is only needed by now, the window is drawn with it."""
    parts = {flaw.part for flaw in error.flaws}
    if parts == {Part.DAY_INSTEAD} and not form.has_field(Part.DAY_INSTEAD):
        view = form_blocks.form(call.t, await _draft(call, form.wish.day))
        await call.ack(response_action="update", view=view)
    else:
        await call.ack(response_action="errors", errors=form_blocks.errors(call.t, error.flaws, form))


async def withdraw(call: Call) -> None:
    report_id, me = my_blocks.read_report_id(call.payload), await call.staff()
    told = await call.core.transact(service.withdraw, me, report_id, now=call.now, zone=call.core.settings.zone)
    await home.publish(call, call.t)
    await answer(call, blocks.withdrawn(call.t, told))


async def _draft(call: Call, day: date | None = None) -> Draft:
    work, me, zone = service.draft, await call.staff(), call.core.settings.zone
    return await call.core.look(work, me, now=call.now, zone=zone, day=day)
