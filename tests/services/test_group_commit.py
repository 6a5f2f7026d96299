"""Many presses at once: recorded together, each answered for itself, none lost."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session, text

from bot.database import Database
from bot.delivery.opt_outs import OptOutPress, opt_in, opt_outs_of, record_opt_outs
from bot.errors import Refused
from bot.group_commit import GroupCommit, Presses
from bot.people.tables import Person

MORNING = datetime(2026, 11, 25, 0, 0, tzinfo=UTC)


def hire(session: Session, *numbers: int) -> None:
    for number in numbers:
        session.add(Person(id=number, token=f"t{number}", staff_number=f"H{number:06}", name="青木"))


def press(person_id: int, kind: str = "no_overtime/closing") -> OptOutPress:
    return OptOutPress(person_id, kind, MORNING)


async def test_presses_that_gather_meanwhile_are_one_batch(database: Database) -> None:
    sizes: list[int] = []

    def record(session: Session, values: Sequence[int]) -> list[int]:
        sizes.append(len(values))
        return [value * 10 for value in values]

    line = GroupCommit(database, record)

    answers = await asyncio.gather(*(line.put(value) for value in range(50)))

    assert answers == [value * 10 for value in range(50)]
    assert len(sizes) <= 2


async def test_a_wish_is_on_disk_when_its_press_is_answered(database: Database) -> None:
    database.write(hire, 1)

    is_new = await GroupCommit(database, record_opt_outs).put(press(1))

    assert is_new
    assert database.read(opt_outs_of, 1) == ["no_overtime/closing"]


async def test_a_second_press_changes_nothing_and_is_no_error(database: Database) -> None:
    database.write(hire, 1, 2)
    line = GroupCommit(database, record_opt_outs)
    await line.put(press(1))

    answers = await asyncio.gather(line.put(press(1)), line.put(press(2)), line.put(press(2)))

    assert list(answers) == [False, True, False]
    assert database.read(opt_outs_of, 2) == ["no_overtime/closing"]


async def test_one_bad_press_does_not_fail_the_others(database: Database) -> None:
    database.write(hire, 1, 2)
    line = GroupCommit(database, record_opt_outs)

    first, stranger, second = await asyncio.gather(
        line.put(press(1)), line.put(press(99)), line.put(press(2)), return_exceptions=True
    )

    assert first is True
    assert second is True
    assert isinstance(stranger, IntegrityError)


async def test_a_database_that_is_away_is_told_to_everyone_at_once(database: Database) -> None:
    tries: list[int] = []

    def record(session: Session, values: Sequence[int]) -> list[int]:
        tries.append(len(values))
        raise OperationalError("the server closed the connection", None, Exception())

    line = GroupCommit(database, record)

    answers = await asyncio.gather(*(line.put(value) for value in range(20)), return_exceptions=True)

    assert all(isinstance(answer, OperationalError) for answer in answers)
    assert len(tries) <= 2


async def test_a_press_whose_sender_gave_up_is_recorded_all_the_same(database: Database) -> None:
    database.write(hire, 1)
    line = GroupCommit(database, record_opt_outs)
    impatient = asyncio.create_task(line.put(press(1)))
    await asyncio.sleep(0)

    impatient.cancel()
    await line.finish()

    assert database.read(opt_outs_of, 1) == ["no_overtime/closing"]


async def test_what_was_accepted_before_the_end_is_on_disk_after_it(database: Database) -> None:
    database.write(hire, *range(1, 31))
    presses = Presses(database)
    accepted = [asyncio.create_task(presses.record(record_opt_outs, press(number))) for number in range(1, 31)]
    await asyncio.sleep(0)

    await presses.close()

    assert all(task.result() for task in accepted)
    assert presses.figures()["presses_total"] == 30
    assert database.read(lambda session: session.execute(text("SELECT count(*) FROM opt_out")).scalar_one()) == 30
    with pytest.raises(Refused):
        await presses.record(record_opt_outs, press(1))


def test_a_person_can_take_a_wish_back(database: Database) -> None:
    database.write(hire, 1)
    database.write(record_opt_outs, [press(1, "no_overtime/morning"), press(1, "no_overtime/closing")])

    database.write(opt_in, 1, "no_overtime/morning")
    database.write(opt_in, 1, "no_overtime/morning")

    assert database.read(opt_outs_of, 1) == ["no_overtime/closing"]
