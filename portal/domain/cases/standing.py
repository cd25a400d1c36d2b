"""Where somebody stands on all cases together."""

from typing import NamedTuple

from portal.domain.cases.roles import Side


class Standing(NamedTuple):
    """On which sides of cases somebody stands, and for which organisations."""

    sides: frozenset[Side]
    organisations: frozenset[str]
    opens_cases: bool
