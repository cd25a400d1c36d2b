"""What the fields of an answer kept for later are called, where they are given back outside their form."""

LABELS = {"note": "Your note"}
