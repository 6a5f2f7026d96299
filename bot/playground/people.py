"""The users of the workspace and how Slack describes them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from bot.playground.shapes import Json


@dataclass(slots=True)
class User:
    """A person or a bot. `is_restricted` marks a guest, `deleted` somebody who was deactivated."""

    id: str
    team_id: str
    name: str
    real_name: str
    email: str | None = None
    locale: str = "ja-JP"
    tz: str = "Asia/Tokyo"
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False
    is_admin: bool = False
    title: str = ""
    bot_id: str | None = None
    updated: int = 0

    def as_json(self, *, with_email: bool, with_locale: bool) -> Json:
        """The user object of users.info and users.list."""
        described = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "deleted": self.deleted,
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": offset_seconds(self.tz),
            "profile": self.profile(with_email=with_email),
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": False,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": self.updated,
        }
        return described | ({"locale": self.locale} if with_locale else {})

    def profile(self, *, with_email: bool) -> Json:
        """The profile part, with the e-mail address only for an app that holds users:read.email."""
        described: Json = {
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.name,
            "display_name_normalized": self.name,
            "title": self.title,
            "status_text": "",
            "status_emoji": "",
            "team": self.team_id,
        }
        if with_email and self.email:
            described["email"] = self.email
        if self.bot_id:
            described["bot_id"] = self.bot_id
        return described


@cache
def offset_seconds(zone: str) -> int:
    """Seconds east of Greenwich. Taken in a January, so a zone with summer time shows its standard time."""
    offset = datetime(2026, 1, 1, tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset()
    return int(offset.total_seconds()) if offset else 0
