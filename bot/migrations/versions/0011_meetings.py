"""meetings"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "morning_meeting_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("service_date", sa.Date(), nullable=False),
        sa.Column("was_held", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_morning_meeting_day_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_morning_meeting_day")),
        sa.UniqueConstraint("unit_id", "service_date", name=op.f("uq_morning_meeting_day_unit_id_service_date")),
    )
    with op.batch_alter_table("morning_meeting_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_morning_meeting_day_service_date"), ["service_date"], unique=False)

    op.create_table(
        "morning_meeting_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_morning_meeting_unit_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_morning_meeting_unit")),
        sa.UniqueConstraint("unit_id", "valid_from", name=op.f("uq_morning_meeting_unit_unit_id_valid_from")),
    )
    op.create_table(
        "workplace_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "outcome", sa.Enum("set", "held", "not_held", name="outcome", native_enum=False, length=32), nullable=False
        ),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("minute", sa.Integer(), nullable=True),
        sa.Column("attendance", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("noted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_workplace_meeting_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workplace_meeting")),
        sa.UniqueConstraint("unit_id", "month", name=op.f("uq_workplace_meeting_unit_id_month")),
    )
    with op.batch_alter_table("workplace_meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workplace_meeting_day"), ["day"], unique=False)
        batch_op.create_index(batch_op.f("ix_workplace_meeting_month"), ["month"], unique=False)
