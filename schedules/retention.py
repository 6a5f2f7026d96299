"""What is older than the city keeps it goes, once a night."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.attendance import keeping
from bot.city import service as city
from bot.core import Core
from bot.delivery import service as delivery
from bot.leave import keeping as leave
from bot.one_on_one import keeping as one_on_one
from bot.overtime import settling as overtime

logger = logging.getLogger(__name__)


async def forget_old_deliveries(core: Core, now: datetime) -> None:
    """Delete delivery rows whose time of keeping is over."""
    today = core.today(now)
    policy = await core.look(city.policy_on, today)
    oldest = delivery.oldest_kept(today, days=policy.retention.delivery_days)
    gone = await core.transact(delivery.forget_before, oldest)
    logger.info("Old deliveries are forgotten", extra={"event": "retention.deliveries", "count": gone})


async def forget_old_attendance(core: Core, now: datetime) -> None:
    """Delete the hours of people whose time of keeping is over, a month in each transaction."""
    today = core.today(now)
    policy = await core.look(city.policy_on, today)
    oldest, count = keeping.oldest_kept(today, policy.retention), 0
    while gone := await core.transact(keeping.forget_before, oldest):
        count += gone
    logger.info("Old hours of people are forgotten", extra={"event": "retention.attendance", "count": count})


async def forget_old_leave(core: Core, now: datetime) -> None:
    """Delete plans of leave and balances whose time of keeping is over, and what is left of withdrawn plans."""
    gone = await core.transact(leave.forget_old, today=core.today(now), now=now)
    logger.info("Old leave is forgotten", extra={"event": "retention.leave", "count": gone})


async def forget_old_one_on_ones(core: Core, now: datetime) -> None:
    """Delete days of 1on1s, ended pairs and counts whose time of keeping is over."""
    gone = await core.transact(one_on_one.forget_old, today=core.today(now))
    logger.info("Old 1on1s are forgotten", extra={"event": "retention.one_on_ones", "count": gone})


async def forget_old_overtime_reports(core: Core, now: datetime) -> None:
    """Delete overtime reports, who was asked about them, and late notices whose time of keeping is over."""
    today = core.today(now)
    policy = await core.look(city.policy_on, today)
    gone = await core.transact(overtime.forget_before, overtime.oldest_kept(today, policy.retention))
    logger.info("Old overtime reports are forgotten", extra={"event": "retention.overtime", "count": gone})
