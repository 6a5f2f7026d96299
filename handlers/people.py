"""Slack accounts that come, change or go."""

from __future__ import annotations

from bot.people.accounts import read_account
from bot.people.match import account_changed
from handlers.call import Call


async def follow_account(call: Call) -> None:
    await call.core.transact(account_changed, read_account(call.payload["user"]), day=call.today)
    await call.ack()
