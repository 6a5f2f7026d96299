"""What becomes of a post, whatever Slack does: it stands once, or the messenger knows that it does not know."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from time import monotonic

import pytest

from bot.delivery.messenger import Posted
from bot.delivery.slack import SlackMessenger, fitting
from bot.delivery.slack_client import open_client
from bot.errors import DoubtfulFault, PermanentFault, TransientFault
from bot.playground.server import Playground
from bot.playground.workspace import Workspace
from bot.settings import Settings
from tests.slack_side import NOW, page, settings

ID = "5b0f1c1e-6f0a-4a52-9f0a-2f1f6f1a7c11"


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(Workspace(now=lambda: NOW)) as playground:
        yield playground


@pytest.fixture
async def slack(playground: Playground) -> AsyncIterator[SlackMessenger]:
    async with open_client(settings(playground), timeout_seconds=2) as client:
        yield SlackMessenger(client)


async def post(slack: SlackMessenger, recipient: str, *, seconds_left: float = 60.0) -> Posted:
    leave_before = monotonic() + seconds_left
    return await slack.post(
        recipient, text="今日は定時退庁日です。", blocks=[], message_id=ID, leave_before=leave_before
    )


# posting


async def test_a_post_in_a_channel_tells_where_it_stands(playground: Playground, slack: SlackMessenger) -> None:
    channel = playground.workspace.add_channel("jinji")

    posted = await post(slack, channel.id)

    (message,) = channel.timeline
    assert (posted.channel, posted.ts, message.text) == (channel.id, message.ts, "今日は定時退庁日です。")


async def test_a_post_whose_lease_is_over_never_leaves(playground: Playground, slack: SlackMessenger) -> None:
    channel = playground.workspace.add_channel("jinji")

    with pytest.raises(TransientFault, match="too_late_to_leave"):
        await post(slack, channel.id, seconds_left=-0.001)

    assert playground.calls == []


async def test_names_and_words_in_a_text_call_nobody(playground: Playground, slack: SlackMessenger) -> None:
    channel = playground.workspace.add_channel("jinji")

    text = "<!channel> & <@U1>"
    await slack.post(channel.id, text=text, blocks=[], message_id=ID, leave_before=monotonic() + 60)

    (message,) = channel.timeline
    assert message.text == "&lt;!channel&gt; &amp; &lt;@U1&gt;"


async def test_a_post_to_a_person_tells_the_direct_message_it_stands_in(
    playground: Playground, slack: SlackMessenger
) -> None:
    aoki = playground.workspace.add_user(name="aoki", real_name="青木")

    posted = await post(slack, aoki.id)

    assert posted.channel == playground.workspace.direct(aoki.id).id


async def test_what_travels_along_unseen_is_the_opaque_id_and_nothing_else(
    playground: Playground, slack: SlackMessenger
) -> None:
    channel = playground.workspace.add_channel("jinji")

    await post(slack, channel.id)

    (message,) = channel.timeline
    assert message.metadata == {"event_type": "kaeru_message", "event_payload": {"id": ID}}


async def test_an_update_shows_other_words_in_the_same_place(playground: Playground, slack: SlackMessenger) -> None:
    channel = playground.workspace.add_channel("jinji")
    posted = await post(slack, channel.id)

    await slack.update(posted, text="3人が定時で帰ります。", blocks=[])

    assert [message.text for message in channel.timeline] == ["3人が定時で帰ります。"]


# refusals


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("is_archived", PermanentFault),
        ("channel_not_found", PermanentFault),
        ("a_code_that_slack_invented_yesterday", PermanentFault),
        ("message_limit_exceeded", TransientFault),
        ("token_revoked", TransientFault),  # the operator's to mend, not this message's end
        ("fatal_error", DoubtfulFault),
        ("internal_error", DoubtfulFault),
    ],
)
async def test_each_refusal_says_whether_trying_again_can_help(
    playground: Playground, slack: SlackMessenger, code: str, kind: type[Exception]
) -> None:
    channel = playground.workspace.add_channel("jinji")
    playground.faults.add("refuse", "chat.postMessage", error=code)

    with pytest.raises(kind) as fault:
        await post(slack, channel.id)

    assert getattr(fault.value, "code", "") == code


async def test_a_channel_without_the_bot_is_named_as_such(playground: Playground, slack: SlackMessenger) -> None:
    channel = playground.workspace.add_channel("jinji", bot_is_member=False)
    playground.faults.add("refuse", "chat.postMessage", error="not_in_channel")

    with pytest.raises(PermanentFault, match="not_in_channel"):
        await post(slack, channel.id)


async def test_too_many_requests_carry_the_wait_that_slack_asks_for(
    playground: Playground, slack: SlackMessenger
) -> None:
    channel = playground.workspace.add_channel("jinji")
    playground.faults.add("ratelimited", "chat.postMessage", seconds=7)

    with pytest.raises(TransientFault) as fault:
        await post(slack, channel.id)

    assert (fault.value.code, fault.value.wait_seconds, len(channel.timeline)) == ("ratelimited", 7.0, 0)


# lost answers


@pytest.mark.parametrize("fault", ["drop_after", "error_after"])
async def test_a_post_whose_answer_was_lost_is_in_doubt_stands_once_and_is_found(
    playground: Playground, slack: SlackMessenger, fault: str
) -> None:
    channel = playground.workspace.add_channel("jinji")
    playground.faults.add(fault, "chat.postMessage", times=1)

    with pytest.raises(DoubtfulFault):
        await post(slack, channel.id)

    (message,) = channel.timeline
    assert await slack.find(channel.id, message_id=ID, since=NOW) == Posted(channel.id, message.ts)
    assert [call.method for call in playground.calls].count("chat.postMessage") == 1


@pytest.mark.parametrize("fault", ["drop_before", "error_before"])
async def test_a_post_that_never_arrived_is_confirmed_absent(
    playground: Playground, slack: SlackMessenger, fault: str
) -> None:
    channel = playground.workspace.add_channel("jinji")
    playground.faults.add(fault, "chat.postMessage", times=1)

    with pytest.raises(DoubtfulFault):
        await post(slack, channel.id)

    assert await slack.find(channel.id, message_id=ID, since=NOW) is None


async def test_a_slow_answer_is_not_waited_for_and_leaves_doubt(playground: Playground) -> None:
    channel = playground.workspace.add_channel("jinji")
    playground.faults.add("slow", "chat.postMessage", seconds=1.5)

    async with open_client(settings(playground), timeout_seconds=0.2) as client:
        with pytest.raises(DoubtfulFault):
            await post(SlackMessenger(client), channel.id)


async def test_a_slack_that_is_not_there_leaves_no_doubt(playground: Playground, slack: SlackMessenger) -> None:
    await playground.stop()

    with pytest.raises(TransientFault, match="unreachable"):
        await post(slack, "C1")


async def test_an_update_whose_answer_was_lost_may_simply_be_made_again(
    playground: Playground, slack: SlackMessenger
) -> None:
    posted = await post(slack, playground.workspace.add_channel("jinji").id)
    playground.faults.add("drop_after", "chat.update", times=1)

    with pytest.raises(TransientFault):
        await slack.update(posted, text="3人が定時で帰ります。", blocks=[])


@pytest.mark.parametrize("content_type", ["text/html", "text/plain"])
async def test_a_page_in_the_place_of_slack_s_answer_leaves_doubt(content_type: str) -> None:
    async with page("<h1>Blocked</h1>", content_type) as url, open_client(Settings(slack_api_url=url)) as client:
        with pytest.raises(DoubtfulFault):
            await post(SlackMessenger(client), "C1")


# finding


async def test_a_direct_message_is_found_by_the_person_it_was_for(
    playground: Playground, slack: SlackMessenger
) -> None:
    aoki = playground.workspace.add_user(name="aoki", real_name="青木")
    posted = await post(slack, aoki.id)

    assert await slack.find(aoki.id, message_id=ID, since=NOW) == posted


async def test_a_post_to_a_channel_s_name_is_found_under_its_id(playground: Playground, slack: SlackMessenger) -> None:
    playground.workspace.add_channel("jinji")
    posted = await post(slack, "#jinji")

    assert await slack.find("#jinji", message_id=ID, since=NOW) == posted


async def test_a_history_of_many_pages_is_read_to_its_end(playground: Playground, slack: SlackMessenger) -> None:
    channel = playground.workspace.add_channel("jinji")
    posted = await post(slack, channel.id)
    for number in range(450):
        playground.workspace.post(channel, playground.workspace.bot.id, f"雑談 {number}")

    found = await slack.find(channel.id, message_id=ID, since=NOW)
    missing = await slack.find(channel.id, message_id="another", since=NOW)

    assert (found, missing) == (posted, None)


async def test_a_post_is_found_though_slack_s_clock_is_four_minutes_behind_ours(
    playground: Playground, slack: SlackMessenger
) -> None:
    channel = playground.workspace.add_channel("jinji")
    posted = await post(slack, channel.id)

    assert await slack.find(channel.id, message_id=ID, since=NOW + timedelta(minutes=4)) == posted


async def test_what_was_written_long_before_is_not_searched(playground: Playground, slack: SlackMessenger) -> None:
    channel = playground.workspace.add_channel("jinji")
    await post(slack, channel.id)

    assert await slack.find(channel.id, message_id=ID, since=NOW + timedelta(hours=1)) is None


async def test_somebody_who_quotes_the_id_in_words_is_not_taken_for_the_post(
    playground: Playground, slack: SlackMessenger
) -> None:
    channel = playground.workspace.add_channel("jinji")
    playground.workspace.post(channel, playground.workspace.bot.id, ID)

    assert await slack.find(channel.id, message_id=ID, since=NOW) is None


async def test_a_history_that_lags_does_not_show_the_post_yet(playground: Playground, slack: SlackMessenger) -> None:
    channel = playground.workspace.add_channel("jinji")
    playground.faults.history_lag_seconds = 3600

    await post(slack, channel.id)

    assert await slack.find(channel.id, message_id=ID, since=NOW) is None


@pytest.mark.parametrize("code", ["not_in_channel", "missing_scope", "channel_not_found"])
async def test_a_history_that_may_not_be_read_is_not_an_absence(
    playground: Playground, slack: SlackMessenger, code: str
) -> None:
    channel = playground.workspace.add_channel("jinji")
    playground.faults.add("refuse", "conversations.history", error=code)

    with pytest.raises(PermanentFault, match=code):
        await slack.find(channel.id, message_id=ID, since=NOW)


@pytest.mark.parametrize("fault", ["drop_before", "error_before", "ratelimited"])
async def test_a_history_that_could_not_be_read_this_time_is_read_again_later(
    playground: Playground, slack: SlackMessenger, fault: str
) -> None:
    channel = playground.workspace.add_channel("jinji")
    playground.faults.add(fault, "conversations.history")

    with pytest.raises(TransientFault):
        await slack.find(channel.id, message_id=ID, since=NOW)


# long texts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("短い", "短い"),
        ("", "…"),
        ("あいうえおかきくけこさ", "あいうえおかきくけ…"),
        ("12345 <https://kaeru.example|計画>", "12345 …"),
        ("1234567&amp;8", "1234567…"),
    ],
    ids=["short", "empty", "long", "a link in the way", "an escaped sign in the way"],
)
def test_a_text_that_is_too_long_ends_where_nothing_is_torn(text: str, shown: str) -> None:
    assert fitting(text, 10) == shown
