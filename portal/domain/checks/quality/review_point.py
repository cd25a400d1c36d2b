"""Each stage has a review meeting (002 §8.1)."""

from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding


def find(examined: Examined) -> Iterator[Finding]:
    for stage in examined.content.stages:
        reviewed = stage.review.strip() if examined.content.is_first_form else stage.reviews
        if not reviewed:
            sentence = f"The stage “{stage.title}” has no review meeting. Set one for its last week, and say who comes."
            yield CHECK.worth(examined.stage(stage.key), sentence)


CHECK = Check("review_point", "002 §8.1", find)
