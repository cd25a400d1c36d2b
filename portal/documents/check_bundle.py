"""Checks a record bundle without the service that made it. It needs Python 3.10 or newer, and nothing else.

    python check_bundle.py                              the bundle that this file came with
    python check_bundle.py FOLDER                       another bundle, unpacked in that folder
    python check_bundle.py FOLDER EARLIER/heads.json    also whether it goes on from where an earlier bundle ended

It reckons again every SHA-256 of files, entries, values, words and signatures. A PDF reader checks the seal of a PDF.
"""

import hashlib
import json
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

START, PREFIX = "0" * 64, "case-event-v1\0"
UNREADABLE = OSError, ValueError, KeyError, TypeError, AttributeError


def sha256(data: str | bytes) -> str:
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()


def canonical(value: Any) -> str:
    """RFC 8785 for all that entries are made of: text, whole numbers, lists, and objects with their names in order."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, str) or type(value) is int:
        return json.dumps(value, ensure_ascii=False)
    raise ValueError(f"{value!r} is nothing that an entry is made of")


def read(path: Path) -> Any:
    def each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a name stands twice in one object")
        return dict(pairs)

    return json.loads(path.read_text("utf-8"), object_pairs_hook=each_name_once)


def sums(folder: Path) -> Iterator[str]:
    listed = {line[66:]: line[:64] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines()}
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("[!.]*") if path.is_file()}
    for name, expected in listed.items():
        if name not in files or sha256(files[name].read_bytes()) != expected:
            yield f"{name} is missing, or not as it was put into the bundle."
    yield from (f"{name} was not put in by the service." for name in sorted(files.keys() - {*listed, "SHA256SUMS"}))


def stream(name: str, entries: list[Any], shared: list[Any], heads: Any) -> Iterator[str]:
    prev, there = START, {START, *(entry["hash"] for entry in shared)}
    for seq, entry in enumerate(entries, 1):
        body = entry["body"]
        if sha256(PREFIX + canonical(body)) != entry["hash"]:
            yield f"Entry {seq} was changed after it was written."
        elif [body[each] for each in ("case", "stream", "seq", "prev")] != [heads["case_id"], name, seq, prev]:
            yield f"Entry {seq} does not follow the one before it: entries were taken out, put in or moved."
        elif body["shared_head"] not in there:
            yield f"Entry {seq} names an entry of the shared record that is gone."
        for value, said in entry["values"].items():
            if sha256(canonical([said["salt"], said["value"]])) != body.get("values", {}).get(value):
                yield f"Entry {seq} did not say this: its {value} was changed."
        prev = entry["hash"]
    if heads["heads"][name] != prev:
        yield "It does not end where heads.json says: entries at the end were cut, added or changed, or heads.json was."


def goes_on(earlier: Any, heads: Any, streams: dict[str, list[Any]]) -> Iterator[str]:
    if earlier["case_id"] != heads["case_id"]:
        yield "It is of another case."
    for name, head in earlier["heads"].items():
        if name in streams and head not in {START, *(entry["hash"] for entry in streams[name])}:
            yield f"Where {name} ended then is no longer in it: entries were cut or changed since."


def agreed(folder: Path, shared: list[Any]) -> Iterator[str]:
    content, terms = (folder / "content.json").read_bytes(), (folder / "agreement.json").read_bytes()
    signed, known = read(folder / "signatures.json"), {one["hash"]: one for one in shared}
    now, told = f"{sha256(content)} {sha256(terms)}", [one["values"] for one in shared if "was" in one["values"]]
    was = {now, *(one["was"]["value"] for one in told if one["now"]["value"] == now)}
    if json.loads(terms)["fingerprint"] not in {each.split()[0] for each in was}:
        yield "content.json does not hold the words that were signed."
    if {one["party"] for one in signed["signatures"]} != {"organisation", "practitioner"}:
        yield "signatures.json does not have the signatures of both parties."
    for one in signed["signatures"]:
        one |= {"scan": sha256((folder / one["scan_file"]).read_bytes())} if "scan_file" in one else {}
        entry = known.get(one["record_head"], {"body": {"values": ()}})
        said = {each: entry["values"].get(each, {"value": one.get(each)}) for each in entry["body"]["values"]}
        if one["digest"] not in {each.split()[1] for each in was}:
            yield f"The signature of {one['name']} is over something else than agreement.json."
        if entry["body"].get("kind") != "agreement.signed":
            yield f"The record does not tell of the signature of {one['name']}."
        elif any(said.get(each, {"value": None})["value"] != one.get(each) for each in ("digest", "name", "scan")):
            yield f"The record tells otherwise of the signature of {one['name']}."
    carried = ["content.json", *(one["scan_file"] for one in signed["signatures"] if "scan" in one)]
    yield from sealed(folder, carried, signed["sealed"], known) if signed["sealed"] else ()


def sealed(folder: Path, carried: list[str], paper: Any, known: dict[str, Any]) -> Iterator[str]:
    if sha256(pdf := (folder / paper["file"]).read_bytes()) != paper["sha256"]:
        yield f"{paper['file']} is not the PDF that was sealed."
    if paper["record_head"] not in known:
        yield f"{paper['file']} names an entry of the record that is gone."
    missing = {body: name for name in carried if (body := (folder / name).read_bytes()) not in pdf}
    for place in re.finditer(rb"\bstream\r?\n", pdf):
        with suppress(zlib.error):
            missing.pop(zlib.decompressobj().decompress(pdf[place.end() :]), "")
    yield from (f"{paper['file']} does not carry {name} with it." for name in missing.values())


def found(what: str, faults: Iterator[str], good: str) -> int:
    try:
        told = [f"PROBLEM in {what}: {fault}" for fault in faults]
    except UNREADABLE as fault:
        told = [f"PROBLEM in {what}: it cannot be read as it should be ({type(fault).__name__}: {fault})."]
    print(*(told or [f"{what}: {good}"]), sep="\n")
    return len(told)


def check(folder: Path, earlier: list[Path]) -> int:
    heads, texts = read(folder / "heads.json"), sorted(folder.glob("agreed-*"))
    streams = {path.stem: list(read(path)) for path in sorted(folder.glob("record/*.json"))}
    faults = found("SHA256SUMS", sums(folder), "every file is as it was put into the bundle.")
    for name, entries in streams.items():
        good = f"{len(entries)} entries, each as it was written, with none missing."
        faults += found(f"record/{name}.json", stream(name, entries, streams["shared"], heads), good)
    for path in earlier:
        faults += found(str(path), goes_on(read(path), heads, streams), "the record goes on from where it ended then.")
    good = "the words and the signatures fit together."
    faults += sum(found(text.name, agreed(text, streams["shared"]), good) for text in texts)
    if len(texts) != sum(one["body"].get("kind") == "plan.agreed" for one in streams["shared"]):
        faults += found("this folder", iter(["The record tells of more or fewer agreements than it has."]), "")
    print(f"Problems: {faults}. Do not rely on this bundle." if faults else "All of it holds together.")
    return 1 if faults else 0


if __name__ == "__main__":
    place = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).resolve().parent
    try:
        sys.exit(check(place, [Path(name) for name in sys.argv[2:]]))
    except UNREADABLE as fault:
        sys.exit(f"PROBLEM: this bundle cannot be read; part of it is missing or damaged ({fault}).")
