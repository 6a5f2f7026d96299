"""replies"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "no_overtime_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("service_date", sa.Date(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum("on_time", "helping", "overtime", name="answer", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_no_overtime_count_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_no_overtime_count")),
        sa.UniqueConstraint(
            "unit_id", "service_date", "answer", name=op.f("uq_no_overtime_count_unit_id_service_date_answer")
        ),
    )
    with op.batch_alter_table("no_overtime_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_no_overtime_count_service_date"), ["service_date"], unique=False)

    op.create_table(
        "no_overtime_reply",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("service_date", sa.Date(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum("on_time", "helping", "overtime", name="answer", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("cause", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_no_overtime_reply_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "service_date", name=op.f("pk_no_overtime_reply")),
    )
    op.create_table(
        "live_card",
        sa.Column("message_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("figure", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("hold_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("fault", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_live_card_message_id_message")),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_live_card")),
    )
    op.create_table(
        "evening_meeting_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_evening_meeting_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evening_meeting_unit")),
        sa.UniqueConstraint("unit_id", "valid_from", name=op.f("uq_evening_meeting_unit_unit_id_valid_from")),
    )
    op.create_table(
        "evening_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("service_date", sa.Date(), nullable=False),
        sa.Column("closes_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("was_closed_by_host", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_evening_meeting_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evening_meeting")),
        sa.UniqueConstraint("unit_id", "service_date", name=op.f("uq_evening_meeting_unit_id_service_date")),
    )
    with op.batch_alter_table("evening_meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evening_meeting_service_date"), ["service_date"], unique=False)

    op.create_table(
        "no_overtime_cause_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("service_date", sa.Date(), nullable=False),
        sa.Column(
            "cause",
            sa.Enum(
                "election",
                "disaster",
                "infection",
                "sudden",
                "constant",
                "planning",
                "event",
                "finance",
                "other",
                name="cause",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_no_overtime_cause_count_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_no_overtime_cause_count")),
        sa.UniqueConstraint(
            "unit_id", "service_date", "cause", name=op.f("uq_no_overtime_cause_count_unit_id_service_date_cause")
        ),
    )
    with op.batch_alter_table("no_overtime_cause_count", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_no_overtime_cause_count_service_date"), ["service_date"], unique=False)
