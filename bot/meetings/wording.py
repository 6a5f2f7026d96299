"""What meetings are called, what an agenda may hold, and words on talking with everybody that turn with the weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.meetings.kinds import Outcome
from bot.texts import N_

OUTCOMES: Mapping[Outcome, str] = {
    Outcome.SET: N_("day set"),
    Outcome.HELD: N_("held"),
    Outcome.NOT_HELD: N_("not held"),
}

#: What a month's meeting may talk about (E07, C04, E28).
AGENDA: Sequence[str] = (
    N_("Leave in the next two months: who would like to be away when?"),
    N_("Work and load: is anything too much for somebody? Can something be shared, put off or dropped?"),
    N_("No-overtime days: what would make it easier to go home on time?"),
)

#: For heads, one a week (E06). Nothing about any one person, and nothing that presses.
CALLING_OUT: Sequence[str] = (
    N_("Is there somebody you have not spoken with this week? A greeting is enough."),
    N_("“How is it going?” before noon leaves time to help before the evening."),
    N_("A thank-you is best said on the same day, and for one thing by name."),
    N_("Does somebody look tired? Ask how they are, and listen first."),
    N_("Whoever leaves first makes it easier for everybody else: say good night aloud."),
    N_("Part-timers and people who work at the counter: have you spoken with them, too?"),
)

#: Monday first.
WEEKDAYS: Sequence[str] = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"))
