"""What the fields of signing and of taking advice are called, where they are given back outside their form."""

LABELS = {
    "until": "Until",
    "typed_name": "Your name",
    "note": "Your note",
    "explained_by": "Who explained it",
    "explained_on": "When it was explained",
}
