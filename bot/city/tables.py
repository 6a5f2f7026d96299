"""The city's decisions and the trail of who made them."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field

from bot.city.operation import Reach
from bot.database import Row, words


class PolicyRow(Row, table=True):
    """A whole CityPolicy as JSON, in force from a day on. The latest row of a day wins; none is ever changed."""

    __tablename__ = "policy"

    id: int | None = Field(default=None, primary_key=True)
    effective_from: date = Field(index=True)
    document: str
    decided_at: datetime


class OperationRow(Row, table=True):
    """The single row (id 1) that says how far messages reach now and whether everything is stopped."""

    __tablename__ = "operation"

    id: int = Field(default=1, primary_key=True)
    reach: Reach = Field(default=Reach.REHEARSAL, sa_type=words(Reach))
    stopped_at: datetime | None = None


class AuditRow(Row, table=True):
    """Who changed what: policy, roster, reach, permissions, exports. `actor` is a person's token or `command-line`."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True)
    actor: str
    action: str
    detail: str = ""
