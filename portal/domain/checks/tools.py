"""Workplace-based assessments and ways of learning, by the names that plans give them: pieces of patterns."""

OBSERVED = (
    r"(?:directly\s+)?observed\s+(?:\w+\s+){0,2}?(?:procedures?|operations?|consultations?|handovers?|clinics?"
    r"|cases?|shifts?"
    r"|ward rounds?|encounters?|sessions?|practice|surger(?:y|ies)|lists?|visits?)"
)
ASSESSED = (
    r"case[- ]based discussions?|CbDs?|mini[- ]?CEX(?:es)?|mini[- ]clinical evaluation exercises?|DOPS|PBAs?|OCEs?"
    r"|(?:direct|structured)\s+observations?|direct observation of procedural skills|procedure[- ]based assessments?"
    rf"|observed clinical events?|ACATs?|random case analys[ie]s|workplace[- ]based assessments?|WPBAs?|{OBSERVED}"
)
GATHERED = (
    r"multi[- ]?source feedback|MSF|TAB|360(?:[- ]degree)? (?:feedback|appraisal)|colleague feedback|patient feedback"
    r"|PSQs?|patient (?:satisfaction )?questionnaires?|audits?(?: of \w+)?|(?:case |patient |audio "
    r"|video )?note reviews?"
)
TOOL = rf"{ASSESSED}|{GATHERED}"
LEARNING = (
    r"courses?|simulations?|workshops?|e-?learning|modules?|tutorials?|coach(?:ing)?|mentor(?:ing|s)?|shadowing"
    r"|training"
    r"|reading|reflecti(?:ve|on|ons)|supervis(?:ion|or|ors)|teaching|seminars?|sitting in|practice sessions?"
)
