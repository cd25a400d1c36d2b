"""What the fields of requests for feedback are called, where they are given back outside their form."""

from portal.library.feedback import questions

LABELS = {
    "wants": "What you want to know",
    "wanted_by": "By when it would help",
    "not_told_why": "Why the practitioner was not told",
    "reasons": "Your reasons",
    "urgent": "What is urgent",
    "telephoned": "Who was also telephoned",
    "urgent_done": "What you do about it",
    "correction": "What is corrected, and why",
    "told_more": "What you tell PSR",
    "document_about": "What the document is",
    "suggested": "The words that you suggest",
} | {f"words-{one.key}": one.title for one in questions()}
