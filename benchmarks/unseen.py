"""A plan in words that were never set before, so that nobody's memory of the last PDF helps with the next."""

import random
from dataclasses import replace
from itertools import count
from string import ascii_lowercase

from portal.domain.plans.content import Clause, Content

seeds = count()


def in_unseen_words(content: Content) -> Content:
    """The same plan, each word in other letters."""
    chance = random.Random(next(seeds))

    def told(clause: Clause) -> Clause:
        words = ("".join(chance.choices(ascii_lowercase, k=len(word))) for word in clause.text.split())
        return replace(clause, text=" ".join(words), children=tuple(map(told, clause.children)))

    return replace(content, clauses=tuple(map(told, content.clauses)))
