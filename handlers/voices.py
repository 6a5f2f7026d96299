"""Replies to what was written in a survey: opened from its result, published to the bureau."""

from __future__ import annotations

from bot.errors import Refused
from bot.pulse import result_blocks, viewing, voice_blocks, voices
from handlers import windows
from handlers.call import Call


async def open_window(call: Call) -> None:
    place, me = result_blocks.read_place(call.body["view"]), await call.staff()
    work, survey_id = viewing.result_page, place.survey_id
    page = await call.core.look(work, me, survey_id=survey_id, unit_code=place.unit_code, today=call.today)
    view = voice_blocks.window(call.t, place, page.report.unit_name)
    await windows.show(call, view)


async def publish(call: Call) -> None:
    survey_id, unit_code = voice_blocks.read_target(call.payload)
    words, me, zone = voice_blocks.read_words(call.payload), await call.staff(), call.core.settings.zone
    try:
        await call.core.transact(voices.publish, me, survey_id, unit_code, words, now=call.now, zone=zone)
    except Refused as refused:
        await call.ack(response_action="errors", errors=voice_blocks.problem(call.t.error(refused)))
        return
    await call.ack(response_action="update", view=voice_blocks.published(call.t))
