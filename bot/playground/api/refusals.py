"""Every error code that the playground's Web API refuses with, and the fact each rests on.

docs = docs.slack.dev/reference/methods/<method>; platform = platform.md.
"""

from bot.playground.shapes import Json

FACTS: dict[str, str] = {
    "not_authed": "docs, every method: no authentication token provided",
    "invalid_auth": "docs, every method: some aspect of authentication cannot be validated",
    "not_allowed_token_type": "docs, apps.connections.open: takes an app-level token; the others take a bot token",
    "unknown_method": "Slack's answer to a method name that does not exist",
    "missing_scope": "docs, every method: the token lacks the scope; `needed` and `provided` say which",
    "ratelimited": "docs.slack.dev/apis/web-api/rate-limits: HTTP 429 with Retry-After in seconds; platform 1.1",
    "invalid_json": "docs, every POST method: the body is no JSON although the Content-Type says so",
    "json_not_object": "docs, every POST method: the JSON body is no object",
    "invalid_form_data": "docs, every POST method: the form cannot be read",
    "invalid_arguments": "docs, every method: an argument is missing or of the wrong kind",
    "invalid_cursor": "docs, conversations.list: the cursor was not given out by Slack",
    "invalid_limit": "docs, conversations.list: limit is a number of 1 to 1000 (history 999)",
    "limit_required": "docs, users.list: a limit is required for a large workspace; platform 1.1",
    "channel_not_found": "docs, chat.postMessage: invalid channel, or a private one that the bot is not in",
    "not_in_channel": "docs, chat.postMessage and conversations.history: the bot is not a member",
    "is_archived": "docs, chat.postMessage: the channel is archived",
    "restricted_action": "docs, chat.postMessage: a workspace preference keeps the app from posting there",
    "user_disabled": "platform 1.4: a direct message to a deactivated person",
    "cannot_dm_bot": "docs, conversations.open: bots cannot talk to bots",
    "messages_tab_disabled": "platform 1.4: the app's Messages tab is switched off",
    "no_text": "docs, chat.postMessage: neither text nor blocks nor attachments",
    "msg_too_long": "platform 1.4: text of chat.update over 4,000, markdown_text over 12,000 characters",
    "msg_blocks_too_long": "platform 1.4: blocks of about 13,200 characters in all (bolt-js#2509)",
    "invalid_blocks": "docs, chat.postMessage: blocks break a rule of Block Kit; messages name it",
    "invalid_blocks_format": "docs, chat.postMessage: blocks are no JSON array (node-slack-sdk#1027)",
    "invalid_metadata_format": "docs, chat.postMessage: metadata is no JSON object",
    "invalid_metadata_schema": "docs, chat.postMessage: metadata lacks event_type or event_payload",
    "metadata_too_large": "docs, chat.postMessage: metadata over 16 kB",
    "thread_not_found": "docs, conversations.replies: no message with this ts",
    "message_not_found": "docs, chat.update: no message with this timestamp in this channel",
    "cant_update_message": "docs, chat.update: only the app's own messages can be changed",
    "cant_delete_message": "docs, chat.delete: only the app's own messages can be deleted",
    "user_not_in_channel": "docs, chat.postEphemeral: the person is not in the channel",
    "invalid_ts_oldest": "docs, conversations.history: oldest is no timestamp",
    "invalid_ts_latest": "docs, conversations.history: latest is no timestamp",
    "invalid_types": "docs, conversations.list: an unknown conversation type",
    "method_not_supported_for_channel_type": "docs, conversations.join: only public channels can be joined",
    "user_not_found": "docs, users.info: no such user",
    "users_not_found": "docs, users.lookupByEmail: nobody has this address",
    "bot_not_found": "docs, bots.info: no such bot",
    "invalid_trigger_id": "docs, views.open: not a trigger id of this app",
    "expired_trigger_id": "platform 1.4: a trigger id lives three seconds",
    "exchanged_trigger_id": "platform 1.4: a trigger id opens one view",
    "push_limit_reached": "platform 1.4: three views at most in a stack",
    "view_too_large": "platform 1.4: a view of more than 250 kB",
    "hash_conflict": "platform 1.4: the view changed since the hash was given out",
    "not_found": "docs, views.update: no such view, or it is closed",
    "duplicate_external_id": "docs, views.open: external_id is unique among the open views",
    "not_enabled": "docs, views.publish: the app has no Home tab",
    "file_not_found": "docs, files.info: no such file, or it was not uploaded",
    "missing_argument": "docs, files.getUploadURLExternal: filename and length are needed",
    "already_reacted": "docs, reactions.add: this app already added this emoji",
    "no_reaction": "docs, reactions.remove: this app did not add this emoji",
}


class Refusal(Exception):
    """An answer with ok=false. `messages` land in response_metadata; `details` stand beside `error`."""

    def __init__(self, code: str, *, messages: list[str] | None = None, **details: object) -> None:
        super().__init__(f"{code}: {FACTS[code]}")
        self.code = code
        self.messages = messages or []
        self.details = details

    def as_json(self) -> Json:
        """The body of the answer."""
        body: Json = {"ok": False, "error": self.code, **self.details}
        if self.messages:
            body["response_metadata"] = {"messages": self.messages}
        return body
