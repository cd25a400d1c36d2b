"""What can happen to a plan."""

from portal.domain.record.kinds import EVERYBODY, PSR_ONLY, Kind

PLAN_IMPORTED = Kind("plan.imported", "A draft was imported or mended", PSR_ONLY)
PLAN_ISSUED = Kind("plan.issued", "The plan was issued to both parties", EVERYBODY)
REVISION_MADE = Kind("plan.revised", "A new revision of the plan was made", EVERYBODY)
PLAN_WITHDRAWN = Kind("plan.withdrawn", "PSR withdrew the plan: it was issued in error", EVERYBODY)
