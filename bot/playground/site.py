"""What the Web API methods work with: the workspace, the app's rights and the rights that interactions gave it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.faults import Faults
from bot.playground.shapes import Json
from bot.playground.triggers import Triggers
from bot.playground.workspace import Workspace


@dataclass(slots=True)
class Site:
    """The inside of a running playground, as the API methods see it. `base_url` has no slash at its end."""

    workspace: Workspace
    scopes: frozenset[str]
    faults: Faults
    triggers: Triggers
    monotonic: Callable[[], float]
    open_socket: Callable[[], str]
    base_url: str = ""

    def identity(self) -> Json:
        """Who the app is, as auth.test tells it."""
        space = self.workspace
        return {
            "url": f"{self.base_url}/",
            "team": space.team_name,
            "user": space.bot.name,
            "team_id": space.team_id,
            "user_id": space.bot.id,
            "bot_id": space.bot_id,
            "is_enterprise_install": False,
        }
