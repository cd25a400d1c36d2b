"""What can happen to what is kept."""

from portal.domain.record.kinds import ANY_AUDIENCE, EVERYBODY, PSR_ONLY, Kind

WORDS_BLANKED = Kind("words.blanked", "Words that must not be kept were covered", ANY_AUDIENCE)
AGREEMENT_BLANKED = Kind("agreement.blanked", "Words that must not be kept were covered in an agreed text", EVERYBODY)
KEPT_FOR_COURT = Kind("case.kept", "The case must be kept, for a court or an inquiry", PSR_ONLY)
KEPT_NO_LONGER = Kind("case.kept_no_longer", "The case need not be kept for a court any longer", PSR_ONLY)
