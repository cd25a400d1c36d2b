"""What can happen to a plan."""

from portal.domain.record.kinds import EVERYBODY, ONE_SIDE_WITH_PSR, Kind, Stream

PLAN_IMPORTED = Kind("plan.imported", "A draft was imported or mended", frozenset({Stream.ORGANISATION, Stream.PSR}))
PLAN_ISSUED = Kind("plan.issued", "The plan was issued to both parties", EVERYBODY)
REVISION_MADE = Kind("plan.revised", "A new revision of the plan was made", EVERYBODY)
PLAN_WITHDRAWN = Kind("plan.withdrawn", "PSR withdrew the plan: it was issued in error", EVERYBODY)
VIEWS_ASKED = Kind("views.asked", "PSR asked both parties for their view", EVERYBODY)
VIEW_GIVEN = Kind("view.given", "A party said how it sees things, or that it prefers not to", ONE_SIDE_WITH_PSR)
PLAN_NOT_AGREED = Kind("plan.not_agreed", "The plan ended without an agreement", EVERYBODY)
