"""Examining a PDF that anybody may have made, its signatures or its pages: a program of its own, run within limits.

`examiner.py` starts it by its path, so that it imports no more than it needs. It reads one line of JSON and then the
file from its standard input, and writes what it found as JSON.
"""

import base64
import json
import os
import resource
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from itertools import islice
from typing import Any

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.generic import IndirectObject, NameObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

_POLITE = 10
ACTIVE = {"/AA", "/EmbeddedFile", "/EmbeddedFiles", "/GoToE", "/GoToR", "/ImportData", "/JavaScript", "/JS", "/Launch"}
ACTIVE |= {"/Movie", "/Rendition", "/RichMedia", "/Sound", "/SubmitForm", "/XFA"}


def examined(pdf: bytes, roots: list[Certificate], most_signatures: int) -> dict[str, Any]:
    """What the signatures of a file are: its `kind` as `verify.Kind` names it, and how many are `ours` and `others`.

    They are counted before anything is computed. A hostile file may make its readers fail in any way at all.
    """
    try:
        reader = PdfFileReader(BytesIO(pdf))
        fields = enumerate_sig_fields(reader, filled_status=True)
        if sum(1 for _ in islice(fields, most_signatures + 1)) > most_signatures:
            return {"kind": "too many signatures"}
        statuses = [_status(signature, roots) for signature in reader.embedded_regular_signatures]
        return _judged(statuses, {root.sha256 for root in roots})
    except Exception as fault:
        return {"kind": "too much" if _is_of_memory(fault) else "unreadable"}


def paged(pdf: bytes) -> dict[str, Any]:
    """Whether a file shows pages and does nothing else: the kind "pages", "encrypted", "active" or "unreadable"."""
    try:
        reader = PdfFileReader(BytesIO(pdf))
        if reader.encrypted:
            return {"kind": "encrypted"}
        if int(reader.root["/Pages"]["/Count"]) < 1:
            return {"kind": "unreadable"}
        return {"kind": "active" if _acts(reader) else "pages"}
    except Exception as fault:
        return {"kind": "too much" if _is_of_memory(fault) else "unreadable"}


def _acts(reader: PdfFileReader) -> bool:
    """Whether anything in it, wherever it stands, starts something, sends something or carries a file."""
    opens = reader.root.get("/OpenAction")
    if isinstance(opens, dict) and opens.get("/S") != "/GoTo":
        return True
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [reader.root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            place = (one.idnum, one.generation)
            waiting += [] if place in seen else [one.get_object()]  # type: ignore[no-untyped-call]
            seen.add(place)
        elif isinstance(one, dict):
            within = list(dict.values(one))
            if not ACTIVE.isdisjoint([*one, *(each for each in within if isinstance(each, NameObject))]):
                return True
            waiting += within
        elif isinstance(one, list):
            waiting += list.__iter__(one)
    return False


def _is_of_memory(fault: BaseException | None) -> bool:
    """Whether memory ran out, also where a reader took that for a fault of the file."""
    while fault and not isinstance(fault, MemoryError):
        fault = fault.__cause__ or fault.__context__
    return fault is not None


def _status(signature: EmbeddedPdfSignature, roots: list[Certificate]) -> PdfSignatureStatus:
    """Judged as of its own time: a seal outlives its certificate."""
    context = ValidationContext(
        trust_roots=roots, moment=signature.self_reported_timestamp, allow_fetching=False, revocation_mode="soft-fail"
    )
    return validate_pdf_signature(signature, context, skip_diff=True)


def _judged(statuses: list[PdfSignatureStatus], roots: set[bytes]) -> dict[str, Any]:
    ours = [status.trusted and status.signing_cert.sha256 in roots for status in statuses]
    found = {"ours": ours.count(True), "others": ours.count(False)}
    whole = bool(statuses) and statuses[-1].coverage is SignatureCoverageLevel.ENTIRE_FILE
    if not all(status.intact and status.valid for status in statuses):
        return found | {"kind": "changed"}
    if not any(ours):
        return found | {"kind": "not ours"}
    return found | {"kind": "sealed" if whole and ours[-1] else "appended"}


def _limit_oneself(limits: Mapping[str, int]) -> None:
    """Give way to those who wait for a page, and end where the limits on processor time and memory are passed."""
    os.nice(_POLITE)
    seconds = int(time.process_time()) + 1 + limits["seconds"]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError):  # macOS has no limit on memory
        resource.setrlimit(resource.RLIMIT_AS, (limits["bytes"], limits["bytes"]))


def _main() -> None:
    limits = json.loads(sys.stdin.buffer.readline())
    _limit_oneself(limits)
    roots, pdf = [Certificate.load(base64.b64decode(root)) for root in limits["roots"]], sys.stdin.buffer.read()
    json.dump(paged(pdf) if limits["pages"] else examined(pdf, roots, limits["signatures"]), sys.stdout)


if __name__ == "__main__":
    _main()
