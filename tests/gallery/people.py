"""Examples of the Home tab and of the help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.delivery import opt_out_blocks, telling
from bot.delivery.rules import State
from bot.no_overtime import reply_blocks, unit_rule_blocks
from bot.no_overtime.answers import Answer
from bot.no_overtime.cards import CLOSING, MORNING
from bot.no_overtime.telling import KINDS, day_lines
from bot.people import help as helping
from bot.people import home
from bot.people.home import HomePage
from bot.people.kinds import EmploymentKind, HeadKind, RoleName, Status
from bot.people.rules import HeldRole, Hours, Lead
from bot.people.service import StoredAbout
from bot.people.wording import language_names
from bot.texts import LOCALES
from tests.gallery.frames import Frame, Reader, example_of, view
from tests.gallery.no_overtime import FOUR_WEEKS, LABELS, LONG_UNIT, WEDNESDAY

CLERK = StoredAbout(
    staff_number="001234",
    name="青木 花",
    kana="アオキ ハナ",
    email="hana.aoki@hibarino.example",
    locale=None,
    has_active_slack=True,
    unit_path_name="総務部/人事課/給与係",
    titles=("主事", ""),
    employment=EmploymentKind.REGULAR,
    status=Status.ACTIVE,
    hours=Hours(510, 1035, 0b11111, 465),
    leads=(),
    roles=frozenset(),
)
HEAD = StoredAbout(
    staff_number="0000000000987",
    name="<!channel> 馬場* 翔 & 名前のとても長い人",
    kana="",
    email="a.very.long.address.that.does.not.end@personnel.general-affairs.city.hibarino.example",
    locale="en",
    has_active_slack=True,
    unit_path_name=LONG_UNIT,
    titles=("課長", "部長事務取扱"),
    employment=EmploymentKind.ROLE_RETIRED,
    status=Status.SECONDED_IN,
    hours=Hours(780, 1530, 0b1111111, 690),
    leads=(Lead(1, HeadKind.HEAD, is_in_charge=True), Lead(2, HeadKind.ACTING, is_in_charge=False)),
    roles=frozenset({HeldRole(RoleName.PERSONNEL), HeldRole(RoleName.ADMINISTRATOR)}),
)


@example_of(home.home_view)
def homes(reader: Reader) -> Iterator[Frame]:
    yield view("a clerk", home.home_view(reader.t, _page(reader, CLERK, unit_name="給与係")))
    busy = _page(reader, HEAD, unit_name=LONG_UNIT, unwanted=(MORNING, CLOSING), deliveries=_today(reader))
    yield view("a head of the personnel section", home.home_view(reader.t, busy))


@example_of(home.strangers_view)
def strangers(reader: Reader) -> Iterator[Frame]:
    sentence = reader.t("Only the personnel section can stop or start all messages. Please call them.")
    yield view("not on the staff", home.strangers_view(reader.t, sentence))


@example_of(helping.help_text)
def help_texts(reader: Reader) -> Iterator[Frame]:
    for about, unknown in (("asked", ""), ("not understood", "きゅうか <!channel> R&D* 12/24"), ("long", "あ" * 500)):
        text, blocks = helping.help_text(reader.t, is_personnel=about == "asked", unknown=unknown)
        yield Frame(about, text, blocks)


def _today(reader: Reader) -> str:
    return telling.today(reader.t, Counter({State.SENT: 412, State.PENDING: 3, State.SKIPPED: 8}), is_stopped=False)


def _page(
    reader: Reader, stored: StoredAbout, *, unit_name: str, unwanted: Sequence[str] = (), deliveries: str = ""
) -> HomePage:
    return HomePage(
        unit_name=unit_name,
        day_label=LABELS[reader.t.code],
        days=day_lines(reader.t, FOUR_WEEKS),
        stored=stored,
        languages=language_names(reader.texts, LOCALES),
        unwanted=[opt_out_blocks.wish(reader.t, kind, name=reader.t(KINDS[kind])) for kind in unwanted],
        deliveries=deliveries,
        today=reply_blocks.my_answer(reader.t, WEDNESDAY, 1065, Answer.ON_TIME),
        facts=[reply_blocks.stored_fact(reader.t)],
        own_days=unit_rule_blocks.open_button(reader.t, label=LABELS[reader.t.code]) if stored.leads else None,
    )
