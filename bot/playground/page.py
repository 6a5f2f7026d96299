"""The plain page: channels in groups, the messages of one, the simulated time and a form that moves it. No scripts."""

from html import escape
from itertools import groupby

from aiohttp import web

from bot.playground.channels import Channel
from bot.playground.clock_door import TOKYO
from bot.playground.ids import micros_of_ts
from bot.playground.messages import Message
from bot.playground.plain_text import lines_of
from bot.playground.workspace import Workspace

SHOWN = 200
WEEKDAYS = "月火水木金土日"
DIRECT, OTHERS = "ダイレクトメッセージ", "チャンネル"
STYLE = """
:root { color-scheme: light dark; font: 16px/1.7 system-ui, sans-serif }
body { margin: 0; display: grid; grid-template-columns: minmax(14rem, 20rem) 1fr; min-height: 100vh }
header { grid-column: 1 / -1; padding: .5rem 1rem; border-bottom: 1px solid #8886; display: flex; gap: 1rem;
  flex-wrap: wrap }
nav { padding: .5rem 1rem; border-right: 1px solid #8886; overflow-wrap: anywhere }
nav h2 { font-size: .85rem; margin: 1rem 0 0 } nav ul { list-style: none; margin: 0; padding: 0 }
main { padding: .5rem 1rem } article { margin: .8rem 0 } article article { margin-left: 2rem }
article p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere } small { opacity: .7 }
[aria-current] { font-weight: bold }
@media (max-width: 40rem) { body { grid-template-columns: 1fr } nav { border-right: 0 } }
"""


class Page:
    """`/`, and `/?channel=<id>`."""

    def __init__(self, workspace: Workspace) -> None:
        self._space = workspace

    def add_routes(self, app: web.Application) -> None:
        """Enter the route."""
        app.router.add_get("/", self.show)

    async def show(self, request: web.Request) -> web.Response:
        """The whole page; everything that people or the app wrote is escaped."""
        chosen = self._space.find_channel(request.query.get("channel", ""))
        html = (
            f"<!doctype html><html lang=ja><meta charset=utf-8><meta name=viewport content='width=device-width'>"
            f"<title>{escape(self._space.team_name)}</title><style>{STYLE}</style>"
            f"<header><strong>{escape(self._space.team_name)}</strong>{self._clock()}</header>"
            f"<nav aria-label='{OTHERS}'>{self._sidebar(chosen)}</nav><main>{self._main(chosen)}</main></html>"
        )
        policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"
        return web.Response(text=html, content_type="text/html", headers={"Content-Security-Policy": policy})

    def _clock(self) -> str:
        now = self._space.now().astimezone(TOKYO)
        return (
            f"<time datetime='{now.isoformat()}'>{now:%Y年%m月%d日}（{WEEKDAYS[now.weekday()]}）{now:%H:%M}</time>"
            f"<form method=post action=/demo/clock><label>時計を進める "
            f"<input type=datetime-local name=to value='{now:%Y-%m-%dT%H:%M}' required></label>"
            f" <button>進める</button></form>"
        )

    def _sidebar(self, chosen: Channel | None) -> str:
        channels = sorted(self._space.channels.values(), key=lambda channel: (channel.is_im, group_of(channel)))
        return "".join(
            f"<h2>{escape(group)}</h2><ul>{''.join(self._entry(channel, chosen) for channel in members)}</ul>"
            for group, members in groupby(channels, key=group_of)
        )

    def _entry(self, channel: Channel, chosen: Channel | None) -> str:
        current = " aria-current=page" if channel is chosen else ""
        count = f" <small>{len(channel.timeline)}件</small>" if len(channel.timeline) else ""
        return f"<li><a href='/?channel={channel.id}'{current}>{escape(self._name(channel))}</a>{count}</li>"

    def _name(self, channel: Channel) -> str:
        person = self._space.users.get(channel.im_user or "")
        return person.real_name if person else f"# {channel.name}"

    def _main(self, channel: Channel | None) -> str:
        if channel is None:
            return "<p>左の一覧からチャンネルを選んでください。</p>"
        messages = channel.timeline.newest(SHOWN)
        shown = "".join(self._article(channel, message) for message in messages)
        return f"<h1>{escape(self._name(channel))}</h1>{shown or '<p>まだメッセージはありません。</p>'}"

    def _article(self, channel: Channel, message: Message) -> str:
        sender = self._space.users[message.user].real_name
        lines = "".join(f"<p>{escape(line)}</p>" for line in lines_of(self._space, message))
        files = "".join(f"<p><a href='/files/{escape(f['id'])}'>{escape(f['title'])}</a></p>" for f in message.files)
        replies = "".join(self._article(channel, reply) for reply in channel.timeline.replies(message.ts))
        edited = "（編集済み）" if message.edited else ""
        return (
            f"<article><strong>{escape(sender)}</strong> <small>{self._time(message)}{edited}</small>"
            f"{lines}{files}{replies}</article>"
        )

    def _time(self, message: Message) -> str:
        at = self._space.now().fromtimestamp(micros_of_ts(message.ts) / 1_000_000, TOKYO)
        return f"{at.month}月{at.day}日（{WEEKDAYS[at.weekday()]}）{at:%H:%M}"


def group_of(channel: Channel) -> str:
    """The sidebar heading that a channel stands under."""
    return DIRECT if channel.is_im else channel.group or OTHERS
