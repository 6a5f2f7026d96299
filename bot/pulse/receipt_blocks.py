"""The receipt (控え): what is kept of an answer, who sees what and when, and what nobody can promise."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.blockkit import Block, View, escape, plain, section
from bot.pulse.asked import Receipt
from bot.pulse.question_blocks import title_of
from bot.texts import Translator


def receipt(t: Translator, told: Receipt, zone: ZoneInfo) -> View:
    """The window with the receipt of a survey."""
    parts = [
        (t("What is kept"), _kept(t, told)),
        (t("Who sees what, and when"), _seen(t, told)),
        (t("When it goes"), _gone(t, told, zone)),
        (t("What we cannot promise"), _honest(t)),
    ]
    blocks: list[Block] = [section(f"*{escape(title_of(t, told.sheet))}*")]
    for title, lines in parts:
        blocks.append(section("\n".join([f"*{escape(title)}*", *(f"• {escape(line)}" for line in lines)])))
    return {"type": "modal", "title": plain(t("What is kept?")), "close": plain(t("Close")), "blocks": blocks}


def _kept(t: Translator, told: Receipt) -> Iterator[str]:
    yield t("Each answer adds one to a count: this question, this score, your group. No name, no time, no order.")
    group = told.group or t("everybody who is asked")
    yield t(
        "Your group: {group}, {count} people. Smaller units are counted with the unit above.",
        group=group,
        count=told.people,
    )
    if told.sheet.asks_for_words:
        yield _written(t, told)
    yield t("So that nothing counts twice: a code for “somebody has answered this question”, made with a secret key.")


def _written(t: Translator, told: Receipt) -> str:
    if told.text_people is None:
        return t("So few are asked that nothing written is kept.")
    return t(
        "What you write is kept apart, with nothing that leads to you or to your other answers, for a group of "
        "{count} people.",
        count=told.text_people,
    )


def _seen(t: Translator, told: Receipt) -> Iterator[str]:
    yield t("While it is open: nobody sees anything but how many percent of all have answered, for the whole survey.")
    yield t(
        "After the close: heads see their own unit, the personnel section all, and only from {least} answers on; "
        "where fewer answered, or all agreed, it stays hidden.",
        least=told.sheet.least_answers,
    )
    if told.sheet.asks_for_words:
        yield t("Texts: only from a group that wrote {least} or more, in random order.", least=told.sheet.least_texts)
    yield t("Who has not answered is never shown to anybody. The machine reminds, without a list.")


def _gone(t: Translator, told: Receipt, zone: ZoneInfo) -> Iterator[str]:
    closes = told.sheet.closes_at
    date_, time = t.day(closes.astimezone(zone).date()), t.clock(closes, zone)
    yield t("It closes on {date} at {time}.", date=date_, time=time)
    yield t(
        "Then these are deleted: the codes and their key, the list of who was asked, the messages about it and what "
        "became of them, and all counts. What stays is the result, as far as it may be shown."
    )
    if told.sheet.asks_for_words:
        yield t("Texts that nobody may read are deleted too.")
    if told.free_from:
        yield t(
            "You were drawn by lot. Only that is kept, until {date}, so that you are left in peace till then.",
            date=t.full_day(told.free_from),
        )


def _honest(t: Translator) -> Iterator[str]:
    yield t(
        "While it is open, an administrator who holds both the database and the secret key could work out which "
        "questions you have answered, and how, by comparing copies of the files from before and after."
    )
    yield t("Backups and archived logs of the database from that time are not covered by the deletion.")
    yield t("Slack carries your tap, so Slack's systems know which button it was. Kaeru's messages never repeat it.")
