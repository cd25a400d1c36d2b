"""Words of prescriptions, as the British National Formulary lists them: how often, when, by which way.

A last dot may be missing; those in `WRITTEN_LARGE` are common words when written small.
"""

HOW_OFTEN = {
    "once a day": "od o.d qd q.d",
    "twice a day": "bd b.d bid b.i.d bds b.d.s",
    "three times a day": "tds t.d.s tid t.i.d",
    "four times a day": "qds q.d.s qid q.i.d",
    "in the morning": "mane o.m qam q.a.m",
    "at night": "nocte o.n qhs q.h.s h.s",
    "when needed": "prn p.r.n s.o.s",
    "at once": "stat",
    "before food": "a.c",
    "after food": "p.c",
    "every other day": "q.o.d eod e.o.d",
    "every hour": "qh q.h q1h",
    "every 2 hours": "q2h",
    "every 4 hours": "q4h",
    "every 6 hours": "q6h",
    "every 8 hours": "q8h",
    "every 12 hours": "q12h",
    "every 24 hours": "q24h",
}
ROUTES = {
    "by mouth": "p.o",
    "into a vein": "iv i.v ivi",
    "into a muscle": "i.m",
    "under the skin": "s.c subcut sc",
    "under the tongue": "s.l",
    "by the rectum": "p.r",
    "by the vagina": "p.v",
    "by inhalation": "inh",
    "by nebuliser": "neb nebs",
    "by tube": "ng n.g peg",
}
"""Said only when another takes the place: they have other meanings elsewhere."""
WRITTEN_LARGE = {"into a muscle": "IM", "by mouth": "PO", "by the rectum": "PR", "under the tongue": "SL"}
WRITTEN_LARGE |= {"at night": "ON", "in the morning": "OM", "before food": "AC", "after food": "PC"}
IN_WORDS = {
    "when needed": "as needed|as required|when needed|when required|if needed|if required|when necessary|if necessary",
    "every other day": "alternate days|every other day|alternate[- ]day",
    "every other week": "alternate weeks|every other week",
    "every other night": "alternate nights|every other night",
    "with food": "with food|with meals",
    "before food": "before food|before meals|on an empty stomach",
    "after food": "after food|after meals",
    "by mouth": "orally|by mouth",
    "into a vein": "intravenously|intravenous",
    "into a muscle": "intramuscularly|intramuscular",
    "under the skin": "subcutaneously|subcutaneous",
    "into the spine": "intrathecally|intrathecal",
    "under the tongue": "sublingually|sublingual",
    "by the rectum": "rectally|per rectum",
    "on the skin": "topically",
    "by inhalation": "by inhalation|inhaled",
    "by nebuliser": "nebulised|by nebuliser",
    "all at once": "as a bolus|by bolus",
    "slowly": "as an infusion|by infusion",
    "released slowly": "modified[- ]release|slow[- ]release|prolonged[- ]release|extended[- ]release",
    "released at once": "immediate[- ]release|standard[- ]release",
}
SOMETIMES = {
    "always": "always|invariably",
    "usually": "usually|normally|generally|mostly|typically",
    "often": "often|frequently|repeatedly",
    "regularly": "regularly|routinely|continuously|continually",
    "sometimes": "sometimes|occasionally|intermittently|periodically|from time to time",
    "rarely": "rarely|seldom|hardly ever|infrequently|irregularly|exceptionally",
}
"""How often in words without a figure: said only when another takes the place."""
