"""The field's terms for levels of supervision: those of the GMC's glossary for undertakings and conditions (directly,
closely, supervised), "indirect 1" (on site, at once beside the practitioner) and "indirect 2" (in reach) of placement
reports, and the levels of our own plans. Patterns, each by the name of its level.
"""

NOUN = r"(?:clinical |workplace )?supervis(?:ion|ed|ing)"
_LEVEL = r"[,:]?(?: \(?(?:at )?(?:level )?)"
_FIRST = rf"{_LEVEL}(?:1|one|I)\b"
_AVAILABLE = r"(?:^|(?:supervisors?|consultants?|seniors?|colleagues?) (?:\w+ ){0,3})available"
INDIRECT = rf"indirect(?:ly)?(?: {NOUN})?"
NAMED = {
    "OBSERVING": r"observ(?:es|ing|ation) only|only observ(?:es|ing)|observer only|shadow(?:s|ing) only",
    "DIRECT": rf"direct(?:ly)?(?: and close(?:ly)?)? {NOUN}",
    "ON_SITE": rf"{INDIRECT}{_FIRST}",
    "CLOSE": rf"close(?:ly)? {NOUN}|{_AVAILABLE} on[- ]site|on[- ]site {NOUN}",
    "AT_HAND": rf"indirect(?:ly)? {NOUN}(?!{_FIRST})|{INDIRECT}{_LEVEL}(?:2|two|II)\b|{NOUN} at hand|available {NOUN}"
    rf"|under {NOUN}|be {NOUN}|{_AVAILABLE}(?! on[- ]site)",
    "OVERSIGHT": rf"regular oversight|remote(?:ly)? {NOUN}|distant {NOUN}|light(?:er|-touch) {NOUN}"
    rf"|{INDIRECT}{_LEVEL}(?:3|three|III)\b",
    "NORMAL": rf"(?:normal|usual|ordinary) {NOUN}|(?:without|no) (?:special|additional|extra) {NOUN}|unsupervised"
    r"|independent practice|practis(?:es|ing) independently",
}
DESCRIBED = {
    "OBSERVING": r"no patient is (?:treated|seen) alone|no independent patient contact|watches and assists",
    "DIRECT": r"in the (?:same )?room|at the table|scrubbed|sits? in (?:on )?(?:each|every)",
    "CLOSE": r"on[- ]site|in the building"
    r"|before (?:(?:it is|they are) acted on|(?:a|any|each) decision|anything is decided)",
    "AT_HAND": r"reach(?:ed|able) at once|by (?:tele)?phone|(?:looks? back|reviews?) (?:over )?(?:each|every) case",
    "OVERSIGHT": r"reads? a sample|a sample of|spot checks?|meets? .{1,30} every (?:two|four) weeks",
}
