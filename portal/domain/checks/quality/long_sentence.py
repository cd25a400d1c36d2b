"""Sentences can be taken in under stress (003, length and complexity)."""

from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.text.english import in_a_sentence

MOST_WORDS = 45
SOURCE = "003, length and complexity"


def find(examined: Examined) -> Iterator[Finding]:
    for spot in examined.parts.prose:
        for sentence in spot.sentences:
            count = len(sentence.words.split())
            if count > MOST_WORDS:
                words = (
                    f"A sentence of {in_a_sentence(spot.where)} has {count} words. Under stress nobody takes that "
                    f"in at once: "
                    "make it two or three sentences, or a list."
                )
                yield CHECK.worth(spot, words, (sentence.start, sentence.start + len(sentence.words)))


CHECK = Check("long_sentence", SOURCE, find)
