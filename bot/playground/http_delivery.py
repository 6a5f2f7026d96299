"""HTTP delivery: signed POSTs to the app's request URL, as Slack sends them."""

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import aiohttp

from bot.playground.delivery import Answer, Kind, Parcel
from bot.playground.shapes import Json


class HttpDelivery:
    """Posts to one URL. `patience_seconds` is Slack's three seconds."""

    def __init__(self, request_url: str | None, signing_secret: str, *, patience_seconds: float) -> None:
        self.request_url = request_url
        self._secret, self._patience = signing_secret, patience_seconds
        self._session: aiohttp.ClientSession | None = None

    async def send(self, parcel: Parcel) -> Answer:
        """Post once. Anything but a 2xx within the patience is a failure."""
        if self.request_url is None:
            return Answer(failure="connection_failed")
        body, headers = encoded(parcel)
        headers |= signed(body, self._secret)
        timeout = aiohttp.ClientTimeout(total=self._patience)
        try:
            async with self._open().post(self.request_url, data=body, headers=headers, timeout=timeout) as answer:
                return answer_of(answer.status, await answer.text(), no_retry=answer.headers.get("x-slack-no-retry"))
        except TimeoutError:
            return Answer(failure="http_timeout")
        except aiohttp.ClientError:
            return Answer(failure="connection_failed")

    async def close(self) -> None:
        """Close the connections to the app."""
        if self._session is not None:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(trust_env=False)
        return self._session


def encoded(parcel: Parcel) -> tuple[bytes, dict[str, str]]:
    """The body and its headers: JSON for events, a form for the rest."""
    if parcel.kind is Kind.EVENT:
        headers = {"Content-Type": "application/json"}
        if parcel.retry_number:
            headers |= {"X-Slack-Retry-Num": str(parcel.retry_number), "X-Slack-Retry-Reason": parcel.retry_reason}
        return json.dumps(parcel.payload).encode(), headers
    form = {"payload": json.dumps(parcel.payload)} if parcel.kind is Kind.INTERACTIVE else parcel.payload
    return urlencode(form).encode(), {"Content-Type": "application/x-www-form-urlencoded"}


def signed(body: bytes, secret: str) -> dict[str, str]:
    """Slack's signature headers. They carry the machine's time: receivers refuse what is five minutes old."""
    stamp = str(int(time.time()))  # noqa: TID251 - a signature is about real time, whatever the simulated clock says
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def answer_of(status: int, text: str, *, no_retry: str | None) -> Answer:
    """The app's HTTP answer; a JSON body is parsed. `no_retry` is the header x-slack-no-retry."""
    if not 200 <= status < 300:
        return Answer(status=status, body=text, failure="http_error", wants_no_retry=no_retry == "1")
    return Answer(status=status, body=parsed(text))


def parsed(text: str) -> Json | str:
    """A JSON object, else the text as it is."""
    if not text.startswith("{"):
        return text
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, dict) else text
