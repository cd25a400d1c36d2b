"""Months, days, seasons and parts of the day."""

MONTHS = "January February March April May June July August September October November December".split()
SHORT_MONTHS = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
BEFORE_A_MONTH = ("in", "by", "of", "to", "from", "until", "till", "since", "early", "late", "mid", "before", "after")
DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|(?:Mon|Tues?|Weds?|Thur?s?|Fri|Sat)\b"
FEASTS = "christmas|new year|easter|ramadan|bank holidays?|half[- ]term"
SEASONS = "spring|summer|autumn|winter"
PARTS_OF_THE_DAY = {
    "morning": "mornings?|before noon",
    "noon": "noon|midday|lunchtimes?|lunch",
    "afternoon": "afternoons?",
    "evening": "evenings?",
    "night": "nights?|overnight|night[- ]time",
    "midnight": "midnight",
    "day": "days|daytime",
    "weekend": "weekends?",
    "weekday": "weekdays?",
    "in hours": "in[- ]hours|office hours|working hours|day ?light hours",
    "out of hours": "out[- ]of[- ]hours|after hours",
    "today": "today",
    "tomorrow": "tomorrow",
    "yesterday": "yesterday",
    "early shift": "earl(?:y|ies) shifts?|earlies",
    "late shift": "late shifts?|lates",
    "long day": "long days?",
    "breakfast": "breakfast",
    "bedtime": "bedtime",
}
