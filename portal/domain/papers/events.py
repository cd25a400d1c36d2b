"""What can happen to papers on which people answer and sign; the other party hears of it once it counts."""

from portal.domain.record.kinds import EVERYBODY, ONE_SIDE_WITH_PSR, Kind

PAPER_MADE = Kind("paper.made", "PSR made a paper to answer or sign on", ONE_SIDE_WITH_PSR)
TOLD_BY_TELEPHONE = Kind("paper.told_by_telephone", "Answers by telephone, which wait for paper", ONE_SIDE_WITH_PSR)
SCAN_ENTERED = Kind("paper.scan_entered", "PSR entered what a paper says, to be confirmed", ONE_SIDE_WITH_PSR)
ENTRY_SET_ASIDE = Kind("paper.set_aside", "PSR’s entry was set aside, and counts for nothing", ONE_SIDE_WITH_PSR)
PAPER_CONFIRMED = Kind("paper.confirmed", "PSR confirmed what a paper says, so that it counts", EVERYBODY)
NOT_WHAT_I_SAID = Kind("paper.not_what_i_said", "Somebody said: this is not what I said", ONE_SIDE_WITH_PSR)
