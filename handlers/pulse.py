"""Answering a survey: one tap counts, and the next question takes its place; words, skipping, the receipt."""

from __future__ import annotations

from dataclasses import replace as with_

from bot.errors import Refused
from bot.pulse import asking, question_blocks, receipt_blocks
from bot.pulse.asked import Progress
from bot.pulse.question_blocks import Press, Written
from handlers import home, windows
from handlers.answers import answer, replace
from handlers.call import Call


async def answer_question(call: Call) -> None:
    press = question_blocks.read_answer(call.payload)
    given = press.answer_of(call.me.person_id, call.now)
    told = await call.presses.record(asking.teller(call.core.settings.survey_secret), given)
    await _go_on(call, told.require(), press.code)


async def skip(call: Call) -> None:
    press = question_blocks.read_press(call.payload)
    await _go_on(call, await _progress(call, press), press.code)


async def write(call: Call) -> None:
    press = question_blocks.read_press(call.payload)
    progress = await _progress(call, press)
    if press.code in progress.answered:
        await _go_on(call, progress, press.code)
        return
    view = question_blocks.window_for_words(call.t, progress, press.code, response_url=_address(call, press))
    await windows.show(call, view)


async def send_words(call: Call) -> None:
    try:
        written = question_blocks.read_written(call.payload)
        given = written.answer_of(call.me.person_id, call.now)
        told = await call.presses.record(asking.teller(call.core.settings.survey_secret), given)
        progress = told.require()
    except Refused as refused:
        await call.ack(response_action="errors", errors=question_blocks.written_flaw(call.t.error(refused)))
        return
    await _go_on_after_words(call, progress, written)
    await call.ack()


async def show_receipt(call: Call) -> None:
    press, me = question_blocks.read_press(call.payload), call.me
    told = await call.core.look(asking.receipt, press.survey_id, me.person_id, now=call.now, today=call.today)
    view = receipt_blocks.receipt(call.t, told, call.core.settings.zone)
    await windows.show(call, view)


async def _progress(call: Call, press: Press) -> Progress:
    secret, me = call.core.settings.survey_secret, call.me
    return await call.core.look(asking.go_on, press.survey_id, me.person_id, secret=secret, now=call.now)


async def _go_on(call: Call, progress: Progress, code: str) -> None:
    """The next open question behind this one, where the press was made."""
    survey_id, place = progress.sheet.survey_id, progress.sheet.place_of(code)
    if "view" in call.body:
        await home.publish(call, call.t, passed={survey_id: place})
        await call.ack()
        return
    words = question_blocks.page(call.t, progress, place)
    shown = question_blocks.in_place(_blocks(call), survey_id, words)
    if await replace(call, shown.text, shown.blocks):
        await call.ack()
    else:
        await answer(call, words.text)


async def _go_on_after_words(call: Call, progress: Progress, written: Written) -> None:
    place = progress.sheet.place_of(written.code)
    if not written.response_url:
        await home.publish(call, call.t, passed={written.survey_id: place})
        return
    words = question_blocks.page(call.t, progress, place)
    await replace(with_(call, body={**call.body, "response_url": written.response_url}), words.text, words.blocks)


def _address(call: Call, press: Press) -> str:
    """Where the message can be replaced later; a message that holds other things too is left as it is."""
    is_ours = question_blocks.is_all_of(_blocks(call), press.survey_id)
    return str(call.body.get("response_url", "")) if is_ours else ""


def _blocks(call: Call) -> list[dict[str, object]]:
    """What the pressed message shows."""
    found: list[dict[str, object]] = call.body.get("message", {}).get("blocks", [])
    return found
