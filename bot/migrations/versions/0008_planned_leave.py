"""planned leave"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "leave_withdrawn",
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("withdrawn_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_leave_withdrawn")),
    )
    with op.batch_alter_table("leave_withdrawn", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leave_withdrawn_withdrawn_at"), ["withdrawn_at"], unique=False)

    op.create_table(
        "leave_balance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("account", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("leave_year", sa.Integer(), nullable=False),
        sa.Column("granted", sa.Integer(), nullable=False),
        sa.Column("carried_over", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_leave_balance_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_balance")),
        sa.UniqueConstraint(
            "person_id", "account", "leave_year", name=op.f("uq_leave_balance_person_id_account_leave_year")
        ),
    )
    with op.batch_alter_table("leave_balance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leave_balance_leave_year"), ["leave_year"], unique=False)

    op.create_table(
        "leave_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column(
            "first_part",
            sa.Enum("whole", "morning", "afternoon", name="part", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column(
            "last_part",
            sa.Enum("whole", "morning", "afternoon", name="part", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("start_minute", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("planned_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_leave_plan_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_plan")),
        sa.UniqueConstraint("key", name=op.f("uq_leave_plan_key")),
    )
    with op.batch_alter_table("leave_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leave_plan_last_day"), ["last_day"], unique=False)
        batch_op.create_index("ix_leave_plan_person_id_last_day", ["person_id", "last_day"], unique=False)

    op.create_table(
        "leave_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "part", sa.Enum("whole", "morning", "afternoon", name="part", native_enum=False, length=32), nullable=False
        ),
        sa.Column("is_hours", sa.Boolean(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("workday_minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_leave_day_person_id_person")),
        sa.ForeignKeyConstraint(["plan_id"], ["leave_plan.id"], name=op.f("fk_leave_day_plan_id_leave_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_day")),
        sa.UniqueConstraint("person_id", "day", "start_minute", name=op.f("uq_leave_day_person_id_day_start_minute")),
    )
    with op.batch_alter_table("leave_day", schema=None) as batch_op:
        batch_op.create_index("ix_leave_day_day_person_id", ["day", "person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_leave_day_plan_id"), ["plan_id"], unique=False)
