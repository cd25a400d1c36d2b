"""Run the migrations against the database of the settings, or the address that a caller gives."""

from alembic import context

import portal.domain  # noqa: F401 - every table is known
from portal.config import Settings
from portal.database import make_engine
from portal.domain.base import Base


def run() -> None:
    """Bring the database up to date in one transaction."""
    url = context.config.get_main_option("sqlalchemy.url") or Settings.from_environment().database_url
    engine = make_engine(url)
    with engine.begin() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
        )
        context.run_migrations()
    engine.dispose()


run()
