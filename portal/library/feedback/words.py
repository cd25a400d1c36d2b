"""What pages and papers call the priorities and the matters of PSR's points."""

MATTERS = {"must": "Must", "should": "Should", "could": "Could"}
MEANING = {
    "must": "Without it the plan is not safe or cannot be done.",
    "should": "The plan is clearly better with it.",
    "could": "An idea to consider.",
}
ABOUT = {
    "safety": "Patient safety",
    "feasibility": "Whether it can be done",
    "objectives": "Objectives",
    "evidence": "Activities and evidence",
    "roles": "People",
    "supervision": "Supervision",
    "reviews": "Review meetings",
    "duration": "Length",
    "consequences": "Agreement and consequences",
    "health": "Adjustments and health",
    "conditions": "Conditions of a regulator",
    "fairness": "Fairness",
    "other": "Something else",
}
