"""What can happen on the way to an agreement."""

from portal.domain.record.kinds import EVERYBODY, Kind

ADVICE_TIME_TAKEN = Kind("advice_time.taken", "A party said how long it takes advice", EVERYBODY)
AGREEMENT_OPENED = Kind("agreement.opened", "The text was frozen for signing", EVERYBODY)
AGREEMENT_CANCELLED = Kind("agreement.cancelled", "The frozen text was reopened", EVERYBODY)
AGREEMENT_DECLINED = Kind("agreement.declined", "A party declined to sign", EVERYBODY)
EXPLANATION_ASKED = Kind("explanation.asked", "The practitioner asked for an explanation before signing", EVERYBODY)
SIGNED = Kind("agreement.signed", "A party signed", EVERYBODY)
PLAN_AGREED = Kind("plan.agreed", "The plan was agreed", EVERYBODY)
