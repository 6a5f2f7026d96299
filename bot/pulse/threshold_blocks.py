"""The window of administrators: from how many answers results show, and what waits for another one's consent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from bot.blockkit import Block, View, actions, button, context, escape, field, plain, section
from bot.city.surveys import Thresholds
from bot.errors import BadPolicy, OldButton, Refused
from bot.pulse.improvement import ThresholdPage
from bot.texts import N_, Translator

OPEN = "pulse.thresholds.open"
DECIDE = "pulse.thresholds.decide"
AGREE = "pulse.thresholds.agree"
WITHDRAW = "pulse.thresholds.withdraw"

_NAMES: Mapping[str, str] = {
    "full": N_("Full surveys and questionnaires"),
    "pulse": N_("Pulse survey"),
    "free_text": N_("Written answers"),
}
_HIGHEST, _HIGHEST_TEXTS, _FLOOR, _FLOOR_TEXTS = 100, 200, 5, 10


def ways(t: Translator) -> list[Block]:
    """For the home tab of administrators."""
    return [actions(button(t("From how many answers results show"), action_id=OPEN))]


def window(t: Translator, page: ThresholdPage, *, said: str = "") -> View:
    """The window; `said` is what somebody did just now."""
    blocks: list[Block] = [section(f":frog: *{escape(said)}*")] if said else []
    blocks += [*_waiting(t, page), *_form(t, page)]
    return {
        "type": "modal",
        "callback_id": DECIDE,
        "title": plain(t("Thresholds")),
        "submit": plain(t("Decide")),
        "close": plain(t("Close")),
        "blocks": blocks,
    }


def decided(t: Translator, *, is_waiting: bool) -> str:
    """What whoever decided is told."""
    if is_waiting:
        return t("A lower number needs a second administrator. It waits for them for 14 days.")
    return t("In force for surveys that open from today on. Running surveys keep what was promised.")


def withdrawn(t: Translator) -> str:
    """What whoever refused or took back a proposal is told."""
    return t("The proposal is gone. Nothing changes.")


def problem(sentence: str) -> dict[str, str]:
    """A sentence below the form."""
    return {"free_text": sentence}


def read_number(action: Mapping[str, Any]) -> int:
    """Which proposal a button is about."""
    written = str(action.get("value", ""))
    if not (written.isascii() and written.isdigit()):
        raise OldButton("This proposal does not wait any more. Please open the window once more.")
    return int(written)


def read_wanted(view: Mapping[str, Any]) -> Thresholds:
    """What somebody entered; raises Refused below the floors, which are no choice, and for what is no number."""
    try:
        values = view["state"]["values"]
        given = {name: int(str(values[name]["value"]["value"])) for name in _NAMES}
        return Thresholds(**given)
    except (BadPolicy, ValidationError):
        raise Refused(
            "Use {least} to {most} for answers, {texts} to {most_texts} for written ones: below that, people could be "
            "guessed.",
            least=_FLOOR,
            most=_HIGHEST,
            texts=_FLOOR_TEXTS,
            most_texts=_HIGHEST_TEXTS,
        ) from None
    except (KeyError, TypeError, ValueError):
        raise Refused("Write whole numbers.") from None


def _waiting(t: Translator, page: ThresholdPage) -> Iterator[Block]:
    if page.proposed is None:
        return
    lines = [f"• {escape(line)}" for line in _lines(t, page.proposed)]
    title = t("Waits for a second administrator")
    yield section("\n".join([f"*{escape(title)}*", *lines]))
    ways_ = [button(t("Do not change it"), action_id=WITHDRAW, value=str(page.number))]
    if not page.is_mine:
        ways_.insert(0, button(t("I agree"), action_id=AGREE, value=str(page.number)))
    yield actions(*ways_, block_id="waiting")


def _form(t: Translator, page: ThresholdPage) -> Iterator[Block]:
    for name, words in _NAMES.items():
        number = {
            "type": "number_input",
            "action_id": "value",
            "is_decimal_allowed": False,
            "initial_value": str(getattr(page.current, name)),
            "min_value": str(_FLOOR_TEXTS if name == "free_text" else _FLOOR),
            "max_value": str(_HIGHEST_TEXTS if name == "free_text" else _HIGHEST),
        }
        yield field(name, t(words), number)
    yield context(escape(t("Higher numbers hold at once. A lower one takes the consent of a second administrator.")))


def _lines(t: Translator, wanted: Thresholds) -> Iterator[str]:
    for name, words in _NAMES.items():
        count = t.n("from {count} answer", "from {count} answers", getattr(wanted, name))
        yield t("{what}: {count}", what=t(words), count=count)
