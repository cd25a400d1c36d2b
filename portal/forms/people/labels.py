"""What the fields about an account are called, where they are given back outside their form."""

LABELS = {
    "passkey_name": "Name of the passkey",
    "new_name": "The new name",
    "account_why": "Why, and how you know who asked for it",
    "checked_how": "How you checked who they are",
}
