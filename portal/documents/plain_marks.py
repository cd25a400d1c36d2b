"""How a numbered text marks its pieces: sections, paragraphs, items, stages, facts, and what a page adds to them."""

import re

BULLET = r"[-•*–‣◦]"
SECTION = re.compile(r"(?P<label>\d{1,3})\.\s+(?P<text>\S.*)")
NUMBERED = re.compile(rf"(?:{BULLET}\s+)?(?P<label>\d{{1,3}}(?:\.\d{{1,3}})+[A-Z]?)\.?\s+(?P<text>\S.*)")
ITEM = re.compile(rf"{BULLET}\s+(?P<text>\S.*)")
LETTERED = re.compile(
    rf"(?:{BULLET}\s+)?(?P<label>(?P<letter>[A-Z])\.?(?P<number>\d{{1,3}})(?:\.\d{{1,3}})*[A-Z]?)\.?\s+(?P<text>\S.*)"
)
NOTE = re.compile(r"Note(?: \d+)?:.*")
STAGE = re.compile(r"(?:\S+\s+)?Stage (?:\d+|[A-Z])\s*[:.–-]\s*")
WEEKS = re.compile(r"\b(?P<weeks>\d{1,3}) weeks?\)?\.?\Z")
STAGE_FACT = re.compile(r"(?P<name>Supervision|Level|Review)(?: level| point| meeting)?:\s*(?P<value>\S.*)")
FACT = re.compile(r"(?P<name>Type|Start)(?: of plan| date)?:\s*(?P<value>\S.*)")
CONTENTS_END = re.compile(r"(?<!\A)[\s.…]\d{1,3}\Z")
FOOTER = re.compile(r"\w+(?: [/|] \w+)+ \d{1,4}|(?:Page )?\d{1,4}(?: of \d{1,4})?", re.IGNORECASE)
FOOTNOTE = re.compile(r"[¹²³⁰⁴-⁹]+\s*\S.*")
