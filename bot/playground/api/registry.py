"""The table of Web API methods and what a method can refuse with."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.api.args import Args
from bot.playground.api.refusals import Refusal
from bot.playground.shapes import Json
from bot.playground.site import Site

Run = Callable[[Site, Args], Json]

TIER_1, TIER_2, TIER_3, TIER_4, HUNDREDS = 1, 20, 50, 100, 600
"""Calls a minute, platform.md 1.1."""


@dataclass(frozen=True, slots=True)
class Method:
    """A Web API method: what it does, the scopes it needs, its calls a minute and which token it takes."""

    name: str
    run: Run
    scopes: tuple[str, ...]
    per_minute: int | None
    takes_app_token: bool


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str, per_minute: int | None, takes_app_token: bool = False) -> Callable[[Run], Run]:
    """Enter a function into the table under Slack's name for it."""

    def enter(run: Run) -> Run:
        METHODS[name] = Method(name, run, scopes, per_minute, takes_app_token)
        return run

    return enter


def need_scope(site: Site, scope: str) -> None:
    """Refuse unless the app holds this scope (for methods whose scope depends on the conversation)."""
    if scope not in site.scopes:
        raise Refusal("missing_scope", needed=scope, provided=",".join(sorted(site.scopes)))
