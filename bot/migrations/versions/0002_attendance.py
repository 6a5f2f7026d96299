"""attendance"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "attendance_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("imported_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source", sa.Enum("clock", "orders", name="source", native_enum=False, length=32), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_import")),
    )
    with op.batch_alter_table("attendance_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_import_digest"), ["digest"], unique=False)

    op.create_table(
        "attendance_day",
        sa.Column("service_date", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("clock_in_minute", sa.Integer(), nullable=True),
        sa.Column("clock_out_minute", sa.Integer(), nullable=True),
        sa.Column("overtime_minutes", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "duty",
                "trip",
                "away",
                "disaster",
                "election",
                "council",
                "emergency",
                name="kind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.Enum("clock", "orders", name="source", native_enum=False, length=32), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["attendance_import.id"], name=op.f("fk_attendance_day_import_id_attendance_import")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_attendance_day_person_id_person")),
        sa.PrimaryKeyConstraint("service_date", "person_id", name=op.f("pk_attendance_day")),
    )
    with op.batch_alter_table("attendance_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_day_person_id"), ["person_id"], unique=False)

    op.create_table(
        "attendance_unit_day",
        sa.Column("service_date", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("is_managers", sa.Boolean(), nullable=False),
        sa.Column("on_duty", sa.Integer(), nullable=False),
        sa.Column("on_time", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("special", sa.Integer(), nullable=False),
        sa.Column("special_on_time", sa.Integer(), nullable=False),
        sa.Column("special_late", sa.Integer(), nullable=False),
        sa.Column("by_orders", sa.Integer(), nullable=False),
        sa.Column("clock_outs", sa.Integer(), nullable=False),
        sa.Column("clock_out_minutes", sa.Integer(), nullable=False),
        sa.Column("on_shifts", sa.Integer(), nullable=False),
        sa.Column("away", sa.Integer(), nullable=False),
        sa.Column("on_trip", sa.Integer(), nullable=False),
        sa.Column("unrecorded", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_attendance_unit_day_unit_id_unit")),
        sa.PrimaryKeyConstraint("service_date", "unit_id", "is_managers", name=op.f("pk_attendance_unit_day")),
    )
