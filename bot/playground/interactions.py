"""What happens between a person's action and what they see: payload out, answer in, screen changed."""

from dataclasses import dataclass, field

from bot.playground.api.args import Args
from bot.playground.api.blocks import checked_view
from bot.playground.api.contents import content_of
from bot.playground.api.refusals import Refusal
from bot.playground.channels import Channel
from bot.playground.courier import Courier
from bot.playground.delivery import Answer, Delivery, Kind, Parcel
from bot.playground.forms import Control, Entries, controls, entry_of, options_of, state_values
from bot.playground.messages import Message
from bot.playground.modals import MOST_VIEWS, changed_view, close_modal, new_view, open_views, show_modal
from bot.playground.payloads import Payloads
from bot.playground.people import User
from bot.playground.response_urls import say
from bot.playground.sentences import COMMAND_FAILED, MODAL_FAILED, PRESS_FAILED, REQUIRED, in_language
from bot.playground.shapes import Json
from bot.playground.site import Site
from bot.playground.views import View


@dataclass(frozen=True, slots=True)
class Reaction:
    """What came of an action: the app's answer (None when nothing was sent) and what the person sees.

    `notice` is Slack's own error text, `errors` the messages below a modal's fields (by block_id), `view` the modal on
    top afterwards, `message` what a slash command's answer put on the screen.
    """

    answer: Answer | None = None
    notice: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    view: View | None = None
    message: Message | None = None
    options: list[Json] = field(default_factory=list)

    @property
    def status(self) -> int | None:
        """The HTTP status of the answer (200 for a Socket Mode ack)."""
        return self.answer.status if self.answer else None

    @property
    def body(self) -> Json | str:
        """The body of the answer."""
        return self.answer.body if self.answer else ""

    def as_json(self, language: str) -> Json:
        """The same for other processes, Slack's own sentences in a language of the page."""
        return {
            "ok": not (self.notice or self.errors) and (self.answer is None or self.answer.is_ok),
            "status": self.status,
            "body": self.body,
            "failure": self.answer.failure if self.answer else "",
            "notice": in_language(self.notice, language),
            "errors": {block_id: in_language(said, language) for block_id, said in self.errors.items()},
            "view": self.view.as_json() if self.view else None,
            "message": self.message.as_json() if self.message else None,
            "options": self.options,
        }


