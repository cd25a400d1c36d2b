"""Roles and bodies that an action plan names (002 §5, 003), and people that clinical work names."""

OF_A_PLAN = (
    *("clinical supervisor", "educational supervisor", "deputy clinical supervisor", "workplace supervisor"),
    *("named supervisor", "placement supervisor", "supervisor", "supervising consultant", "responsible officer"),
    *("medical director", "clinical director", "director of medical education", "chief executive", "case manager"),
    *("case investigator", "case adviser", "occupational health physician", "occupational health", "mentor", "coach"),
    *("assessor", "appraiser", "people partner", "theatre lead", "key contact", "practitioner", "representative"),
    *("medical defence organisation", "defence organisation", "employer", "regulator", "ward manager"),
    *("general practitioner", "consultant", "registrar", "nurse", "pharmacist", "chaperone", "healthcare organisation"),
    *("authorised signatory", "workplace reporter", "deanery", "host organisation", "human resources"),
)
OF_THE_WARD = (
    *("doctor", "surgeon", "anaesthetist", "physician", "dentist", "midwife", "paramedic", "physiotherapist", "matron"),
    *("radiographer", "radiologist", "pathologist", "psychiatrist", "psychologist", "optometrist", "technician"),
    *("trainee", "trainer", "student", "locum", "colleague", "manager", "director", "patient", "carer", "parent"),
    *("secretary", "receptionist", "administrator", "scrub nurse", "charge nurse", "staff nurse", "dental nurse"),
    *("healthcare assistant", "health visitor", "team leader", "chair", "panel", "tribunal", "union", "lawyer"),
    *("adult", "child", "relative", "interpreter", "solicitor", "court", "reviewer", "witness", "partner"),
)
"""Said only when another takes the place."""
NAMES = r"(?-i:Trust|PSR|GMC|GDC|GPhC|NMC|HCPC|GOC|PSNI|MPTS|CQC|NHS Resolution|RO|GP|HR|ICB|BMA|MDU|MPS|MDDUS)"
IN_FULL = {"ro": "responsible officer", "gp": "general practitioner", "hr": "human resource"}
