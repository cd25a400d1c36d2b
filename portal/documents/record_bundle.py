"""Everything to check offline: a zip of the record, the agreed texts, their sealed PDFs and a checker (design §8)."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import rfc8785

from portal.documents.names import record_name
from portal.documents.sealed import sealed_scan
from portal.domain.agreements.agreement import Agreement
from portal.domain.agreements.signing import agreement_terms
from portal.domain.record import Event, SealedDocument, Stream

CHECKER = Path(__file__).with_name("check_bundle.py")
_READ_ME = Path(__file__).with_name("record_bundle.txt")


@dataclass(frozen=True)
class RecordBundle:
    """What one member takes away of a case.

    `streams` are the parts that go in, `heads` where every part ends that this member may see, in the bundle or not;
    `people` are names by the id that entries have for them; `hidden` the ids of what its reader may not read, whose
    entries go in without their values; `agreed` the texts that both parties signed, the oldest
    first, each with its sealed PDF, or None where there is none.
    """

    reference: str
    case_id: UUID
    made_at: datetime
    streams: Mapping[Stream, Sequence[Event]]
    heads: Mapping[Stream, str]
    people: Mapping[UUID, str]
    hidden: Collection[str]
    agreed: Sequence[tuple[Agreement, SealedDocument | None]]

    @property
    def name(self) -> str:
        """What the file is called, without its ending."""
        return record_name(self.reference)


def write_bundle(bundle: RecordBundle) -> bytes:
    """The zip, with one folder that holds all of it; the same bundle gives the same bytes."""
    files = dict(_files(bundle))
    sums = "".join(f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, body in files.items())
    written, moment = BytesIO(), bundle.made_at.astimezone(UTC).timetuple()[:6]
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, body in (files | {"SHA256SUMS": sums.encode()}).items():
            entry = ZipInfo(f"{bundle.name}/{name}", moment)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, body)
    return written.getvalue()


def _files(bundle: RecordBundle) -> Iterator[tuple[str, bytes]]:
    about = {"case": bundle.reference, "case_id": str(bundle.case_id), "made_at": _time(bundle.made_at)}
    yield "README.txt", _READ_ME.read_bytes()
    yield CHECKER.name, CHECKER.read_bytes()
    yield "heads.json", _json(about | {"heads": {stream.value: head for stream, head in bundle.heads.items()}})
    yield "people.json", _json({str(key): name for key, name in bundle.people.items()})
    for stream, events in bundle.streams.items():
        yield f"record/{stream.value}.json", _json([_entry(event, bundle.hidden) for event in events])
    for number, (agreement, paper) in enumerate(bundle.agreed, start=1):
        for name, body in _agreed(agreement, paper):
            yield f"agreed-{number}/{name}", body


def _entry(event: Event, hidden: Collection[str]) -> dict[str, object]:
    body = _body(event.body)
    told = () if body.get("subject") in hidden else event.values
    values = {one.name: {"salt": one.salt, "value": one.value} for one in told}
    return {"hash": event.hash, "body": body, "values": values}


def _body(written: str) -> dict[str, object]:
    """The body to read; one that is not in the canonical form was changed, and is kept as it is."""
    try:
        body = json.loads(written)
        if isinstance(body, dict) and rfc8785.dumps(body).decode() == written:
            return body
    except ValueError:
        pass
    return {"not as it was written": written}


def _agreed(agreement: Agreement, paper: SealedDocument | None) -> Iterator[tuple[str, bytes]]:
    signatures = [
        {
            "party": one.party.value,
            "role": one.role.value,
            "name": one.typed_name,
            "at": _time(one.at),
            "declared": one.declared,
            "digest": one.digest,
            "record_head": one.record_head,
        }
        | ({"scan": scan.sha256, "scan_file": scan.file} if (scan := sealed_scan(one)) else {})
        for one in agreement.signatures
    ]
    sealed = {"file": paper.file_name, "sha256": paper.sha256, "record_head": paper.record_head} if paper else None
    yield "content.json", agreement.revision.canonical.encode()
    yield "agreement.json", agreement_terms(agreement.plan, agreement.revision, agreement.replaces)
    yield "signatures.json", _json({"signatures": signatures, "sealed": sealed})
    if paper:
        yield paper.file_name, paper.pdf
    for scan in filter(None, map(sealed_scan, agreement.signatures)):
        yield scan.file, scan.body


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
