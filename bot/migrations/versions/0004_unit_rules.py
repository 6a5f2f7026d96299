"""unit rules"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("unit_rule", schema=None) as batch_op:
        batch_op.add_column(sa.Column("weeks", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("given_up", sa.Date(), nullable=True))
    with op.batch_alter_table("unit_rule", schema=None) as batch_op:
        batch_op.alter_column("weeks", server_default=None)
