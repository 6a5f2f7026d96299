"""overtime reports"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "late_work_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("service_date", sa.Date(), nullable=False),
        sa.Column(
            "answer", sa.Enum("finishing", "staying", name="lateanswer", native_enum=False, length=32), nullable=False
        ),
        sa.Column("planned_end_minute", sa.Integer(), nullable=True),
        sa.Column("line", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("is_special", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_late_work_notice_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_late_work_notice_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_work_notice")),
        sa.UniqueConstraint("person_id", "service_date", name=op.f("uq_late_work_notice_person_id_service_date")),
    )
    with op.batch_alter_table("late_work_notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_late_work_notice_service_date"), ["service_date"], unique=False)

    op.create_table(
        "overtime_confirmation_asked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("service_date", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("asked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("seen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_overtime_confirmation_asked_person_id_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_overtime_confirmation_asked_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overtime_confirmation_asked")),
        sa.UniqueConstraint(
            "unit_id",
            "service_date",
            "person_id",
            name=op.f("uq_overtime_confirmation_asked_unit_id_service_date_person_id"),
        ),
        sa.UniqueConstraint(
            "unit_id", "service_date", "rank", name=op.f("uq_overtime_confirmation_asked_unit_id_service_date_rank")
        ),
    )
    with op.batch_alter_table("overtime_confirmation_asked", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_overtime_confirmation_asked_service_date"), ["service_date"], unique=False)

    op.create_table(
        "overtime_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("service_date", sa.Date(), nullable=False),
        sa.Column("cause", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("planned_end_minute", sa.Integer(), nullable=False),
        sa.Column("line", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("day_instead", sa.Date(), nullable=True),
        sa.Column("is_same_day", sa.Boolean(), nullable=False),
        sa.Column("is_special", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "reported", "confirmed", "sent_back", "withdrawn", name="reportstate", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reported_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("is_kept", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_overtime_report_decided_by_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_overtime_report_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_overtime_report_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overtime_report")),
        sa.UniqueConstraint("person_id", "day_instead", name=op.f("uq_overtime_report_person_id_day_instead")),
        sa.UniqueConstraint("person_id", "service_date", name=op.f("uq_overtime_report_person_id_service_date")),
    )
    with op.batch_alter_table("overtime_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_overtime_report_day_instead"), ["day_instead"], unique=False)
        batch_op.create_index("ix_overtime_report_service_date_unit_id", ["service_date", "unit_id"], unique=False)
