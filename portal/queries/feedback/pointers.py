"""What plan checks point at in the version that is reviewed: each becomes a point of the review in one step."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.domain.cases.case import Membership
from portal.domain.checks.finding import Finding
from portal.domain.checks.guardian import facts_of
from portal.domain.checks.plan_checks import plan_checks
from portal.domain.checks.spots import Holder
from portal.domain.feedback.point import About, Point, Priority
from portal.domain.feedback.review import FeedbackReview
from portal.domain.plans.content import Clause

ABOUT_OF = {
    "activity_number": About.EVIDENCE,
    "agreement": About.CONSEQUENCES,
    "completion": About.DURATION,
    "conditions_cited": About.CONDITIONS,
    "consequences": About.CONSEQUENCES,
    "diagnosis": About.HEALTH,
    "duties_by_stage": About.ROLES,
    "health_support": About.HEALTH,
    "judging_words": About.FAIRNESS,
    "moving_on": About.REVIEWS,
    "objective_date": About.OBJECTIVES,
    "objective_measure": About.OBJECTIVES,
    "objective_shown": About.EVIDENCE,
    "one_assessor": About.FAIRNESS,
    "people_named": About.ROLES,
    "placement": About.FEASIBILITY,
    "review_point": About.REVIEWS,
    "safety_early": About.SAFETY,
    "supervision_eases": About.SUPERVISION,
    "supervision_floor": About.SAFETY,
    "supervision_rises": About.SUPERVISION,
    "supervision_skips": About.SUPERVISION,
    "too_many_assessments": About.FEASIBILITY,
    "why_assessed": About.FAIRNESS,
}


@dataclass(frozen=True)
class Pointer:
    """A finding of a check, with the point that it would become."""

    finding: Finding
    point: Point


def pointers_of(review: FeedbackReview, reader: Membership) -> Mapping[str, Sequence[Pointer]]:
    """What checks point at, by the clause that it is about, "" for the whole plan; without what is a point already.

    Who may not read about health is not told what the whole plan lacks.
    """
    content, made = review.request.content, {(one.clause_key, one.text) for one in review.remarks}
    found: defaultdict[str, list[Pointer]] = defaultdict(list)
    for finding in plan_checks(content, facts_of(review.case)):
        if finding.spot.holder is Holder.PROGRAMME and not reader.reads_health:
            continue
        point = _point(finding, content.clause(finding.spot.key) if finding.spot.holder is Holder.CLAUSE else None)
        if (point.clause_key, point.text) not in made:
            found[point.clause_key].append(Pointer(finding, point))
    return found


def _point(finding: Finding, clause: Clause | None) -> Point:
    about = ABOUT_OF.get(finding.check, About.OTHER)
    if clause is None:
        return Point("", "", Priority.SHOULD, about, finding.sentence)
    words, is_text = finding.spot.words, finding.spot.words == clause.text
    quote = finding.quote if finding.quote != words else ""
    suggested = words[: finding.start] + finding.mend + words[finding.end :] if finding.mend and is_text else ""
    return Point(clause.key, quote, Priority.SHOULD, about, finding.sentence, suggested)
