"""What the fields of talk are called, where they are given back outside their form."""

LABELS = {
    "body": "Your comment",
    "quote": "The words it is about",
    "times": "Times that suit you",
    "phone": "Number to ring",
    "about": "What it is about",
    "hurts": "What hurts, or is not right",
    "told_reason": "Why PSR does so",
    "words": "In your own words",
}
