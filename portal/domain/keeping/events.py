"""What can happen to what is kept."""

from portal.domain.record.kinds import ANY_AUDIENCE, EVERYBODY, Kind

WORDS_BLANKED = Kind("words.blanked", "Words that must not be kept were covered", ANY_AUDIENCE)
AGREEMENT_BLANKED = Kind("agreement.blanked", "Words that must not be kept were covered in an agreed text", EVERYBODY)
