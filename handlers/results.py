"""The results of surveys: opened from the home tab or a message, turned, and taken along as a chart or a file."""

from __future__ import annotations

from bot.blockkit import View
from bot.pulse import exporting, result_blocks, viewing
from bot.pulse.exporting import FileKind
from bot.pulse.result_blocks import Place
from handlers import windows
from handlers.answers import answer
from handlers.call import Call


async def open_results(call: Call) -> None:
    view = await _view(call, result_blocks.read_open(call.payload))
    await windows.show(call, view)


async def move(call: Call) -> None:
    place = result_blocks.moved(result_blocks.read_place(call.body["view"]), call.payload)
    view = await _view(call, place)
    await windows.redraw(call, view)


async def find_units(call: Call) -> None:
    place, me = result_blocks.read_place(call.body["view"]), await call.staff()
    units = await call.core.look(viewing.units_to_see, me, place.survey_id or 0, today=call.today)
    await call.ack(options=result_blocks.units_found(units, str(call.payload.get("value", ""))))


async def send_chart(call: Call) -> None:
    place, me, core = result_blocks.read_place(call.body["view"]), await call.staff(), call.core
    zone, texts = core.settings.zone, core.texts
    await core.transact(exporting.ask_for_chart, me, place, now=call.now, zone=zone, texts=texts)
    await answer(call, result_blocks.chart_on_its_way(call.t))


async def export(call: Call) -> None:
    await _export(call, FileKind.CSV)


async def export_cp932(call: Call) -> None:
    await _export(call, FileKind.CP932)


async def export_xlsx(call: Call) -> None:
    await _export(call, FileKind.XLSX)


async def _export(call: Call, kind: FileKind) -> None:
    place, me = result_blocks.read_place(call.body["view"]), await call.staff()
    work = exporting.ask_for_file
    day = await call.core.transact(work, me, place, kind, now=call.now, texts=call.core.texts)
    await answer(call, result_blocks.exported(call.t, day))


async def _view(call: Call, place: Place) -> View:
    me, today = await call.staff(), call.today
    if place.is_list and place.survey_id:
        found = await call.core.look(viewing.unit_list, me, place.survey_id, page=place.page, today=today)
        return result_blocks.list_view(call.t, found)
    work, survey_id = viewing.result_page, place.survey_id
    page = await call.core.look(work, me, survey_id=survey_id, unit_code=place.unit_code, today=today)
    return result_blocks.report_view(call.t, page, page=place.page)
