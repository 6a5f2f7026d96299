"""surveys"""

from collections.abc import Sequence

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("pulse", "full", "one_off", name="surveykind", native_enum=False, length=32), nullable=False
        ),
        sa.Column("instrument", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("scope", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("opens_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("closes_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("running", "counted", "closed", name="surveystate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("least_answers", sa.Integer(), nullable=False),
        sa.Column("least_texts", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=True),
        sa.Column("key_check", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
    )
    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_opened_on"), ["opened_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_survey_state"), ["state"], unique=False)

    op.create_table(
        "survey_count",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("bucket", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("survey_id", "bucket", "place", "score", name=op.f("pk_survey_count")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_text",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("bucket", sa.Integer(), nullable=False),
        sa.Column("words", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_text")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_token",
        sa.Column("token", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_survey_token")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_invitation",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("bucket", sa.Integer(), nullable=False),
        sa.Column("text_bucket", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_survey_invitation_person_id_person")),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_invitation_survey_id_survey")),
        sa.PrimaryKeyConstraint("survey_id", "person_id", name=op.f("pk_survey_invitation")),
    )
    op.create_table(
        "survey_place",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("bucket", sa.Integer(), nullable=False),
        sa.Column("text_bucket", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_place_survey_id_survey")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_survey_place_unit_id_unit")),
        sa.PrimaryKeyConstraint("survey_id", "unit_id", name=op.f("pk_survey_place")),
    )
    op.create_table(
        "survey_question",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("code", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("lowest", sa.Integer(), nullable=False),
        sa.Column("highest", sa.Integer(), nullable=False),
        sa.Column("favourable_from", sa.Integer(), nullable=True),
        sa.Column("against_up_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_question_survey_id_survey")),
        sa.PrimaryKeyConstraint("survey_id", "place", name=op.f("pk_survey_question")),
        sa.UniqueConstraint("survey_id", "code", name=op.f("uq_survey_question_survey_id_code")),
    )
    with op.batch_alter_table("survey_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_survey_question_code"), ["code"], unique=False)

    op.create_table(
        "survey_result",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("favourable", sa.Integer(), nullable=True),
        sa.Column("against", sa.Integer(), nullable=True),
        sa.Column("from_percent", sa.Integer(), nullable=True),
        sa.Column("to_percent", sa.Integer(), nullable=True),
        sa.Column("numbers", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name=op.f("fk_survey_result_survey_id_survey")),
        sa.PrimaryKeyConstraint("survey_id", "unit_id", "place", name=op.f("pk_survey_result")),
    )
    with op.batch_alter_table("survey_result", schema=None) as batch_op:
        batch_op.create_index("ix_survey_result_unit_id_survey_id", ["unit_id", "survey_id"], unique=False)
