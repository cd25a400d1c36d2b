"""Words that turn a sentence round, and words that say who must, may or need not: patterns."""

NOT_TYPED = (
    "cant|dont|doesnt|didnt|isnt|arent|wasnt|werent"
    "|shouldnt|mustnt|neednt|couldnt|wouldnt|hasnt|havent|hadnt|wont|shant"
)
"""Contractions typed without their apostrophe."""
LETTERED = rf"\b\w+n['’]t\b|\b(?:{NOT_TYPED})\b"
DENIALS = (
    r"\bno\s+longer\b|\bno\s+one\b|\bcannot\b|\bother\s+than\b|\bapart\s+from\b|\brather\s+than\b|\binstead\s+of\b"
    r"|\b(?:not|no|never|none|nobody|nothing|nowhere|nor|neither|without|unless|except|excluding|only|solely|hardly"
    r"|alone|unable|unsupervised|unaccompanied|prohibited|forbidden|refuses|refused|declines|declined)\b"
)
SAME_TURN = {"no": "not", "neither": "not", "nor": "not", "none": "not", "nobody": "no one", "excluding": "except"}
SAME_TURN |= {"solely": "only", "forbidden": "prohibited", "refused": "refuses", "declines": "refuses"}
SAME_TURN |= {"declined": "refuses"}

_BE = r"(?:is|are|was|were|be|being)"
FREE = rf"{_BE}\s+(?:free|able|allowed|permitted|entitled|welcome|at\s+liberty)\s+to"
URGED = rf"{_BE}\s+(?:encouraged|advised|recommended|invited|asked|urged|expected)\s+to"
BOUND = rf"{_BE}\s+(?:required|obliged|bound|instructed|directed|ordered)\s+to|undertakes?\s+to"
HEAVY = "mandatory|compulsory|obligatory|optional|voluntary|discretionary|required|encouraged|recommended|obliged"

STRENGTHS = {
    "a choice": (
        "may can could might allowed free able permitted entitled welcome liberty optional voluntary discretionary"
    ),
    "advice": "should ought encouraged advised recommended invited asked urged",
    "a duty": (
        "must shall need needs has have had required obliged bound instructed directed ordered undertake undertakes "
        "mandatory compulsory obligatory expected is-to"
    ),
    "what will happen": "will would",
}
