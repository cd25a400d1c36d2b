"""What the fields of a new case are called, where they are given back outside their form."""

LABELS = {
    "reference": "Reference",
    "organisation": "Healthcare organisation",
    "practitioner": "Practitioner",
    "key_contact": "Key contact at PSR",
    "invited_name": "Name",
    "invited_email": "E-mail address",
    "invited_job": "Job",
    "wishes": "How PSR should reach you, and what would help",
    "pause_note": "A note for PSR",
    "look_again": "On which day PSR looks at it again",
    "checked": "How you made sure who they are",
}
