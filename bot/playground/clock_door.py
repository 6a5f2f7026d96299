"""GET and POST /demo/clock: reading and moving the simulated time."""

from datetime import datetime
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.playground.api.args import read_arguments
from bot.playground.api.refusals import Refusal
from bot.playground.backstage import Backstage
from bot.playground.shapes import Json
from bot.playground.workspace import Workspace

TOKYO = ZoneInfo("Asia/Tokyo")
BAD_DATE = '時刻を読み取れませんでした。{"to": "2026-11-25T17:30"} のように、日付と時刻を書いてください。'
NO_CLOCK = "ここには動かせる時計がありません。kaeru demo で開いた画面で動かしてください。"


class ClockDoor:
    """The clock over HTTP: JSON for programs, a form for the page. Without a backstage it can only be read."""

    def __init__(self, workspace: Workspace, backstage: Backstage | None) -> None:
        self._workspace, self._backstage = workspace, backstage

    def add_routes(self, app: web.Application) -> None:
        """Enter the two routes."""
        app.router.add_get("/demo/clock", self.show)
        app.router.add_post("/demo/clock", self.move)

    async def show(self, _request: web.Request) -> web.Response:
        """The time now, and when the next thing falls due."""
        return web.json_response(await self._reading())

    async def move(self, request: web.Request) -> web.StreamResponse:
        """Play to the asked time. A naive time is read as Asia/Tokyo."""
        if self._backstage is None:
            return web.json_response({"error": NO_CLOCK}, status=409)
        try:
            instant = instant_of((await read_arguments(request)).get("to"))
        except (ValueError, Refusal):
            return web.json_response({"error": BAD_DATE}, status=400)
        try:
            await self._backstage.play_to(instant)
        except ValueError as error:
            return web.json_response({"error": str(error)}, status=400)
        if request.content_type == "application/json":
            return web.json_response(await self._reading())
        raise web.HTTPSeeOther(request.headers.get("Referer", "/"))

    async def _reading(self) -> Json:
        if self._backstage is None:
            return {"now": self._workspace.now().astimezone(TOKYO).isoformat(), "next": None}
        upcoming = await self._backstage.next_event()
        return {
            "now": self._backstage.now().astimezone(TOKYO).isoformat(),
            "next": upcoming.astimezone(TOKYO).isoformat() if upcoming else None,
        }


def instant_of(text: object) -> datetime:
    """An ISO date and time, in Asia/Tokyo when it names no zone. Raises ValueError."""
    if not isinstance(text, str):
        raise ValueError(text)  # noqa: TRY004 - a missing value and a bad one are the same mistake here
    instant = datetime.fromisoformat(text.strip())
    return instant if instant.tzinfo else instant.replace(tzinfo=TOKYO)
