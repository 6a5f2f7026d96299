"""The door of the grammar: one line in, what it means or what has to be asked out. Pure; nothing is guessed."""

from __future__ import annotations

from bot.leave.kinds import Wish
from bot.leave.sentences.grammar import sentence_of
from bot.leave.sentences.here import Here
from bot.leave.sentences.phrases import Sentence
from bot.leave.sentences.questions import Asks, Question, Understood
from bot.leave.sentences.readings import Readings, doubtful
from bot.leave.sentences.sorting import sorted_out
from bot.leave.sentences.tokens import MOST_CHARACTERS, line_of
from bot.leave.sentences.wishes import wish_of
from bot.leave.sentences.words import LeaveWords


def read(text: str, *, here: Here, words: LeaveWords) -> Understood | Question:
    """What a line of planned leave says: 12/24 午後, tomorrow 2 hours from 10:00, 来週の水曜 夏季休暇.

    A question comes back where there is more than one reading, where something is missing, and where no such day or
    time is. Its choices are whole readings. Nothing of the text is in it, so it is safe to show.
    """
    if len(text) > MOST_CHARACTERS:
        return Question(Asks.TOO_LONG)
    line = line_of(text, words)
    sentence = sentence_of(line.tokens, words.dates) if line else None
    if line is None or sentence is None:
        return Question(Asks.NOTHING_READ)
    found = _meant(sentence, here)
    if line.is_complete:
        return found
    return Question(Asks.ONLY_PARTLY_READ, (found,)) if isinstance(found, Understood) else Question(Asks.NOTHING_READ)


def _meant(sentence: Sentence, here: Here) -> Understood | Question:
    if sentence.is_cancelling:
        return Question(Asks.CANCELLING)
    if sentence.is_repeating:
        return Question(Asks.REPEATING)
    if not (
        sentence.kinds or sentence.lasting or sentence.edges or any(segment.phrases for segment in sentence.segments)
    ):
        return Question(Asks.NOTHING_READ)
    found = sorted_out(sentence).then(lambda said: wish_of(said, here))
    if len(sentence.kinds) > 1:
        found = doubtful(found.doubt or Asks.WHICH_KIND, found.values)
    return _answer(found, sentence.kinds or (None,))


def _answer(found: Readings[Wish], kinds: tuple[str | None, ...]) -> Understood | Question:
    readings = tuple(Understood(wish, kind) for wish in found.values for kind in kinds)
    doubt = found.doubt
    if doubt is None:
        return readings[0]
    return Question(doubt.asks, readings, doubt.day, doubt.first_minute, doubt.last_minute, doubt.minutes)
