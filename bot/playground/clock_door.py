"""GET and POST /demo/clock: reading and moving the simulated time; GET /demo/calendar: the special days of a month."""

import asyncio
import calendar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.playground.api.args import read_arguments
from bot.playground.api.refusals import Refusal
from bot.playground.backstage import Backstage, MarkedDay
from bot.playground.changes import ChangeKind
from bot.playground.refused import language_of, refused
from bot.playground.sentences import BAD_DATE, BAD_MONTH, NO_CLOCK
from bot.playground.shapes import Json
from bot.playground.workspace import Workspace

TOKYO = ZoneInfo("Asia/Tokyo")
TELL_SECONDS = 0.25
"""How often the page hears where the clock is while it moves."""


class ClockDoor:
    """The clock over HTTP: JSON for programs and the page. Without a backstage it can only be read."""

    def __init__(self, workspace: Workspace, backstage: Backstage | None) -> None:
        self._workspace, self._backstage = workspace, backstage

    def add_routes(self, app: web.Application) -> None:
        """Enter the routes."""
        app.router.add_get("/demo/clock", self.show)
        app.router.add_post("/demo/clock", self.move)
        app.router.add_get("/demo/calendar", self.month)

    async def show(self, request: web.Request) -> web.Response:
        """The time now, and the next thing that falls due: when, and in `lang` what it is."""
        return web.json_response(await self._reading(language_of(request)))

    async def move(self, request: web.Request) -> web.StreamResponse:
        """Play to the asked time. A naive time is read as Asia/Tokyo."""
        if self._backstage is None:
            return refused(NO_CLOCK, language_of(request), 409)
        try:
            instant = instant_of((await read_arguments(request)).get("to"))
        except (ValueError, Refusal):
            return refused(BAD_DATE, language_of(request))
        try:
            await self._play(self._backstage, instant, language_of(request))
        except ValueError as error:
            return refused(error, language_of(request))
        return web.json_response(await self._reading(language_of(request)))

    async def month(self, request: web.Request) -> web.Response:
        """The special days of `month`, such as 2026-11."""
        if self._backstage is None:
            return refused(NO_CLOCK, language_of(request), 409)
        try:
            first, last = ends_of(request.query.get("month", ""))
        except ValueError:
            return refused(BAD_MONTH, language_of(request))
        try:
            days = await self._backstage.days(first, last, language_of(request))
        except ValueError as error:
            return refused(error, language_of(request))
        return web.json_response({"month": f"{first:%Y-%m}", "days": [day_json(day) for day in days]})

    async def _play(self, backstage: Backstage, instant: datetime, language: str) -> None:
        """Move, and let the open pages see the time pass."""
        playing = asyncio.ensure_future(backstage.play_to(instant, language))
        while not playing.done():
            await asyncio.wait([playing], timeout=TELL_SECONDS)
            self._workspace.changes.tell(ChangeKind.CLOCK)
        await playing

    async def _reading(self, language: str) -> Json:
        if self._backstage is None:
            return {"now": local(self._workspace.now()), "next": None, "next_label": ""}
        upcoming = await self._backstage.next_event(language)
        return {
            "now": local(self._backstage.now()),
            "next": local(upcoming.at) if upcoming else None,
            "next_label": upcoming.label if upcoming else "",
        }


def local(instant: datetime) -> str:
    """An instant in Asia/Tokyo, in ISO form."""
    return instant.astimezone(TOKYO).isoformat()


def instant_of(text: object) -> datetime:
    """An ISO date and time, in Asia/Tokyo when it names no zone. Raises ValueError."""
    if not isinstance(text, str):
        raise ValueError(text)  # noqa: TRY004 - a missing value and a bad one are the same mistake here
    instant = datetime.fromisoformat(text.strip())
    return instant if instant.tzinfo else instant.replace(tzinfo=TOKYO)


def ends_of(month: str) -> tuple[date, date]:
    """The first and the last day of a month such as 2026-11. Raises ValueError."""
    first = date.fromisoformat(f"{month}-01")
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def day_json(day: MarkedDay) -> Json:
    """A special day for the page."""
    return {
        "date": day.date.isoformat(),
        "kinds": list(day.kinds),
        "is_no_overtime_day": day.is_no_overtime_day,
        "is_day_off": day.is_day_off,
        "words": day.words,
    }
