"""What the fields of a draft are called, where they are given back outside their form."""

LABELS = {"value": "A part of the paragraph", "pasted": "The pasted words"}
