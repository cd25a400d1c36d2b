"""A plan as a PDF for reading, printing and signing: PDF/A-3a, with the plan's canonical content attached."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst

from portal.documents.as_written import require_as_written
from portal.documents.printable import FONTS, named
from portal.domain.dates import LONDON, day
from portal.domain.plans.content import Content, ReviewPoint, Stage
from portal.domain.plans.steps import PLAIN

ADVICE = "Advice line 020 7811 2600, PSR@resolution.nhs.uk"
MARGINS = {"side": 22, "top": 22, "bottom": 24}  # millimetres
WORDS = "Check code of the words (SHA-256)"
COVERED = "Check code of the words since some were covered (SHA-256)"
HEAD = "Head of the shared record (SHA-256)"
ABOUT_HEALTH = ["About health", "for both parties and their PSR adviser only"]
AUTHOR = "Professional Support and Remediation service"
_PLAN = Path(__file__).with_name("plan.typ")
_SHOWN = ("name", "role", "how", "statements", "note")
_PARTS = Path(__file__).with_name("parts.typ")


@dataclass(frozen=True)
class SealedScan:
    """The scan of a paper that was signed on this day: the PDF carries it in the place of a typed name."""

    file: str
    media_type: str
    sha256: str
    day: date
    body: bytes


@dataclass(frozen=True)
class SignatureLine:
    """One party's signature as the PDF shows it; `at` carries its zone."""

    name: str
    role: str
    at: datetime
    statements: Sequence[str]
    note: str = ""
    scan: SealedScan | None = None

    @property
    def how(self) -> str:
        """How it was signed, and when."""
        if self.scan is None:
            return f"Signed on {moment(self.at)}"
        on = f"Signed on paper on {day(self.scan.day)}, confirmed by PSR on {moment(self.at)}"
        return f"{on}. The scan is sealed in this file as {self.scan.file}, SHA-256 {self.scan.sha256}"


def draft_pdf(
    content: Content,
    *,
    reference: str,
    organisation: str,
    practitioner: str,
    status: str,
    made_at: datetime,
    fingerprint: str,
    record_head: str,
) -> bytes:
    """The plan as it stands, to take to an adviser; every page says what it is, such as a draft (002 §7.3)."""
    facts = facts_of(content, reference, organisation, practitioner)
    facts += [["This copy was made", moment(made_at)], [WORDS, fingerprint]]
    document = document_of(content, facts, record_head, status=status, footer=f"{status} · {reference}")
    return compiled_plan(document, content, made_at)


def agreed_pdf(
    content: Content,
    *,
    reference: str,
    organisation: str,
    practitioner: str,
    fingerprint: str,
    agreement_digest: str,
    record_head: str,
    signatures: Sequence[SignatureLine],
    replaced_digest: str = "",
    covered: str = "",
) -> bytes:
    """The plan as both parties signed it, without any status wording (002 §7.4).

    `replaced_digest` is that of the agreement before, when this one is of a plan that was varied; `covered` the
    fingerprint of the words as they stand, where some were covered after they were signed.

    The same arguments give the same bytes: its time is that of the last signature. Raises NotAsWritten when its pages
    would not show just these words.
    """
    at, scans = max(one.at for one in signatures), [one.scan for one in signatures if one.scan]
    checks = [
        [WORDS, fingerprint],
        ["Check code of the agreement (SHA-256)", agreement_digest],
        [HEAD, record_head],
    ]
    if replaced_digest:
        checks.append(["Check code of the agreement that this one replaces (SHA-256)", replaced_digest])
    if covered:
        checks.append([COVERED, covered])
    document = document_of(
        content,
        facts_of(content, reference, organisation, practitioner),
        record_head,
        footer=reference,
        signatures=[{name: getattr(one, name) for name in _SHOWN} for one in signatures],
        checks=checks,
        scans=scans,
    )
    pdf = compiled_plan(document, content, at, scans)
    require_as_written(pdf, document)
    return pdf


def facts_of(content: Content, reference: str, organisation: str, practitioner: str) -> list[list[str]]:
    """What stands first about a plan: rows of a name and a value."""
    facts = [["Case", reference], ["Healthcare organisation", organisation], ["Practitioner", practitioner]]
    facts += [["Type of plan", content.type]] if content.type else []
    facts += [["Before it starts", content.waits_for]] if content.waits_for else []
    facts += [["Starts", _day(content.start)]] if content.start else []
    facts += [["Last day", day(content.end)]] if content.end else []
    facts += [["Length", _weeks(content.weeks)]] if content.weeks else []
    return facts


