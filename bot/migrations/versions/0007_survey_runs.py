"""survey_runs"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "pulse_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instrument", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("scope", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse_series")),
    )
    op.create_table(
        "survey_instrument",
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("imported_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_survey_instrument")),
    )
    op.create_table(
        "pulse_wave",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("part", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("items", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("survey_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["series_id"], ["pulse_series.id"], name=op.f("fk_pulse_wave_series_id_pulse_series")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_pulse_wave_survey_id_survey")),
        sa.PrimaryKeyConstraint("series_id", "number", "part", name=op.f("pk_pulse_wave")),
    )
    op.create_table(
        "stress_check_rate",
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_stress_check_rate_unit_id_unit")),
        sa.PrimaryKeyConstraint("fiscal_year", "unit_id", name=op.f("pk_stress_check_rate")),
    )
    op.create_table(
        "survey_draw",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_survey_draw_person_id_person")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_draw_survey_id_survey")),
        sa.PrimaryKeyConstraint("survey_id", "person_id", name=op.f("pk_survey_draw")),
    )
    with op.batch_alter_table("survey_draw", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_draw_drawn_on"), ["drawn_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_survey_draw_person_id"), ["person_id"], unique=False)

    op.create_table(
        "survey_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("pulse", "full", "one_off", name="surveykind", native_enum=False, length=32), nullable=False
        ),
        sa.Column("instrument", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("scope", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("bureau", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sample_people", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_plan_survey_id_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_plan")),
        sa.UniqueConstraint("survey_id", name=op.f("uq_survey_plan_survey_id")),
    )
    with op.batch_alter_table("survey_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_plan_opens_on"), ["opens_on"], unique=False)

    op.create_table(
        "survey_run",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("bureau", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reminders_on", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("seed", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("drawn", sa.Integer(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_run_survey_id_survey")),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_survey_run")),
    )
