"""Files that came from outside, such as a scan of a signed paper: their bytes, stored once (design: papers)."""

import enum
import hashlib
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint, delete, false, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import APPEND_ONLY, Base, Identified, words


class FileType(enum.Enum):
    """What a file is, found from what is in it."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"

    @property
    def ending(self) -> str:
        """How the name of such a file ends."""
        return {FileType.PDF: "pdf", FileType.PNG: "png", FileType.JPEG: "jpg"}[self]


class StoredFile(Identified, Base):
    """The bytes of one file. It belongs to no case: whoever may see the thing that it came with may see it."""

    __tablename__ = "stored_file"
    __table_args__ = (UniqueConstraint("sha256"), APPEND_ONLY)

    sha256: Mapped[str] = mapped_column(String(64))
    file_type: Mapped[FileType] = mapped_column(words(FileType))
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    at: Mapped[datetime]


def keep_file(session: Session, body: bytes, file_type: FileType, at: datetime) -> StoredFile:
    """The file with these bytes: stored now, or by whoever sent it first."""
    sha256 = hashlib.sha256(body).hexdigest()
    same = select(StoredFile).where(StoredFile.sha256 == sha256)
    stored = session.scalar(same)
    if stored:
        return stored
    made = StoredFile(sha256=sha256, file_type=file_type, body=body, at=at)
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        return session.scalars(same).one()
    return made


def drop_files(session: Session) -> None:
    """Delete the files that came with nothing that is still there, while the append-only tables take changes."""
    pointing = [key.parent for table in Base.metadata.sorted_tables for key in table.foreign_keys if _is_to_a_file(key)]
    needed = [StoredFile.id.in_(select(column).where(column.is_not(None))) for column in pointing]
    session.execute(delete(StoredFile).where(~or_(false(), *needed)))


def _is_to_a_file(key: ForeignKey) -> bool:
    return key.column.table.name == StoredFile.__tablename__
