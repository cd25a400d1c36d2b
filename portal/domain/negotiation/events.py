"""What can happen to suggested changes."""

from portal.domain.record.kinds import EVERYBODY, ONE_SIDE, ONE_SIDE_THEN_ALL, Kind

PROPOSAL_DRAFTED = Kind("proposal.drafted", "A suggestion was prepared", ONE_SIDE)
PROPOSAL_CHANGED = Kind("proposal.changed", "A suggestion was changed", ONE_SIDE_THEN_ALL)
PROPOSAL_PUT_FORWARD = Kind("proposal.put_forward", "A suggested change was sent", EVERYBODY)
PROPOSAL_WITHDRAWN = Kind("proposal.withdrawn", "A suggestion was taken back", ONE_SIDE_THEN_ALL)
PROPOSAL_REBASED = Kind(
    "proposal.rebased", "A suggestion was fitted to new words, or no longer fits", ONE_SIDE_THEN_ALL
)
PROPOSAL_CONFIRMED = Kind("proposal.confirmed", "A suggestion was confirmed by its author's side", EVERYBODY)
PROPOSAL_SUPERSEDED = Kind("proposal.superseded", "A suggestion was settled by another change", ONE_SIDE_THEN_ALL)
BUNDLE_PUT_FORWARD = Kind("bundle.put_forward", "Several suggested changes were sent together", EVERYBODY)
ANSWER_KEPT = Kind("answer.kept", "An answer was made ready, not sent", ONE_SIDE)
ANSWER_REMOVED = Kind("answer.removed", "An answer that was ready was taken away", ONE_SIDE)
CAUTIONED = Kind("answer.cautioned", "A representative said that they would ask first", ONE_SIDE)
CAUTION_REMOVED = Kind("answer.caution_removed", "A representative no longer says that they would ask first", ONE_SIDE)
ASSENTED = Kind("proposal.assented", "A suggested change was agreed to", EVERYBODY)
DECLINED = Kind("proposal.declined", "A suggested change was not agreed to", EVERYBODY)
BLOCKER_NAMED = Kind("blocker.named", "A party said that it waits, and until about when", EVERYBODY)
BLOCKER_EXPLAINED = Kind("blocker.explained", "What a party waits for was noted for its own side", ONE_SIDE)
BLOCKER_ENDED = Kind("blocker.ended", "A party said that it no longer waits", EVERYBODY)
