"""A person at the keyboard: everything somebody can do in the workspace, as the real client would send it."""

import asyncio
from collections.abc import Callable, Mapping

from bot.playground.channels import Channel
from bot.playground.forms import FIELD, CannotDo, chosen_in, entry_of, find_control
from bot.playground.interactions import Interactions, Reaction
from bot.playground.messages import Message
from bot.playground.modals import find_modal, open_views
from bot.playground.people import User
from bot.playground.sentences import (
    ARCHIVED,
    JOIN_FIRST,
    MESSAGE_GONE,
    MESSAGE_OF_OTHERS,
    NO_SUCH_CHANNEL,
    ONLY_OWN_DISMISSED,
    ONLY_OWN_EDITED,
    VIEW_CLOSED,
)
from bot.playground.shapes import Json
from bot.playground.views import View

Screen = Message | View | str
"""Where to press: a message, a view, or the id of a view."""


class Person:
    """One person. Every action returns what the app answered and what the person sees. CannotDo: not on offer."""

    def __init__(self, interactions: Interactions, user: User) -> None:
        self._interactions, self._space = interactions, interactions.space
        self.user = user

    # what they see

    @property
    def home(self) -> View | None:
        """Their Home tab, if the app has published one."""
        return self._space.homes.get(self.user.id)

    @property
    def modal(self) -> View | None:
        """The modal on top."""
        return self._interactions.top(self.user)

    @property
    def modals(self) -> list[View]:
        """All open modals, the top one last."""
        return list(open_views(self._space, self.user.id))

    @property
    def ephemerals(self) -> list[Message]:
        """The messages that only they see."""
        return list(self._space.ephemerals.get(self.user.id, []))

    def channel(self, id_or_name: str) -> Channel:
        """A conversation by id or name; the bot's id stands for the direct message with it."""
        found = self._direct() if id_or_name == self._space.bot.id else self._space.find_channel(id_or_name)
        if found is None or (self.user.id not in found.members and found.kind != "public_channel"):
            raise CannotDo(NO_SUCH_CHANNEL.filled(name=id_or_name))
        return found

    def message(self, channel: str, ts: str) -> Message:
        """A message that they see, ephemeral ones too."""
        found = self.channel(channel).timeline.find(ts) or self._space.ephemeral(self.user.id, ts)
        if found is None:
            raise CannotDo(MESSAGE_GONE)
        return found

    # what they do

    async def say(self, channel: str, text: str, thread_ts: str | None = None) -> Reaction:
        """Write a message; the app hears of it where it subscribed."""
        place = self._member_of(channel)
        return await self._tell(lambda: self._space.post(place, self.user.id, text, thread_ts=thread_ts))

    async def edit(self, message: Message, text: str) -> Reaction:
        """Change a message of their own."""
        if message.user != self.user.id:
            raise CannotDo(ONLY_OWN_EDITED)
        place = self._space.channels[message.channel]
        return await self._tell(lambda: self._space.edit(place, message, by=self.user.id, text=text, blocks=[]))

    async def dismiss(self, message: Message) -> Reaction:
        """Put away a message that only they see; the app hears nothing of it."""
        if message.ephemeral_to != self.user.id:
            raise CannotDo(ONLY_OWN_DISMISSED)
        self._space.remove_ephemeral(message)
        return Reaction(view=self.modal)

    async def join(self, channel: str) -> Reaction:
        """Join a public channel."""
        place = self.channel(channel)
        return await self._tell(lambda: self._space.join(place, self.user.id))

    async def leave(self, channel: str) -> Reaction:
        """Leave a channel."""
        place = self.channel(channel)
        return await self._tell(lambda: self._space.leave(place, self.user.id))

    async def open_home(self) -> Reaction:
        """Open the app's Home tab."""
        event = {"type": "app_home_opened", "user": self.user.id, "channel": self._direct().id, "tab": "home"}
        shown = {"view": self.home.as_json()} if self.home else {}
        return await self._tell(lambda: self._space.tell(event | shown))

    async def press(
        self, screen: Screen, action_id: str, *, value: object = None, block_id: str | None = None
    ) -> Reaction:
        """Press a button, or choose `value`: an option's value (or a list of them), a date, an id, a text."""
        shown = self._screen(screen)
        return await self._interactions.press(self.user, shown, find_control(shown.blocks, action_id, block_id), value)

    async def suggest(self, screen: Screen, action_id: str, typed: str, *, block_id: str | None = None) -> Reaction:
        """Type into an external select and see its options."""
        shown = self._screen(screen)
        control = find_control(shown.blocks, action_id, block_id)
        return await self._interactions.suggest(self.user, shown, control, typed)

    async def command(self, command: str, text: str = "", *, channel: str | None = None) -> Reaction:
        """Type a slash command, in a channel or (without one) in the direct message with the bot."""
        place = self.channel(channel) if channel else self._direct()
        return await self._interactions.command(self.user, place, command, text)

    async def shortcut(self, callback_id: str, message: Message | None = None) -> Reaction:
        """Use a global shortcut, or one from a message's menu."""
        return await self._interactions.shortcut(self.user, callback_id, message)

    async def submit(self, view: View | str, values: Mapping[str, object] | None = None) -> Reaction:
        """Fill in fields (by action_id) and submit."""
        shown = self._view(view)
        self.fill(shown, values or {})
        return await self._interactions.submit(self.user, shown)

    def fill(self, view: View | str, values: Mapping[str, object]) -> None:
        """Enter values without submitting, one per action_id."""
        shown = self._view(view)
        for action_id, value in values.items():
            control = find_control(shown.blocks, action_id)
            shown.entries[(control.block_id, action_id)] = entry_of(control, value)

    def enter(self, view: View | str, state: Json) -> None:
        """Take over everything that is filled in, in the shape of Slack's state.values."""
        shown = self._view(view)
        for block_id, actions in state.items():
            for action_id, entry in actions.items() if isinstance(actions, dict) else ():
                control = find_control(shown.blocks, str(action_id), str(block_id))
                if isinstance(entry, dict) and control.type in FIELD:
                    shown.entries[(control.block_id, control.action_id)] = entry_of(control, chosen_in(control, entry))

    def chosen(self, screen: Screen, action_id: str, block_id: str | None, action: Json) -> object:
        """The value that an item of `actions` stands for; None for a button."""
        control = find_control(self._screen(screen).blocks, action_id, block_id)
        return chosen_in(control, action) if control.type in FIELD else None

    async def close(self, view: View | str, *, all_of_them: bool = False) -> Reaction:
        """Close a modal by its close button, or the whole stack by its cross."""
        return await self._interactions.close(self.user, self._view(view), all_of_them=all_of_them)

    # finding things

    def _screen(self, screen: Screen) -> Message | View:
        if not isinstance(screen, Message):
            return self._view(screen)
        if screen.ephemeral_to not in (None, self.user.id):
            raise CannotDo(MESSAGE_OF_OTHERS)
        return self.message(screen.channel, screen.ts)

    def _view(self, view: View | str) -> View:
        found = find_modal(self._space, view_id=view if isinstance(view, str) else view.id)
        if found is None or found.user != self.user.id:
            raise CannotDo(VIEW_CLOSED)
        return found

    def _direct(self) -> Channel:
        return self._space.direct(self.user.id)

    def _member_of(self, channel: str) -> Channel:
        place = self.channel(channel)
        if self.user.id not in place.members:
            raise CannotDo(JOIN_FIRST)
        if place.is_archived:
            raise CannotDo(ARCHIVED)
        return place

    async def _tell(self, act: Callable[[], Message | None]) -> Reaction:
        """Do something that is news, and wait for the app's first answer to just that, if it wants to hear of it."""
        courier = self._interactions.courier
        before = set(courier.on_their_way())
        message = act()
        answers = await asyncio.gather(*(task for task in courier.on_their_way() if task not in before))
        return Reaction(answers[-1] if answers else None, view=self.modal, message=message)
