"""What an event says in the clear can be asked for: columns that the database makes from its body."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NAMES = ("kind", "actor", "subject", "at")
FROM_BODY = {
    "sqlite": "json_extract(body, '$.{name}')) VIRTUAL",
    "postgresql": "((body)::jsonb ->> '{name}'::text)) STORED",
}


def upgrade() -> None:
    made = FROM_BODY[op.get_bind().dialect.name]
    for name in NAMES:
        op.execute(f"ALTER TABLE event ADD COLUMN {name} TEXT GENERATED ALWAYS AS ({made.format(name=name)}")
    op.create_index(op.f("ix_event_subject"), "event", ["subject"])


def downgrade() -> None:
    op.drop_index(op.f("ix_event_subject"), "event")
    for name in NAMES:
        op.execute(f"ALTER TABLE event DROP COLUMN {name}")
