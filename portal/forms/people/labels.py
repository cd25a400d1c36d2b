"""What the fields about an account are called, where they are given back outside their form."""

LABELS = {"passkey_name": "Name of the passkey"}
