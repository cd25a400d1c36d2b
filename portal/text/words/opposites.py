"""Words that are each other's opposites: a line for each, one pole against the other; each stands for its forms too."""

POLES = """
start begin commence initiate resume introduce launch / stop end cease discontinue halt finish terminate withhold
start / suspend
continue proceed maintain / stop end cease discontinue halt interrupt abandon
left / right
increase raise rise escalate enhance higher upper more / decrease reduce lower fall drop taper less fewer
improve better gain / worsen deteriorate decline worse lose
lengthen extend prolong longer / shorten curtail shorter cut
expand widen broaden / narrow limit restrict
accept agree approve grant / refuse reject decline deny disagree object withhold
allow permit authorise consent enable / refuse prohibit forbid ban bar prevent deny
include / exclude omit except
confirm establish / exclude refute deny withdraw
present presence attend / absent absence away
open / closed close shut
early earlier / late later delay
fast quick rapid quicker faster / slow slower
high / low
major severe serious / minor mild trivial slight
large big larger bigger / small little smaller
long / short
senior / junior
internal / external
inside in inpatient / outside out outpatient
on / off
up / down
over above / under below
acute / chronic
benign / malignant
positive / negative
pass succeed success / fail failure
safe / unsafe dangerous harmful
good well satisfactory adequate sufficient / bad poor ill inadequate insufficient
full whole complete / partial part empty incomplete
full-time / part-time
day / night
weekday / weekend
adult / child paediatric
male man men / female woman women
mother / father
elective planned routine / emergency urgent unplanned
public / private
shared open / private confidential
oral verbal spoken / written
alone independent solo unsupervised / supervised accompanied observed together
remote distant / close direct face-to-face on-site
give administer / withhold withdraw
add insert attach / remove delete take detach
admit / discharge
buy / sell
employ appoint hire / dismiss
win / lose
first / last final
earliest / latest
next / previous
best / worst
always / never
everyone / nobody
everything / nothing
temporary interim provisional / permanent final
voluntary optional / compulsory mandatory required
formal / informal
same identical / different
known / unknown
direct / indirect
active / passive inactive
current / former previous past
true correct right accurate / false wrong incorrect inaccurate
lift relax ease / impose tighten
extubate / intubate
superior / inferior
anterior / posterior
proximal / distal
medial / lateral
ventral / dorsal
systolic / diastolic
arterial / venous
superficial / deep
prescribe / proscribe
pre-operative preoperative / post-operative postoperative
theirs / ours
ask request / tell instruct order
before / after
complainant / respondent
strong strengthen / weak weaken
clean sterile / dirty contaminated
wet / dry
hot warm / cold cool
light / heavy
gain / loss
profit / loss
arrive / leave depart
push / pull
"""
DENYING = (
    "un",
    "in",
    "im",
    "il",
    "ir",
    "non-",
    "non",
    "dis",
    "de",
    "mis",
    "ab",
    "a",
    "not-",
    "anti-",
    "anti",
    "counter",
)
FACING = [("hypo", "hyper"), ("intra", "extra"), ("intra", "inter"), ("pre", "post"), ("under", "over"), ("in", "ex")]
FACING += [("inter", "extra"), ("ante", "post"), ("uni", "bi"), ("mono", "poly"), ("micro", "macro"), ("sub", "super")]
FACING += [("sub", "supra"), ("infra", "supra"), ("in", "out"), ("on", "off"), ("up", "down"), ("endo", "exo")]
FACING += [("brady", "tachy"), ("pro", "anti"), ("maxi", "mini"), ("multi", "single"), ("iso", "aniso")]
FACING += [("in", "de"), ("as", "de"), ("ac", "de")]
"""Beginnings that make opposites of one word."""
ENDINGS = [("ful", "less"), ("free", "bound"), ("er", "ee"), ("or", "ee")]
"""Endings that do."""
