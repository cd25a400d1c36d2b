"""What the fields about a plan are called, where they are given back outside their form."""

LABELS = {"find": "Words to find", "comes_next": "What happens next"}
