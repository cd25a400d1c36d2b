"""What the fields of a comment are called, where they are given back outside their form."""

LABELS = {"body": "Your comment", "quote": "The words it is about"}
