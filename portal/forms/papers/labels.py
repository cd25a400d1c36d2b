"""What the fields of papers are called, where they are given back outside their form."""

LABELS = {
    "no_reason": "The reason for a no",
    "spoken_with": "Whom you spoke with",
    "told_on": "On which day",
    "dispute_words": "What is not right",
    "paper_code": "The code at the foot of the paper",
}
