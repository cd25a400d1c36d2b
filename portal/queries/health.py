"""Whether the database answers."""

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session


def database_answers(session: Session) -> bool:
    """One small question to the database; False when no answer comes."""
    try:
        return session.scalar(select(1)) == 1
    except SQLAlchemyError:
        return False
