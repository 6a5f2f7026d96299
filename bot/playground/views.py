"""Modals and App Homes: a view, its state and the stack of modals that a person has open."""

from dataclasses import dataclass, field

from bot.playground.forms import Entries, state_values
from bot.playground.shapes import Json


@dataclass(slots=True)
class View:
    """A view as the app described it (`body`), with what Slack adds and what the person has entered."""

    id: str
    hash: str
    user: str
    body: Json
    team_id: str
    app_id: str
    bot_id: str
    root_id: str
    previous_id: str | None = None
    entries: Entries = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """The blocks on show."""
        blocks: list[Json] = self.body["blocks"]
        return blocks

    @property
    def wants_close_notice(self) -> bool:
        """Whether the app asked for view_closed."""
        return bool(self.body.get("notify_on_close"))

    def as_json(self) -> Json:
        """The view object of payloads and answers."""
        body = self.body
        return {
            "id": self.id,
            "team_id": self.team_id,
            "type": body["type"],
            "blocks": self.blocks,
            "private_metadata": body.get("private_metadata") or "",
            "callback_id": body.get("callback_id") or "",
            "state": {"values": state_values(self.blocks, self.entries)},
            "hash": self.hash,
            "title": body.get("title"),
            "clear_on_close": bool(body.get("clear_on_close")),
            "notify_on_close": self.wants_close_notice,
            "close": body.get("close"),
            "submit": body.get("submit"),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": self.app_id,
            "external_id": body.get("external_id") or "",
            "app_installed_team_id": self.team_id,
            "bot_id": self.bot_id,
        }
