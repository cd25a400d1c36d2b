"""One blueprint per resource."""

from portal.views import answers, durations, own_suggestions, proposals, sessions

BLUEPRINTS = [
    sessions.bp,
    answers.assents,
    answers.declines,
    answers.kept_answers,
    durations.bp,
    durations.effects,
    own_suggestions.confirmations,
    own_suggestions.puttings_forward,
    own_suggestions.withdrawals,
    proposals.bp,
    proposals.redlines,
]
