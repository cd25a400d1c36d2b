"""What the fields of talk are called, where they are given back outside their form."""

LABELS = {
    "body": "Your comment",
    "quote": "The words it is about",
    "times": "Times that suit you",
    "phone": "Number to ring",
    "about": "What it is about",
    "words": "In your own words",
}
