"""The quarterly leave report: read and approved by the personnel section."""

from __future__ import annotations

from bot.leave import report_blocks, reporting
from handlers import windows
from handlers.answers import answer
from handlers.call import Call


async def open_report(call: Call) -> None:
    quarter = report_blocks.read_quarter(call.payload)
    found = await call.core.look(reporting.read_report, await call.staff(), quarter, today=call.today)
    at = call.t.full_day(found.approved_at.astimezone(call.core.settings.zone).date()) if found.approved_at else ""
    view = report_blocks.report_view(call.t, found.report, channel=found.channel, approved_at=at)
    await windows.show(call, view)


async def approve(call: Call) -> None:
    (quarter, digest), me = report_blocks.read_approval(call.payload), await call.staff()
    is_posted = await call.core.transact(
        reporting.approve, me, quarter, digest, today=call.today, now=call.now, texts=call.core.texts
    )
    await answer(call, report_blocks.approved(call.t, is_posted=is_posted))