def stage_set(number: int, stage: Stage, ends: date | None, points: Sequence[ReviewPoint]) -> dict[str, Any]:
    """A stage as it is set: its heading, and rows of a name and a value."""
    step = f"{stage.step.capitalize()}. {PLAIN[stage.step]}" if stage.step else ""
    said = [
        ["Length", _weeks(stage.weeks) + (f", until {day(ends)}" if ends else "")],
        ["Supervision", "\n".join(filter(None, (step, stage.level)))],
        ["Review meeting", stage.review],
    ]
    said += [["Review meeting", _review(one)] for one in points if one.stage is stage and stage.reviews]
    return {"heading": f"Stage {number}: {stage.title}", "facts": [row for row in said if row[1]]}


def _review(point: ReviewPoint) -> str:
    on = f", {day(point.day)}" if point.day else ""
    return f"End of week {point.week}{on}" + (f": {point.words}" if point.words else "")


def _marked(clause: dict[str, Any]) -> dict[str, Any]:
    """A clause as it is set: one about health says so, below its words."""
    health = [ABOUT_HEALTH] if clause.get("health") else []
    children = [_marked(child) for child in clause["children"]]
    return clause | {"fields": [*health, *clause["fields"]], "children": children}


def _weeks(number: int) -> str:
    return "1 week" if number == 1 else f"{number} weeks"


def document_of(
    content: Content,
    facts: list[list[str]],
    record_head: str,
    *,
    footer: str,
    status: str = "",
    signatures: Sequence[dict[str, Any]] = (),
    checks: Sequence[Sequence[str]] = (),
    form: dict[str, Any] | None = None,
    scans: Sequence[SealedScan] = (),
) -> dict[str, Any]:
    """All that the template sets, with the names of the characters that no font of ours can draw."""
    written, points = json.loads(content.canonical()), content.review_points()
    document = {
        "content": written | {"clauses": [_marked(clause) for clause in written["clauses"]]},
        "title": content.title or "Action plan",
        "author": AUTHOR,
        "keywords": [f"{HEAD}: {record_head}"],
        "status": status,
        "footer": footer,
        "contact": ADVICE,
        "facts": facts,
        "margins": MARGINS,
        "stages": [
            stage_set(number, stage, ends, points) for number, (stage, ends) in enumerate(content.stage_ends(), start=1)
        ],
        "signatures": list(signatures),
        "checks": list(checks),
        "form": form,
        "scans": [{"path": f"/{one.file}", "type": one.media_type, "about": one.sha256} for one in scans],
    }
    return drawable(document)


def drawable(document: dict[str, Any]) -> dict[str, Any]:
    """The same document with the names of the characters that no font of ours can draw."""
    told: dict[str, Any] = json.loads(named(json.dumps(document, ensure_ascii=False)))
    return told


def compiled_plan(document: dict[str, Any], content: Content, at: datetime, scans: Sequence[SealedScan] = ()) -> bytes:
    inputs = {"document": json.dumps(document, ensure_ascii=False), "content": content.canonical()}
    return compiled(_PLAN, inputs, at, {one.file: one.body for one in scans})


def compiled(template: Path, inputs: dict[str, str], at: datetime, files: Mapping[str, bytes] | None = None) -> bytes:
    """The PDF that a template sets, for the archive; a plain one where that refuses what no font of ours can draw.

    `files` are what it carries with it, by their names.
    """
    if not files:
        return _typeset(template, inputs, at)
    with TemporaryDirectory() as folder:
        beside = {template.name: template.read_bytes(), _PARTS.name: _PARTS.read_bytes(), **files}
        for name, body in beside.items():
            (Path(folder) / name).write_bytes(body)
        return _typeset(Path(folder) / template.name, inputs, at)


def _typeset(template: Path, inputs: dict[str, str], at: datetime) -> bytes:
    try:
        return _by_standard(template, inputs, at, "a-3a")
    except typst.TypstError:
        return _by_standard(template, inputs, at, "1.7")


def _by_standard(template: Path, inputs: dict[str, str], at: datetime, standard: Literal["a-3a", "1.7"]) -> bytes:
    return typst.compile(
        str(template),
        font_paths=FONTS,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=[standard],
        timestamp=int(at.timestamp()),
    )


def _day(iso: str) -> str:
    day = datetime.fromisoformat(iso).replace(tzinfo=UTC)
    return f"{day.day} {day:%B %Y}"


def moment(at: datetime) -> str:
    """A time to the second, as the clocks in London show it."""
    local = at.astimezone(LONDON)
    return f"{day(local)}, {local:%H:%M:%S} {local.tzname()}"
