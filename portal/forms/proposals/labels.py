"""What the fields of a suggested change are called, where they are given back outside their form."""

LABELS = {
    "text": "Your words",
    "typed_before": "Your words before",
    "reason": "Your reason",
    "start": "Start",
    "weeks": "Weeks",
    "title": "Title of the stage",
    "level": "Supervision",
    "review": "Review meeting",
    "step": "Step of supervision",
    "reviews": "Review meetings",
    "health": "About health",
    "waits_for": "What the start waits for",
}
