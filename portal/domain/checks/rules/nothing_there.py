"""A plan has stages and a start, and nothing in it is empty (002 §6.2–6.3, §8.1)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from portal.domain.checks.finding import PROGRAMME, Check, Examined, Finding
from portal.domain.checks.spots import Holder, Spot

NO_STAGES = (
    "The plan has no stages. Suggest the first one, so that both know how long it lasts and when it is reviewed."
)
_LABEL = re.compile(r"[^.:]{1,40}:\s*")
NO_START = "The start of the programme is a gap to fill."
_SAYS_SOMETHING = re.compile(r"[.!?]\W*$|:\s+\S")


def find(examined: Examined) -> Iterator[Finding]:
    if not examined.programme.blocks:
        yield CHECK.missing(PROGRAMME, NO_STAGES)
    elif examined.programme.start is None:
        yield CHECK.missing(PROGRAMME, NO_START)
    clauses = [spot for spot in examined.spots if spot.holder is Holder.CLAUSE]
    whole = [spot for spot in clauses if not spot.part]
    under = {spot.key for spot, following in pairwise(whole) if len(following.headings) > len(spot.headings)}
    with_fields = {spot.key for spot in clauses if spot.part and spot.words.strip()}
    for spot in clauses:
        yield from _empty(spot, spot.key in under, spot.key in with_fields)


CHECK = Check("nothing_there", "002 §6.2", find)


def _empty(spot: Spot, has_more_under_it: bool, has_fields: bool) -> Iterator[Finding]:
    if spot.part and not spot.words.strip():
        yield CHECK.missing(spot, f"{spot.where} is empty.")
    elif spot.part or has_more_under_it or has_fields:
        return
    elif not spot.words.strip():
        yield CHECK.missing(spot, f"{spot.where} is empty.")
    elif spot.kind == "item" and _LABEL.fullmatch(spot.words):
        yield replace(CHECK.missing(spot, f"{spot.where} says “{spot.words}” and no more."), keepable=True)
    elif spot.kind == "section" and not _SAYS_SOMETHING.search(spot.words):
        yield CHECK.missing(spot, f"{spot.where}, “{spot.words}”, is empty: nothing stands under its heading.")
