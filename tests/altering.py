"""What somebody might do to a record bundle, and what its checker must say then."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import rfc8785

from portal.domain.record import START, commitment
from portal.domain.record.chain import link
from tests.bundles import edit

Entries = list[dict[str, Any]]


def shared(change: Callable[[Entries], Any]) -> Callable[[Path], None]:
    return lambda folder: edit(folder / "record/shared.json", change)


def entry_changed(entries: Entries) -> None:
    entries[3]["body"]["at"] = "2025-01-01T00:00:00.000000Z"


def entry_changed_with_its_hash(entries: Entries) -> None:
    entry_changed(entries)
    entries[3]["hash"] = link(rfc8785.dumps(entries[3]["body"]))


def last_cut(entries: Entries) -> Entries:
    return entries[:-4]


def last_cut_with_heads(folder: Path) -> None:
    shared(last_cut)(folder)
    ended = json.loads((folder / "record/shared.json").read_text("utf-8"))[-1]["hash"]
    edit(folder / "heads.json", lambda heads: heads["heads"].update(shared=ended))


def one_taken_out(entries: Entries) -> Entries:
    """Without the third entry, the others numbered anew and linked to each other, as far as that goes."""
    left = entries[:2] + entries[3:]
    for seq, entry in enumerate(left, 1):
        entry["body"]["seq"] = seq
    return left


def one_taken_out_and_all_linked_anew(entries: Entries) -> Entries:
    left, prev = one_taken_out(entries), START
    for entry in left:
        entry["body"] |= {"prev": prev, "shared_head": prev}
        entry["hash"] = prev = link(rfc8785.dumps(entry["body"]))
    return left


def linked_anew_with_heads(folder: Path) -> None:
    shared(one_taken_out_and_all_linked_anew)(folder)
    ended = json.loads((folder / "record/shared.json").read_text("utf-8"))[-1]["hash"]
    edit(folder / "heads.json", lambda heads: heads["heads"].update(shared=ended))


def value_changed(entries: Entries) -> None:
    entry = next(one for one in entries if "statements" in one["values"])
    entry["values"]["statements"]["value"] = "[]"


def value_changed_with_its_commitment(entries: Entries) -> None:
    value_changed(entries)
    entry = next(one for one in entries if "statements" in one["values"])
    entry["body"]["values"]["statements"] = commitment(entry["values"]["statements"]["salt"], "[]")


def moved(entries: Entries) -> None:
    entries[1], entries[2] = entries[2], entries[1]


def twice_in_one_object(folder: Path) -> None:
    place = folder / "record/shared.json"
    place.write_text(place.read_text("utf-8").replace('"kind":', '"kind": "plan.agreed", "kind":', 1), "utf-8")


def words_changed(folder: Path) -> None:
    edit(folder / "agreed-1/content.json", lambda content: content.update(title="Another title"))


def words_and_terms_changed(folder: Path) -> None:
    edit(folder / "agreed-1/agreement.json", lambda terms: terms.update(fingerprint=START))


def signed_by_another(folder: Path) -> None:
    edit(folder / "agreed-1/signatures.json", lambda said: said["signatures"][0].update(name="Somebody Else"))


def one_signature_left(folder: Path) -> None:
    edit(folder / "agreed-1/signatures.json", lambda said: said.update(signatures=said["signatures"][:1]))


def pdf_replaced(folder: Path) -> None:
    first, second = (next((folder / f"agreed-{number}").glob("*.pdf")) for number in (1, 2))
    first.write_bytes(second.read_bytes())


def pdf_replaced_with_its_sum(folder: Path) -> None:
    pdf_replaced(folder)
    signed = json.loads((folder / "agreed-2/signatures.json").read_text("utf-8"))["sealed"]
    edit(folder / "agreed-1/signatures.json", lambda said: said["sealed"].update(sha256=signed["sha256"]))


def scan_replaced(folder: Path) -> None:
    scan = next((folder / "agreed-2").glob("signed-on-paper-*"))
    scan.write_bytes(scan.read_bytes() + b" ")


def scan_replaced_with_its_sum(folder: Path) -> None:
    scan_replaced(folder)
    scan = next((folder / "agreed-2").glob("signed-on-paper-*"))
    now = hashlib.sha256(scan.read_bytes()).hexdigest()
    edit(folder / "agreed-2/signatures.json", lambda said: of_scan(said).update(scan=now))


def scan_left_out(folder: Path) -> None:
    """As if a name had been typed."""
    next((folder / "agreed-2").glob("signed-on-paper-*")).unlink()
    edit(folder / "agreed-2/signatures.json", typed)


def typed(said: Any) -> None:
    signature = of_scan(said)
    del signature["scan"], signature["scan_file"]


def of_scan(said: Any) -> Any:
    return next(one for one in said["signatures"] if "scan_file" in one)


def heads_edited(folder: Path) -> None:
    edit(folder / "heads.json", lambda heads: heads["heads"].update(practitioner="5a" * 32))


def agreement_left_out(folder: Path) -> None:
    for path in (folder / "agreed-2").iterdir():
        path.unlink()
    (folder / "agreed-2").rmdir()


ALTERED: dict[str, tuple[Callable[[Path], None], str]] = {
    "an entry changed": (shared(entry_changed), "record/shared.json: Entry 4 was changed after it was written."),
    "an entry and its hash changed": (shared(entry_changed_with_its_hash), "Entry 5 does not follow the one before it"),
    "the last entries cut": (shared(last_cut), "record/shared.json: It does not end where heads.json says"),
    "the end cut and the heads made to fit": (last_cut_with_heads, "names an entry of the shared record that is gone."),
    "the end cut, and who signed it": (last_cut_with_heads, "agreed-2: The record does not tell of the signature of"),
    "the end cut, and what was sealed": (last_cut_with_heads, "-0001.pdf names an entry of the record that is gone."),
    "an entry taken out": (shared(one_taken_out), "record/shared.json: Entry 3 was changed after it was written."),
    "an entry taken out and all linked anew": (linked_anew_with_heads, "names an entry of the shared record that is"),
    "two entries moved": (shared(moved), "record/shared.json: Entry 2 does not follow the one before it"),
    "a value changed": (shared(value_changed), "did not say this: its statements was changed."),
    "a value and its commitment changed": (
        shared(value_changed_with_its_commitment),
        "was changed after it was written.",
    ),
    "a name twice in one object": (twice_in_one_object, "PROBLEM: this bundle cannot be read"),
    "the agreed words changed": (words_changed, "agreed-1: content.json does not hold the words that were signed."),
    "the agreed terms changed": (words_and_terms_changed, "is over something else than agreement.json."),
    "another name under a signature": (signed_by_another, "tells otherwise of the signature of Somebody Else."),
    "a signature left out": (one_signature_left, "signatures.json does not have the signatures of both parties."),
    "a PDF replaced": (pdf_replaced, "agreed-1: action-plan-PSR-2025-0001.pdf is not the PDF that was sealed."),
    "a PDF and its sum replaced": (pdf_replaced_with_its_sum, "does not carry content.json with it."),
    "a scan replaced": (scan_replaced, "tells otherwise of the signature of Test Practitioner."),
    "a scan and its sum replaced": (scan_replaced_with_its_sum, "does not carry signed-on-paper-practitioner.png with"),
    "a scan left out": (scan_left_out, "tells otherwise of the signature of Test Practitioner."),
    "the heads edited": (heads_edited, "record/practitioner.json: It does not end where heads.json says"),
    "an agreement left out": (agreement_left_out, "The record tells of more or fewer agreements than it has."),
}
