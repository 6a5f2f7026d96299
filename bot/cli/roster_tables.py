"""How roster findings look in a terminal: bad rows, differences, and who has no partner in Slack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.table import Table
from rich.text import Text

from bot.errors import Problem
from bot.people.accounts import Candidate, SlackAccount
from bot.people.difference import Change, ChangeKind, Difference
from bot.people.kinds import HeadKind
from bot.people.vocabulary import Vocabulary
from bot.texts import N_, Translator

_MOST_OF_A_KIND = 50

_NAMES = {
    ChangeKind.PERSON_NEW: N_("New staff"),
    ChangeKind.PERSON_CHANGED: N_("Staff changed"),
    ChangeKind.PERSON_MOVED: N_("Transferred"),
    ChangeKind.PERSON_LEFT: N_("Leaving"),
    ChangeKind.PERSON_MISSING: N_("Not in the file, stays"),
    ChangeKind.POST_BEGUN: N_("Further post begins"),
    ChangeKind.POST_ENDED: N_("Further post ends"),
    ChangeKind.HEAD_BEGUN: N_("Head begins"),
    ChangeKind.HEAD_ENDED: N_("Head ends"),
    ChangeKind.UNIT_NEW: N_("New unit"),
    ChangeKind.UNIT_RENAMED: N_("Unit renamed"),
    ChangeKind.UNIT_REHUNG: N_("Unit under another unit"),
    ChangeKind.UNIT_CHANGED: N_("Unit changed"),
    ChangeKind.UNIT_GONE: N_("Unit gone"),
    ChangeKind.UNIT_MISSING: N_("Unit not in the file, stays"),
}

#: Columns whose values are words of the vocabulary.
_WORDED = {"employment", "status", "unit_kind", "limit_profile"}


def bad_rows(problems: Iterable[Problem], t: Translator) -> Table:
    """Every problem with its place, why it is one, and what is expected."""
    rows = ((one.file, str(one.line), one.column, t(one.message, **one.values)) for one in problems)
    return _table((t("File"), t("Line"), t("Column"), t("Why, and what is expected")), rows)


def counted(difference: Difference, t: Translator) -> Table:
    """How many changes there are of each kind."""
    counts = difference.counts
    rows = ((t(_NAMES[kind]), str(counts[kind])) for kind in ChangeKind if counts[kind])
    return _table((t("Change"), t("Count")), rows)


def details(difference: Difference, vocabulary: Vocabulary, t: Translator) -> Table:
    """The changes one by one; of a long list of one kind, its beginning."""
    rows = (row for kind in ChangeKind for row in _of_kind(kind, difference, vocabulary, t))
    return _table((t("Change"), t("Number"), t("Name"), t("Column"), t("Before"), t("After")), rows)


def _of_kind(
    kind: ChangeKind, difference: Difference, vocabulary: Vocabulary, t: Translator
) -> Iterator[Sequence[str]]:
    changes = [change for change in difference.changes if change.kind is kind]
    for change in changes[:_MOST_OF_A_KIND]:
        yield t(_NAMES[kind]), change.code, change.name, *_values(change, vocabulary)
    if len(changes) > _MOST_OF_A_KIND:
        more = t.n("and {count} more", "and {count} more", len(changes) - _MOST_OF_A_KIND)
        yield t(_NAMES[kind]), "", more, "", "", ""


def _values(change: Change, vocabulary: Vocabulary) -> tuple[str, str, str]:
    """The column and both values in the words of the file."""
    column = change.column
    word = _wording(column, vocabulary)
    return _header(column, vocabulary), word(change.before), word(change.after)


def _header(column: str, vocabulary: Vocabulary) -> str:
    if column == HeadKind.ACTING:
        return vocabulary.word("post_kind", column)
    section = "staff_columns" if column in vocabulary.sections["staff_columns"] else "unit_columns"
    return vocabulary.word(section, column)


def _wording(column: str, vocabulary: Vocabulary) -> Callable[[str], str]:
    if column == "works_shifts":
        return lambda value: vocabulary.word("yes_no", "yes" if value == str(True) else "no")
    if column in _WORDED:
        return lambda value: vocabulary.word(column, value)
    return lambda value: value


def people_alone(people: Iterable[Candidate], t: Translator) -> Table:
    """Staff without a Slack account."""
    rows = ((one.staff_number, one.name, one.email) for one in people)
    return _table((t("Staff number"), t("Name"), t("E-mail")), rows, title=t("Staff without a Slack account"))


def accounts_alone(accounts: Iterable[SlackAccount], t: Translator) -> Table:
    """Slack accounts that nobody on the staff has the address of."""
    rows = ((one.user_id, one.email) for one in accounts)
    return _table((t("Slack account"), t("E-mail")), rows, title=t("Slack accounts of nobody on the staff"))


def _table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "") -> Table:
    table = Table(title=title or None)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))  # as Text: brackets in names and cells are no markup
    return table
