"""Whom Kaeru can write to, whichever weekdays are theirs, as a query that other features embed in theirs."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, and_, select
from sqlmodel import col

from bot.people.kinds import ON_DUTY, EmploymentKind, PostKind
from bot.people.store import of_person
from bot.people.tables import Employment, Person, Post


def reachable_staff(day: date) -> Select[int, str, str | None, str | None, int]:
    """Everybody on the staff with an active Slack account, once each, by their main post.

    Columns: person_id, token, slack_user_id, locale, unit_id. Nobody on leave of absence or seconded out, no 特別職
    (fixtures X05, X10, X11).
    """
    columns: Select[int, str, str | None, str | None, int] = select(
        col(Person.id).label("person_id"),
        col(Person.token).label("token"),
        col(Person.slack_user_id).label("slack_user_id"),
        col(Person.locale).label("locale"),
        col(Post.unit_id).label("unit_id"),
    )
    on_staff = and_(col(Employment.status).in_(ON_DUTY), col(Employment.kind) != EmploymentKind.SPECIAL)
    return (
        columns.join(Employment, of_person(Employment, day))
        .join(Post, and_(of_person(Post, day), col(Post.kind) == PostKind.MAIN))
        .where(on_staff, col(Person.has_active_slack), col(Person.slack_user_id).is_not(None))
    )
