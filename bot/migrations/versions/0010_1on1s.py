"""1on1s"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "one_on_one_clarity",
        sa.Column("bucket", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bucket", "month", "step", name=op.f("pk_one_on_one_clarity")),
    )
    op.create_table(
        "one_on_one_round",
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_one_on_one_round")),
    )
    op.create_table(
        "one_on_one_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("head_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "cadence",
            sa.Enum("weekly", "fortnightly", "monthly", "quarterly", name="cadence", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("starts_from", sa.Date(), nullable=False),
        sa.Column("last_held_on", sa.Date(), nullable=True),
        sa.Column("held_count", sa.Integer(), nullable=False),
        sa.Column("is_stopped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["head_id"], ["person.id"], name=op.f("fk_one_on_one_pair_head_id_person")),
        sa.ForeignKeyConstraint(["member_id"], ["person.id"], name=op.f("fk_one_on_one_pair_member_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_one_on_one_pair_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_on_one_pair")),
        sa.UniqueConstraint(
            "unit_id",
            "head_id",
            "member_id",
            "opened_on",
            name=op.f("uq_one_on_one_pair_unit_id_head_id_member_id_opened_on"),
        ),
    )
    with op.batch_alter_table("one_on_one_pair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_on_one_pair_closed_on"), ["closed_on"], unique=False)
        batch_op.create_index("ix_one_on_one_pair_head_id_closed_on", ["head_id", "closed_on"], unique=False)
        batch_op.create_index("ix_one_on_one_pair_member_id_closed_on", ["member_id", "closed_on"], unique=False)

    op.create_table(
        "one_on_one_unit_cadence",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "cadence",
            sa.Enum("weekly", "fortnightly", "monthly", "quarterly", name="cadence", native_enum=False, length=32),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_one_on_one_unit_cadence_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_one_on_one_unit_cadence")),
    )
    op.create_table(
        "one_on_one_talk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("planned_minute", sa.Integer(), nullable=True),
        sa.Column("postponed_to", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("is_clarity_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["one_on_one_pair.id"], name=op.f("fk_one_on_one_talk_pair_id_one_on_one_pair")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_on_one_talk")),
        sa.UniqueConstraint("pair_id", "place", name=op.f("uq_one_on_one_talk_pair_id_place")),
    )
    with op.batch_alter_table("one_on_one_talk", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_on_one_talk_held_on"), ["held_on"], unique=False)

    op.create_table(
        "one_on_one_wish",
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column(
            "topic",
            sa.Enum("work", "load", "growth", "team", "hours", "anything", name="topic", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column(
            "stance",
            sa.Enum("advice", "together", "listen", name="stance", native_enum=False, length=32),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["one_on_one_pair.id"], name=op.f("fk_one_on_one_wish_pair_id_one_on_one_pair")
        ),
        sa.PrimaryKeyConstraint("pair_id", name=op.f("pk_one_on_one_wish")),
    )
