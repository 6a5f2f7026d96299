"""action_results"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "action_result",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("favourable", sa.Integer(), nullable=True),
        sa.Column("from_percent", sa.Integer(), nullable=True),
        sa.Column("to_percent", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["unit_action.id"], name=op.f("fk_action_result_action_id_unit_action")),
        sa.PrimaryKeyConstraint("action_id", name=op.f("pk_action_result")),
    )
