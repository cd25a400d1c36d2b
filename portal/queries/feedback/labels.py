"""What pages call the priorities and the matters of remarks."""

from portal.domain.feedback.point import About

MATTERS = [
    ("must", "Must", "Without it the plan is not safe or cannot be done."),
    ("should", "Should", "The plan is clearly better with it."),
    ("could", "Could", "An idea to consider."),
]
ABOUT = {
    About.SAFETY: "Patient safety",
    About.FEASIBILITY: "Whether it can be done",
    About.OBJECTIVES: "Objectives",
    About.EVIDENCE: "Activities and evidence",
    About.ROLES: "People",
    About.SUPERVISION: "Supervision",
    About.REVIEWS: "Review meetings",
    About.DURATION: "Length",
    About.CONSEQUENCES: "Agreement and consequences",
    About.HEALTH: "Adjustments and health",
    About.CONDITIONS: "Conditions of a regulator",
    About.FAIRNESS: "Fairness",
    About.OTHER: "Something else",
}
