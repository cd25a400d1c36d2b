"""What the fields of a suggested change are called, where they are given back outside their form."""

LABELS = {
    "text": "Your words",
    "reason": "Your reason",
    "start": "Start",
    "weeks": "Weeks",
    "title": "Title of the stage",
    "level": "Supervision",
    "review": "Review meeting",
}
