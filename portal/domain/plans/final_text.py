"""What a plan asks of a text that was frozen for signing: an agreement, which knows more (002 §7.2–7.4)."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from portal.domain.cases.roles import Party
from portal.domain.plans.revision import Revision


class FinalText(Protocol):
    """One revision, frozen for both parties to sign."""

    id: uuid.UUID
    revision_id: uuid.UUID
    revision: Revision
    standard_agreement: str
    digest: str

    @property
    def consequence_keys(self) -> list[str]: ...

    @property
    def signatures(self) -> Sequence[object]: ...

    @property
    def end(self) -> object | None: ...

    def signature_of(self, party: Party) -> object | None: ...

    @property
    def is_open(self) -> bool: ...

    @property
    def is_complete(self) -> bool: ...

    @property
    def waits_for_explanation(self) -> bool: ...

    @property
    def agreed_at(self) -> datetime | None: ...
