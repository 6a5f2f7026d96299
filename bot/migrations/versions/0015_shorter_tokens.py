"""shorter_tokens

Of a token its first half is kept, so that whoever answered a survey that runs has answered it after this, too.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.execute("UPDATE survey_token SET token = substr(token, 1, 32)")
    op.execute("UPDATE action_token SET token = substr(token, 1, 32)")
