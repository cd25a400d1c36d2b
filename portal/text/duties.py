"""The words of a text that say who must, may or must not."""

import re

from portal.text.terms import Term, plain

_LIMITS = {
    "at least": r"at least|(?:no|not) (?:less|fewer) than|a minimum of",
    "at most": r"at most|(?:no|not) more than|up to|a maximum of",
    "no later than": r"(?:no|not) later than",
    "no earlier than": r"(?:no|not) (?:earlier|sooner) than",
    "more than": r"(?:more|greater) than|over(?= \d)",
    "less than": r"(?:less|fewer) than|under(?= \d)",
}
_LIMIT = re.compile(
    rf"\b(?:{'|'.join(f'(?P<l{n}>{words})' for n, words in enumerate(_LIMITS.values()))})\b".replace(" ", r"\s+"),
    re.IGNORECASE,
)
_NOT = {"no": "not", "neither": "not", "nor": "not", "none": "not", "nobody": "no one", "excluding": "except"}
_NEGATION = re.compile(
    r"\bno\.?\s?(?=\d)|\bnot\s+only\b|\bwhether\s+or\s+not\b"
    r"|(?P<word>\bno\s+longer\b|\bno\s+one\b|\bcannot\b|\b\w+n['’]t\b|\bother\s+than\b|\bapart\s+from\b|\b(?:not|no|never|none"
    r"|nobody|nothing|nor|neither|without|unless|except|excluding|only)\b)",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?i:(?P<cut>can|could|wo|would|must|should|need|sha|may|might)n?['’]t|cannot|must|shall|should|can|could|will"
    r"|would|might|needs?\s+to|ha(?:s|ve)\s+to|ought\s+to|(?:is|are)\s+(?:required|allowed)\s+to)\b"
    r"|\b(?:may|MAY|May(?=\s+(?:I|you|he|she|they|we)\b))\b",
)
_STRENGTHS = {
    "a choice": "may can could might allowed",
    "advice": "should ought",
    "a duty": "must shall need needs has have required",
    "what will happen": "will would",
}
_STRENGTH = {word: strength for strength, words in _STRENGTHS.items() for word in words.split()}
_ROLES = (
    "clinical supervisor",
    "educational supervisor",
    "deputy clinical supervisor",
    "workplace supervisor",
    "named supervisor",
    "supervisor",
    "supervising consultant",
    "responsible officer",
    "medical director",
    "clinical director",
    "director of medical education",
    "chief executive",
    "case manager",
    "case investigator",
    "occupational health physician",
    "occupational health",
    "mentor",
    "coach",
    "assessor",
    "appraiser",
    "people partner",
    "theatre lead",
    "key contact",
    "practitioner",
    "representative",
    "medical defence organisation",
    "defence organisation",
    "employer",
    "regulator",
    "ward manager",
    "general practitioner",
    "consultant",
    "registrar",
    "nurse",
    "pharmacist",
    "chaperone",
)
_NAMES = r"(?-i:Trust|PSR|GMC|GDC|GPhC|NHS Resolution|RO|GP)"
_ROLE = re.compile(
    rf"\b(?:(?:{'|'.join(sorted(_ROLES, key=len, reverse=True))})|{_NAMES})(?P<many>s?)\b".replace(" ", r"\s+"),
    re.IGNORECASE,
)
_ABBREVIATED = {"ro": "responsible officer", "gp": "general practitioner"}


def limits(text: str) -> list[Term]:
    """Every "at least" or "no more than"."""
    return [
        Term(*match.span(), next(name for n, name in enumerate(_LIMITS) if match[f"l{n}"]), plain(match[0]))
        for match in _LIMIT.finditer(text)
    ]


def negations(text: str) -> list[Term]:
    """Every word that can turn a sentence round: not, unless, without, only."""
    return [
        Term(*match.span(), _turn(plain(match[0]).lower()), plain(match[0]))
        for match in _NEGATION.finditer(text)
        if match["word"]
    ]


def modals(text: str) -> list[Term]:
    """Every may, should, must or will, contracted or not."""
    found = []
    for match in _MODAL.finditer(text):
        word = (match["cut"] or match[0].removesuffix("not")).lower().split()
        meaning = {"wo": "will", "sha": "shall", "has": "have", "needs": "need", "is": "are"}.get(word[0], word[0])
        found.append(Term(*match.span(), " ".join([meaning, *word[1:]]), plain(match[0])))
    return found


def strength(modal: Term) -> str:
    """What the word makes of an act: a choice, advice, a duty, what will happen; "" where a "not" goes with it."""
    if modal.beside == "not" or modal.shown.endswith(("not", "’t", "'t")):
        return ""
    return next((_STRENGTH[word] for word in modal.meaning.split() if word in _STRENGTH), "")


def roles(text: str) -> list[Term]:
    """Every name of a role or a body, in the singular."""
    found = []
    for match in _ROLE.finditer(text):
        name = plain(match[0]).lower().removesuffix("s")
        found.append(Term(*match.span(), _ABBREVIATED.get(name, name), plain(match[0])))
    return found


def _turn(word: str) -> str:
    if word == "cannot" or word.endswith(("n't", "n’t")):
        return "not"
    return _NOT.get(word, word)
