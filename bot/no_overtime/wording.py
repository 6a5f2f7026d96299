"""The cards' friendly lines, by occasion. Each is a whole sentence; which one is said turns with the weeks.

Nothing here speaks of money, ranks or blames; a line may be read out by anybody to everybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.no_overtime.answers import Answer, Cause
from bot.no_overtime.rules import Occasion, Reason
from bot.texts import N_

REASONS: Mapping[Reason, str] = {
    Reason.MONDAY: N_("Monday"),
    Reason.TUESDAY: N_("Tuesday"),
    Reason.WEDNESDAY: N_("Wednesday"),
    Reason.THURSDAY: N_("Thursday"),
    Reason.FRIDAY: N_("Friday"),
    Reason.MOVED: N_("moved because of a holiday"),
    Reason.UNIT_RULE: N_("your unit's own day"),
    Reason.PAYDAY: N_("payday"),
    Reason.BONUS_DAY: N_("bonus payday"),
}

MORNING_LINES: Mapping[Occasion, Sequence[str]] = {
    Occasion.WEEKDAY: (
        N_("What can wait until tomorrow may wait. Let's plan the day so that it ends on time."),
        N_("Is something too much for today? Say so early; together it gets lighter."),
        N_("Choose the one thing that matters most today, and start with it."),
    ),
    Occasion.PAYDAY: (
        N_("Thank you for this month's work. Let's make it an early evening."),
        N_("Another month's work is done. Let's end the day on time."),
    ),
    Occasion.BOTH: (
        N_("Wednesday and payday meet today: two good reasons to leave on time."),
        N_("A double day. Put what can wait into tomorrow, and enjoy the evening."),
    ),
    Occasion.BONUS_DAY: (N_("Thank you for the half year's work. Let's end the day on time."),),
    Occasion.SECOND_IN_A_ROW: (
        N_("The second no-overtime day in a row. Yesterday's rest counts double if today ends on time too."),
        N_("Two in a row. If yesterday ran late, today is the day to make up for it."),
    ),
    Occasion.LAST_OF_THE_YEAR: (
        N_("The last no-overtime day of this year. Thank you for everything; let's end it on time."),
    ),
    Occasion.SPECIAL_MODE: (
        N_("Thank you for being there. Please take breaks in turns, and look after yourselves and each other."),
        N_("Thank you for carrying on. Hand over early, eat, and rest when it is your turn."),
    ),
}

CLOSING_LINES: Mapping[Occasion, Sequence[str]] = {
    Occasion.WEEKDAY: (
        N_("Thank you for today. Let's tidy up the desk and go home."),
        N_("What is left will still be there tomorrow. Note it down, and call it a day."),
        N_("Heads, please go first: it makes it easier for everybody else."),
    ),
    Occasion.PAYDAY: (
        N_("Thank you for this month. Have a good evening."),
        N_("Leave a note for tomorrow, and enjoy the evening of payday."),
    ),
    Occasion.BOTH: (
        N_("Wednesday and payday: let's all leave on time today."),
        N_("Two reasons to go home now. Thank you for today."),
    ),
    Occasion.BONUS_DAY: (N_("Thank you for the half year. Have a good evening."),),
    Occasion.SECOND_IN_A_ROW: (
        N_("The second day in a row: let's end this one on time too."),
        N_("Two evenings of your own in a row. Thank you for today."),
    ),
    Occasion.LAST_OF_THE_YEAR: (N_("The last no-overtime day of this year. Thank you, and a good year's end."),),
    Occasion.SPECIAL_MODE: (
        N_("Thank you for today. When things have calmed down, let's make up for the rest on another day."),
        N_("Thank you for today. Please look after yourselves, and tell your head early when it gets too much."),
    ),
}

#: What a reply is called, on its button and wherever it is told.
ANSWERS: Mapping[Answer, str] = {
    Answer.ON_TIME: N_("I go home on time"),
    Answer.HELPING: N_("I can help until the end of the day"),
    Answer.OVERTIME: N_("I expect overtime"),
}

#: Why somebody expects overtime, in a word or two.
CAUSES: Mapping[Cause, str] = {
    Cause.ELECTION: N_("election"),
    Cause.DISASTER: N_("disaster"),
    Cause.INFECTION: N_("infectious disease"),
    Cause.SUDDEN: N_("something sudden"),
    Cause.CONSTANT: N_("constant or bulk work"),
    Cause.PLANNING: N_("plans and drafts"),
    Cause.EVENT: N_("event"),
    Cause.FINANCE: N_("budget or works all at once"),
    Cause.OTHER: N_("something else"),
}

REPLY_LINES: Mapping[Answer, Sequence[str]] = {
    Answer.ON_TIME: (
        N_("Thank you. Have a good evening."),
        N_("A word when you leave makes it easier for everybody else."),
        N_("What is left may wait until tomorrow. Thank you for today."),
    ),
    Answer.HELPING: (
        N_("Thank you, that is a great help. Please leave on time yourself."),
        N_("Thank you. Say in the thread what you can take over."),
    ),
    Answer.OVERTIME: (
        N_("Thank you for telling. Please do not overdo it, and rest on another day."),
        N_("Understood. If something can be shared, ask early; together it gets lighter."),
        N_("Understood. I hope that it does not get late."),
    ),
}
