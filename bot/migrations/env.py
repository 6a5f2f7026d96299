"""What Alembic runs: the migrations, on the connection that `bot.migrations` hands over."""

from alembic import context

from bot.database import Row
from bot.migrations import tables

# The import of `tables` is what makes the metadata whole.
assert tables.people.Person.metadata is Row.metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
