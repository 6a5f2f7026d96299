"""leave in the office"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "leave_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("imported_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_import")),
    )
    with op.batch_alter_table("leave_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leave_import_digest"), ["digest"], unique=False)

    op.create_table(
        "leave_away_on_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_leave_away_on_card_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_away_on_card")),
        sa.UniqueConstraint("unit_id", "valid_from", name=op.f("uq_leave_away_on_card_unit_id_valid_from")),
    )
    op.create_table(
        "leave_goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("leave_year", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_leave_goal_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leave_goal")),
        sa.UniqueConstraint("person_id", "leave_year", name=op.f("uq_leave_goal_person_id_leave_year")),
    )
    with op.batch_alter_table("leave_goal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_leave_goal_leave_year"), ["leave_year"], unique=False)

    op.create_table(
        "leave_report_approved",
        sa.Column("quarter", sa.Date(), nullable=False),
        sa.Column("approved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("blocks", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["person.id"], name=op.f("fk_leave_report_approved_approved_by_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_leave_report_approved_unit_id_unit")),
        sa.PrimaryKeyConstraint("quarter", name=op.f("pk_leave_report_approved")),
    )
