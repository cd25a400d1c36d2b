"""The plan says what work needs, not what somebody suffers from (002 §5.3)."""

import re
from collections.abc import Iterator

from portal.domain.checks.finding import Check, Examined, Finding
from portal.domain.checks.phrases import SOMEBODY

DIAGNOSES = (
    r"(?:(?:major|severe|clinical|recurrent|post-?natal) )?depressi(?:on|ve (?:illness|episode|disorder))"
    r"|(?:generalised )?anxiety(?: disorder)?|bipolar(?: (?:affective )?disorder)?"
    r"|psychosis|schizophrenia|PTSD|post-traumatic stress(?: disorder)?|ADHD|ADD|autism|autistic|Asperger\w*"
    r"|dyslexi[ac]|dyspraxi[ac]|OCD|eating disorder|anorexia|bulimia"
    r"|burn-?out|(?:alcohol|drug|substance|opioid)\s+(?:dependen\w+|misuse|abuse|addiction|use disorder)"
    r"|alcoholi(?:sm|c)|addiction|epilepsy|diabetes|multiple sclerosis|Parkinson['’]?s"
    r"|(?:breast |bowel |prostate |lung )?cancer|leukaemia|lymphoma|stroke|HIV|hepatitis|migraines?"
    r"|rheumatoid arthritis|lupus|Crohn['’]?s|ulcerative colitis|long covid|menopaus\w+"
    r"|chronic (?:fatigue|pain)(?: syndrome)?|ME/CFS|fibromyalgia|heart (?:attack|failure|disease)|asthma|COPD"
    r"|a (?:nervous )?breakdown|personality disorder|dementia"
)
_HAS = (
    r"(?:has|have|had|suffers? (?:from|with)|suffered (?:from|with)|lives? with|is (?:being )?treated for"
    r"|is recovering from|recovers? from|(?:has been|was|is|were) diagnosed (?:with|as)|is|was)"
)
_OWN = re.compile(
    rf"\b(?i:{SOMEBODY}\s+(?:also\s+|who\s+)?{_HAS}\s+(?:(?:a|an|the|severe|mild|recent|past|history of"
    rf"|diagnosis of|known|been)\s+){{0,4}}(?P<what>{DIAGNOSES}))\b"
    r"|\b(?i:(?:her|his|their|the practitioner['’]s)\s+(?:(?:recent|severe|mild|past|own|long-standing|history of"
    rf"|diagnosis of)\s+){{0,3}}(?P<what2>{DIAGNOSES}))\b"
    r"|\b(?i:(?:diagnosis of|diagnosed with|absence (?:due to|because of|with|for)|off (?:work )?(?:with"
    rf"|because of)|due to|because of)\s+(?:(?:her|his|their|a|an|severe)\s+){{0,2}}(?P<what3>{DIAGNOSES}))\b"
)
_OF_PATIENTS = re.compile(
    r"(?i)\b(?:patients?|pathway|referr\w+|clinic|clinics|cases? of|prescrib\w+|management of|manages|audit"
    r"|guidelines?|treat(?:s|ing|ment of)|course|exam\w*|knowledge)\b"
)


def find(examined: Examined) -> Iterator[Finding]:
    for spot in examined.parts.prose:
        for sentence in spot.sentences:
            match = _OWN.search(sentence.words)
            if match and not _OF_PATIENTS.search(sentence.words):
                what = next(name for name in ("what", "what2", "what3") if match[name])
                span = (sentence.start + match.start(what), sentence.start + match.end(what))
                words = (
                    f"{spot.where} names an illness, “{match[what]}”. Say what work needs instead, such as “no night "
                    "shifts for six weeks, as occupational health has advised”."
                )
                yield CHECK.worth(spot, words, span)


CHECK = Check("diagnosis", "002 §5.3", find)
