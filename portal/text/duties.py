"""The words of a text that say who must, may or must not."""

import re

from portal.text.terms import Term, apart, plain
from portal.text.words.duty import BOUND, DENIALS, FREE, HEAVY, LETTERED, SAME_TURN, STRENGTHS, URGED
from portal.text.words.roles import IN_FULL, NAMES, OF_A_PLAN, OF_THE_WARD

_NEGATION = re.compile(
    rf"\bno\.?\s?(?=\d)|\bnot\s+only\b|\bwhether\s+or\s+not\b|\bnot\s+(?:just|merely)\b|(?P<word>{LETTERED}|{DENIALS})",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?i:(?P<cut>can|could|wo|would|must|should|need|sha|may|might)n?['’]t|(?:ca|wo|sha|need|must|should|could|would)nt"
    r"|cannot|must|shall|should|can|could|will|would|might|need(?:s?\s+to|(?=\s+not\b))|ha(?:s|ve|d)\s+to|ought\s+to"
    rf"|{FREE}|{URGED}|{BOUND})\b|\b(?:may|MAY|May(?=\s+(?:I|you|he|she|they|we)\b))\b",
)
_TO_BE = re.compile(r"\b(?:is|are)\s+to\b", re.IGNORECASE)
_ADJECTIVE = re.compile(rf"\b(?:{HEAVY})\b", re.IGNORECASE)
A_DUTY = "a duty"
_STRENGTH = {word: strength for strength, words in STRENGTHS.items() for word in words.split()}
_PLAIN_FORM = {"wo": "will", "sha": "shall", "has": "have", "had": "have", "needs": "need", "ca": "can"}


def _role(names: tuple[str, ...], more: str) -> re.Pattern[str]:
    ways = "|".join(sorted(names, key=len, reverse=True)).replace(" ", r"\s+")
    return re.compile(rf"\b(?:(?:{ways}){more})(?P<many>s?)\b", re.IGNORECASE)


_ROLE = _role(OF_A_PLAN, f"|{NAMES}")
_PERSON = _role(OF_THE_WARD, "")


def negations(text: str) -> list[Term]:
    """Every word that can turn a sentence round: not, unless, without, only."""
    return [
        Term(*match.span(), _turn(plain(match[0]).lower()), plain(match[0]))
        for match in _NEGATION.finditer(text)
        if match["word"]
    ]


def modals(text: str) -> list[Term]:
    """Every may, should, must or will, contracted or not, and "is free to" and "mandatory" like them."""
    firm = (
        Term(*match.span(), _duty(match), plain(match[0]), minor=match[0].lower() in ("will", "would"))
        for match in _MODAL.finditer(text)
    )
    to_be = (Term(*match.span(), "is-to", plain(match[0]), minor=True) for match in _TO_BE.finditer(text))
    heavy = (Term(*one.span(), one[0].lower(), one[0], minor=True) for one in _ADJECTIVE.finditer(text))
    return apart(firm, to_be, heavy)


def strength(modal: Term) -> str:
    """What the word makes of an act: a choice, advice, a duty, what will happen; "" where a "not" goes with it."""
    if modal.beside == "not" or modal.shown.endswith(("not", "’t", "'t")):
        return ""
    return next((_STRENGTH[word] for word in modal.meaning.split() if word in _STRENGTH), "")


def roles(text: str) -> list[Term]:
    """Every name of a role or a body, in the singular; a person of clinical work is minor."""
    named = (_named(match, minor=False) for match in _ROLE.finditer(text))
    return apart(named, (_named(match, minor=True) for match in _PERSON.finditer(text)))


def _named(match: re.Match[str], *, minor: bool) -> Term:
    name = plain(match[0]).lower().removesuffix("s")
    return Term(*match.span(), IN_FULL.get(name, name), plain(match[0]), minor=minor)


def _duty(match: re.Match[str]) -> str:
    word = (match["cut"] or match[0].removesuffix("not")).lower().split()
    if word[0] in ("is", "are", "was", "were", "be", "being"):
        return " ".join(word[1:])
    return " ".join([_PLAIN_FORM.get(word[0], word[0]), *word[1:]])


def _turn(word: str) -> str:
    if word == "cannot" or word.endswith(("n't", "n’t", "nt")):
        return "not"
    return SAME_TURN.get(word, word)
