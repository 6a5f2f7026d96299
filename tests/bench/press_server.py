"""The server side of the press benchmark, a process of its own: `python -m tests.bench.press_server CASE DATABASE_URL`.

CASE is `durable`, `tap` or `answer` (Kaeru's app: who pressed is looked up, and the press is on disk, once, when it is
acknowledged; the sentence that the person reads is left out, as `stock_server` says nothing either), or `tap-answered`
(a tap with that sentence, to its response_url). It prints its port once it listens, and ends with its standard input.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping

from pydantic import SecretStr

from bot.cli.process import settle_memory
from bot.clock import SystemClock
from bot.core import Core
from bot.database import Database
from bot.delivery import opt_out_blocks
from bot.delivery.opt_outs import OptOutPress, record_opt_outs
from bot.delivery.slack import SlackMessenger
from bot.delivery.slack_client import open_client
from bot.delivery.slack_identity import BotIdentity
from bot.group_commit import Presses
from bot.no_overtime import replies, reply_blocks
from bot.no_overtime.answers import Answer
from bot.no_overtime.replies import Reply
from bot.pulse import asking, question_blocks
from bot.settings import Settings
from bot.texts import Texts
from handlers import ROUTES
from handlers.app import build_app
from handlers.asgi import slack_requests
from handlers.call import Call, Kind
from handlers.listening import Routes
from tests.answering import SECRET_KEY
from tests.bench.stock_server import SECRET, listen

BOT = BotIdentity("T1", "B1", "U0", "A1", frozenset(), None)


async def store_only(call: Call) -> None:
    """What `handlers.delivery.opt_out` does before it answers."""
    kind = opt_out_blocks.read_kind(call.payload)
    await call.presses.record(record_opt_outs, OptOutPress(call.me.person_id, kind, call.now))
    await call.ack()


async def store_tap_only(call: Call) -> None:
    """What `handlers.no_overtime.reply` does before it answers."""
    tap = reply_blocks.read_tap(call.payload)
    replies.refuse_if_over(tap, now=call.now, zone=call.core.settings.zone)
    await call.presses.record(replies.record_replies, Reply(call.me.person_id, tap.day, tap.answer, call.now))
    await call.ack()


async def count_only(call: Call) -> None:
    """What `handlers.pulse.answer_question` does before it shows the next question."""
    given = question_blocks.read_answer(call.payload).answer_of(call.me.person_id, call.now)
    told = await call.presses.record(asking.teller(call.core.settings.survey_secret), given)
    told.require()
    await call.ack()


TAP = reply_blocks.REPLY[Answer.ON_TIME]
ANSWER = question_blocks.ANSWER[4]
#: What a stock handler acknowledges instead, by the name of the case.
NOOPS = {"noop": opt_out_blocks.OPT_OUT, "noop-tap": TAP, "noop-answer": ANSWER}
STORING: Mapping[str, Routes] = {
    "durable": {(Kind.ACTION, opt_out_blocks.OPT_OUT): store_only},
    "tap": {(Kind.ACTION, TAP): store_tap_only},
    "tap-answered": ROUTES,
    "answer": {(Kind.ACTION, ANSWER): count_only},
}


async def serve(case: str, url: str) -> None:
    """Listen until the standard input ends."""
    settings = Settings(
        slack_signing_secret=SecretStr(SECRET),
        slack_bot_token=SecretStr("xoxb-1"),
        secret_key=SecretStr(SECRET_KEY),
    )
    async with open_client(settings) as client:
        database = Database(url)
        core = Core(settings, SystemClock(), database, SlackMessenger(client), Texts())
        presses = Presses(database)
        app = build_app(core, bot=BOT, client=client, presses=presses, routes=STORING[case])
        settle_memory()
        await listen(slack_requests(app))
        await presses.close()
        database.close()


if __name__ == "__main__":
    os.sched_setaffinity(0, {0})
    asyncio.run(serve(sys.argv[1], sys.argv[2]))