class Interactions:
    """Sends interactivity payloads and plays Slack's part with the answers."""

    def __init__(self, site: Site, delivery: Delivery, courier: Courier, *, token: str) -> None:
        self.site, self.courier = site, courier
        self.space = site.workspace
        self._delivery = delivery
        self._payloads = Payloads(site.workspace, token)

    def entries(self, user: User, screen: Message | View) -> Entries:
        """What this person has entered on this screen so far."""
        if isinstance(screen, View):
            return screen.entries
        return self.space.entries.get((user.id, screen.channel, screen.ts), {})

    def enter(self, user: User, screen: Message | View, control: Control, entry: Json) -> None:
        """Remember what this person has entered here."""
        if isinstance(screen, View):
            entries = screen.entries
        else:
            entries = self.space.entries.setdefault((user.id, screen.channel, screen.ts), {})
        entries[(control.block_id, control.action_id)] = entry

    def top(self, user: User) -> View | None:
        """The modal that the person sees."""
        stack = open_views(self.space, user.id)
        return stack[-1] if stack else None

    async def press(self, user: User, screen: Message | View, control: Control, value: object) -> Reaction:
        """Press or choose: remembers the choice, and tells the app where Slack does so at once."""
        entry = None if control.type == "button" else entry_of(control, value)
        if entry is not None and control.type != "overflow":
            self.enter(user, screen, control, entry)
        if not control.dispatches:
            return Reaction(view=self.top(user))
        payload = self._payloads.on_screen("block_actions", user, screen, self.entries(user, screen))
        payload |= self._rights(user, screen) | {"actions": [self._payloads.action(control, entry)]}
        answer = await self._send(payload)
        return Reaction(answer, "" if answer.is_ok else PRESS_FAILED, view=self.top(user))

    async def suggest(self, user: User, screen: Message | View, control: Control, typed: str) -> Reaction:
        """Type into an external select: the app's options for it."""
        payload = self._payloads.on_screen("block_suggestion", user, screen, self.entries(user, screen))
        payload |= {"action_id": control.action_id, "block_id": control.block_id, "value": typed}
        answer = await self._send(payload)
        options = options_of(answer.body) if isinstance(answer.body, dict) else []
        return Reaction(answer, "" if answer.is_ok else PRESS_FAILED, view=self.top(user), options=options)

    async def shortcut(self, user: User, callback_id: str, message: Message | None) -> Reaction:
        """A global shortcut, or one on a message."""
        rights = {"trigger_id": self.site.triggers.give(user.id), "action_ts": self._payloads.now_ts()}
        if message is None:
            payload = self._payloads.base("shortcut", user)
        else:
            payload = self._payloads.on_screen("message_action", user, message, {}) | self._rights(user, message)
            payload["message_ts"] = message.ts
        answer = await self._send(payload | rights | {"callback_id": callback_id})
        return Reaction(answer, "" if answer.is_ok else PRESS_FAILED, view=self.top(user))

    async def command(self, user: User, channel: Channel, command: str, text: str) -> Reaction:
        """A slash command; the answer's body is shown."""
        form = self._payloads.command(user, channel, command, text)
        form["trigger_id"] = self.site.triggers.give(user.id)
        form["response_url"] = self._response_url(user, channel.id, None)
        answer = await self._delivery.send(Parcel(Kind.COMMAND, form))
        if not answer.is_ok:
            error = "operation_timeout" if answer.failure == "http_timeout" else "dispatch_failed"
            return Reaction(answer, COMMAND_FAILED.filled(command=command, error=error), view=self.top(user))
        try:
            return Reaction(answer, view=self.top(user), message=self._shown(user, channel, answer.body))
        except Refusal:
            return Reaction(answer, COMMAND_FAILED.filled(command=command, error="invalid_command_response"))

    def _shown(self, user: User, channel: Channel, body: Json | str) -> Message | None:
        if not body:
            return None
        args = Args({"text": body} if isinstance(body, str) else body)
        return say(self.space, channel, user.id, args, content_of(args))

    # modals

    async def submit(self, user: User, view: View) -> Reaction:
        """Press a modal's submit button, unless Slack itself already complains about a field."""
        errors = unfilled(view)
        if errors:
            return Reaction(errors=errors, view=view)
        payload = self._payloads.base("view_submission", user) | {"view": view.as_json()}
        payload["response_urls"] = self._response_urls(user, view)
        payload["trigger_id"] = self.site.triggers.give(user.id)
        answer = await self._send(payload)
        if not answer.is_ok:
            return Reaction(answer, MODAL_FAILED, view=view)
        try:
            errors = self._obey(view, answer.body if isinstance(answer.body, dict) else {})
        except Refusal:
            return Reaction(answer, MODAL_FAILED, view=view)
        return Reaction(answer, errors=errors, view=self.top(user))

    def _obey(self, view: View, body: Json) -> dict[str, str]:
        """Do what response_action says; the errors below the fields, if it says so."""
        action = body.get("response_action")
        if action == "errors":
            return checked_errors(view, body.get("errors"))
        if action == "update":
            changed_view(self.space, view, checked_view(body.get("view"), surface="modal"))
        elif action == "push":
            if len(open_views(self.space, view.user)) >= MOST_VIEWS:
                raise Refusal("push_limit_reached")
            pushed = new_view(self.space, view.user, checked_view(body.get("view"), surface="modal"))
            show_modal(self.space, view.user, pushed, on_top=True)
        elif action in (None, "", "clear"):
            close_modal(self.space, view, all_of_them=action == "clear")
        else:
            raise Refusal("invalid_arguments")
        return {}

    async def close(self, user: User, view: View, *, all_of_them: bool) -> Reaction:
        """Close a modal (or, by its cross, all of the stack); the app hears of it if it asked to."""
        clears = all_of_them or bool(view.body.get("clear_on_close"))
        answer = None
        for gone in close_modal(self.space, view, all_of_them=clears):
            if gone.wants_close_notice:
                payload = self._payloads.base("view_closed", user)
                answer = await self._send(payload | {"view": gone.as_json(), "is_cleared": clears})
        return Reaction(answer, view=self.top(user))

    async def _send(self, payload: Json) -> Answer:
        return await self._delivery.send(Parcel(Kind.INTERACTIVE, payload))

    def _rights(self, user: User, screen: Message | View) -> Json:
        if isinstance(screen, View):
            return {"trigger_id": self.site.triggers.give(user.id)}
        url = self._response_url(user, screen.channel, screen)
        return {"trigger_id": self.site.triggers.give(user.id), "response_url": url}

    def _response_urls(self, user: User, view: View) -> list[Json]:
        """One for every conversation chosen in a select that asked for it with response_url_enabled."""
        values = state_values(view.blocks, view.entries)
        urls = []
        for control in controls(view.blocks):
            chosen = values.get(control.block_id, {}).get(control.action_id, {})
            place = chosen.get("selected_conversation") or chosen.get("selected_channel")
            if control.element.get("response_url_enabled") and place in self.space.channels:
                asked = {"block_id": control.block_id, "action_id": control.action_id, "channel_id": place}
                urls.append(asked | {"response_url": self._response_url(user, place, None)})
        return urls

    def _response_url(self, user: User, channel: str, original: Message | None) -> str:
        return f"{self.site.base_url}/response/{self.site.triggers.give_ticket(user.id, channel, original)}"


def unfilled(view: View) -> dict[str, str]:
    """Required fields that are empty: Slack's client does not even send such a form."""
    values = state_values(view.blocks, view.entries)
    errors: dict[str, str] = {}
    for block in view.blocks:
        if block["type"] == "input" and not block.get("optional"):
            entry = values.get(block["block_id"], {}).get(block["element"].get("action_id"))
            if entry is not None and not any(value for name, value in entry.items() if name != "type"):
                errors[block["block_id"]] = REQUIRED
    return errors


def checked_errors(view: View, errors: object) -> dict[str, str]:
    """The errors of a submission: by block_id of an input of this view. Slack refuses any other key."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise Refusal("invalid_arguments", messages=["[ERROR] errors must name input blocks of the view"])
    return {str(block_id): str(text) for block_id, text in errors.items()}
