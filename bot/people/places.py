"""Where everybody belongs on a day, as a query that other features embed in theirs."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, select
from sqlmodel import col

from bot.people.kinds import PostKind
from bot.people.store import holds
from bot.people.tables import Post


def main_units(day: date) -> Select[int, int]:
    """The unit of everybody's main post on the day, on duty or not. Columns: person_id, unit_id."""
    places: Select[int, int] = select(col(Post.person_id).label("person_id"), col(Post.unit_id).label("unit_id"))
    return places.where(col(Post.kind) == PostKind.MAIN, holds(Post, day))
