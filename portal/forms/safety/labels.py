"""What the fields of an action taken for safety are called, where they are given back outside their form."""

LABELS = {"what": "What is done", "why": "Why", "from_when": "From when", "who": "Who told them"}
