"""Words and signs for how much, when, and how far: patterns, by meaning."""

from portal.text.words.numerals import SMALL, TENS

_FIGURE = rf"(?= (?:the |a |an )?(?:[\d.£$€½¼¾]|(?:{'|'.join([*SMALL, *TENS])})\b))"
AMOUNTS = {
    "at least": r"at (?:the very )?least|(?:no|not) (?:less|fewer) than|(?:an? |the )?min(?:imum)? of"
    r"|as (?:many|much) as",
    "at most": r"at (?:the )?most|(?:no|not) more than|up to|(?:an? |the )?max(?:imum)? of|not exceeding|not to exceed",
    "no later than": r"(?:no|not) later than|at the latest",
    "no earlier than": r"(?:no|not) (?:earlier|sooner) than|at the earliest",
    "more than": r"(?:more|greater|higher|longer) than|in excess of|exceed(?:s|ed|ing)?",
    "less than": r"(?:less|fewer|lower|shorter) than",
    "or more": r"or (?:more|above|over|higher|longer|greater|later)",
    "or less": r"or (?:less|fewer|below|under|lower|shorter|earlier)",
    "above": rf"(?:above|over|beyond){_FIGURE}",
    "below": rf"(?:below|under|beneath){_FIGURE}",
    "minimum": r"minimum|minimal",
    "maximum": r"maximum|maximal",
    "about": rf"(?:about|around|approximately|roughly|circa|nearly|almost){_FIGURE}",
    "exactly": rf"exactly{_FIGURE}",
}
SIGNS = {"more than": "[>＞]", "less than": "[<＜]", "at least": "≥|>=|=>|⩾", "at most": "≤|<=|⩽", "about": "[~≈±]"}
BESIDE_A_FIGURE = r"\s*[£$€]?[\d.½¼¾]"

WHEN = {
    "before": "before|prior to|ahead of|preceding|until before",
    "after": "after|following|subsequent to|upon completion of",
    "until": "until|till|up until",
    "since": "since",
    "within": "within|inside of",
    "during": "during|in the course of",
    "throughout": "throughout",
    "while": "while|whilst",
    "at the start of": "at the (?:start|beginning|outset) of",
    "at the end of": "at the end of",
    "halfway through": "half ?way through|in the middle of",
    "when": "when|whenever",
    "as soon as": "as soon as|once",
    "immediately": "immediately|at once|straight away|without delay|promptly",
    "eventually": "eventually|in due course|later|at some point",
}
"""Said only when another takes the place, and beside a figure."""
BESIDE_A_DATE = {"by": "by", "from": "from|starting", "to": "to", "on": "on", "in": "in", "for": "for", "at": "at"}

SCOPE = {
    "all": "all|everything|everyone|everybody|entire|whole|the whole of",
    "every": "every|each",
    "any": "any|anything|anyone|anybody",
    "some": "some|something|someone|somebody|certain|a proportion of|a sample of|selected",
    "most": "most|the majority of|majority",
    "many": "many|numerous|lots of|a large number of|much",
    "several": "several|various|multiple",
    "few": "few|a few|a small number of|a minority of|minority|little",
    "both": "both",
    "either": "either",
}
EXTENT = {
    "including": "including|includes?|inclusive of",
    "excluding": "excluding|excludes?|exclusive of",
    "partly": "partly|partially|in part",
    "fully": "fully|wholly|entirely|completely|in full|totally",
}
"""Both are said only when another takes the place."""
JOINTS = {"and or": "and/or|and / or", "and": "and", "or": "or"}
