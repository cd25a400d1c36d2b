"""How plans speak of themselves and of their stages: pieces of patterns that several checks share."""

import re

from portal.domain.checks.stages_named import LIST

TITLED = (
    r"(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof(?:essor)?|Sister|Sir|Dame)\.?\s+(?:[A-Z]\.?\s+)*[A-ZÀ-Þ][\w'’-]+"
    r"(?:\s+[A-ZÀ-Þ][\w'’-]+)*"
)
_POST = r"practitioner|doctor|dentist|pharmacist|registrant|surgeon|consultant|GP"
SOMEBODY = rf"(?:[Ss]he|[Hh]e|[Tt]hey|[Tt]he (?:{_POST})|{TITLED})"
_KIND = (
    r"(?:(?:whole|entire|full|action|remediation|return[- ]to[- ]work|reskilling|reintegration|supported|phased|agreed"
    r"|proposed|present|supervised|structured)\s+)*"
)
PLAN_NOUN = rf"{_KIND}(?:plan|programme)"
PLAN = rf"(?:\b(?:this|the|our)\s+|^\W*(?:in short,?\s+)?){PLAN_NOUN}"
STAGE = rf"\b(?:stages?\s+{LIST}|(?:first|second|third|fourth|fifth|sixth|final|last)\s+stage\b)"
LASTS = (
    r"(?:(?:lasts?|will last|is to last|should last|runs?|will run|takes? place|extends?|will extend|takes?|will take"
    r"|spans?|covers?|continues?|will continue|sets? out|comprises|consists of|is|are|will be"
    r"|(?:is|are) (?:planned|expected|due|intended|set) to (?:last|run|take|be|continue))"
    r"(?:\s+(?:for|over|out over|a total of|in total|in all|planned to be))?)"
)
AT_LEAST = r"at least|not less than|no less than|a minimum of|more than"
AT_MOST = r"up to|at most|no more than|not more than|a maximum of|less than"
ABOUT = r"about|around|approximately|roughly"
BOUND = rf"(?:(?P<least>{AT_LEAST})|(?P<most>{AT_MOST})|(?P<about>{ABOUT}))"
MAY_BE = re.compile(
    r"(?i)\b(?:if|would|may|might|could|can|unless|until|longer than|previous|earlier|former|extended|instead of|was"
    r"|were)\b"
)
