"""Run the migrations on the connection that the ledger hands over; it sees to the transaction."""

from alembic import context

from reportedly.ledger.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
