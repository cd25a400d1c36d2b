"""What the field of a toy's form is called."""

LABELS = {"name": "The toy’s new name"}
