"""What is older than the city keeps it goes, once a night."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.city import service as city
from bot.core import Core
from bot.delivery import service as delivery

logger = logging.getLogger(__name__)


async def forget_old_deliveries(core: Core, now: datetime) -> None:
    """Delete delivery rows whose time of keeping is over."""
    today = core.today(now)
    policy = await core.look(city.policy_on, today)
    oldest = delivery.oldest_kept(today, days=policy.retention.delivery_days)
    gone = await core.transact(delivery.forget_before, oldest)
    logger.info("Old deliveries are forgotten", extra={"event": "retention.deliveries", "count": gone})
