"""Bolt, set up for one workspace: who we are is known before the first request, and every answer waits for its row."""

from __future__ import annotations

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.web.async_client import AsyncWebClient

from bot.core import Core
from bot.delivery.slack_identity import BotIdentity
from bot.group_commit import Presses
from bot.settings import Settings
from handlers import ROUTES, register_all
from handlers.errors import register_errors
from handlers.listening import Door, Routes


def build_app(
    core: Core, *, bot: BotIdentity, client: AsyncWebClient, presses: Presses, routes: Routes = ROUTES
) -> AsyncApp:
    """The app with every route and the one error handler. `client` carries the session, the proxy and the token.

    Close `presses` when no request comes in any more.
    """
    app = _bolt(core.settings, bot, client)
    register_all(app, Door(core, presses, routes, app_id=bot.app_id))
    register_errors(app, core)
    return app


def _bolt(settings: Settings, bot: BotIdentity, client: AsyncWebClient) -> AsyncApp:
    return AsyncApp(
        name="kaeru",
        signing_secret=settings.slack_signing_secret.get_secret_value(),
        client=_without_token(client),
        authorize=_KnownBot(bot, client.token or ""),
        process_before_response=True,
        # For custom steps and assistants, which Kaeru has not: two steps less on the way of every press.
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )


class _KnownBot(AsyncAuthorize):
    """Given a bare token Bolt asks auth.test on the first press, and drops that press when Slack answers 429."""

    def __init__(self, bot: BotIdentity, token: str) -> None:
        self._result = AuthorizeResult(
            enterprise_id=None, team_id=bot.team_id, bot_user_id=bot.bot_user_id, bot_id=bot.bot_id, bot_token=token
        )

    async def __call__(self, **_: object) -> AuthorizeResult:
        return self._result


def _without_token(client: AsyncWebClient) -> AsyncWebClient:
    """The pattern for the client of each request, which gets its token from `_KnownBot`."""
    pattern = AsyncWebClient(
        base_url=client.base_url,
        timeout=client.timeout,
        ssl=client.ssl,
        session=client.session,
        retry_handlers=list(client.retry_handlers),
    )
    pattern.proxy = client.proxy
    return pattern
