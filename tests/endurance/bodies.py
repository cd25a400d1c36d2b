"""What is sent in place of an honest form: as another kind, in pieces that do not fit, or with files in it."""

import gzip
import json
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple
from urllib.parse import urlencode

from tests.endurance.attack_strings import attack

Pairs = Sequence[tuple[str, str]]
FORM, EDGE = "application/x-www-form-urlencoded", "zzedge"
MULTIPART = f"multipart/form-data; boundary={EDGE}"


class Body(NamedTuple):
    """The bytes of a request, with what it says they are."""

    data: bytes
    kind: str
    coding: str = ""


def as_form(pairs: Pairs) -> Body:
    """As a browser sends a form without files, but for letters that none can."""
    return Body(urlencode(pairs, encoding="utf-8", errors="surrogatepass").encode(), FORM)


def with_files(pairs: Pairs, chance: Random, named: Sequence[str]) -> Body:
    """As a browser sends a form with files: their names and their contents are an attacker's."""
    files = [_part(f'name="{name}"; filename="{_on_a_line(attack(chance))}"', attack(chance)) for name in named]
    return Body(b"".join([_fields(pairs), *files, f"--{EDGE}--\r\n".encode()]), MULTIPART)


def wrong(pairs: Pairs, chance: Random) -> Body:
    """The same fields in a way in which no page of ours sends them."""
    return chance.choice(_WRONG)(pairs, chance)


def _fields(pairs: Pairs) -> bytes:
    return b"".join(_part(f'name="{_on_a_line(name)}"', value) for name, value in pairs)


def _part(named: str, value: str, further: str = "") -> bytes:
    head = f"--{EDGE}\r\nContent-Disposition: form-data; {named}\r\n{further}\r\n"
    return (head + value + "\r\n").encode("utf-8", "surrogatepass")


def _on_a_line(words: str) -> str:
    return words[:500].replace("\r", "").replace("\n", "").replace('"', "%22")


def _never_closed(pairs: Pairs, chance: Random) -> Body:
    return Body(_fields(pairs), MULTIPART)


def _without_edge(pairs: Pairs, chance: Random) -> Body:
    return Body(_fields(pairs), "multipart/form-data")


def _edge_of_nothing(pairs: Pairs, chance: Random) -> Body:
    return Body(_fields(pairs), f'multipart/form-data; boundary="{"z" * 200}"')


def _parts_without_names(pairs: Pairs, chance: Random) -> Body:
    parts = [_part(f"zz={number}", value) for number, (_, value) in enumerate(pairs)]
    return Body(b"".join([*parts, f"--{EDGE}--".encode()]), MULTIPART)


def _fields_as_files(pairs: Pairs, chance: Random) -> Body:
    parts = [_part(f'name="{_on_a_line(name)}"; filename="../zz"', value) for name, value in pairs]
    return Body(b"".join([*parts, f"--{EDGE}--".encode()]), MULTIPART)


def _in_other_letters(pairs: Pairs, chance: Random) -> Body:
    further = "Content-Type: text/plain; charset=utf-7\r\nContent-Transfer-Encoding: base64\r\n"
    parts = [_part(f'name="{_on_a_line(name)}"', value, further) for name, value in pairs]
    return Body(b"".join([*parts, f"--{EDGE}--".encode()]), MULTIPART + "; charset=utf-16")


def _a_head_without_end(pairs: Pairs, chance: Random) -> Body:
    return Body(f"--{EDGE}\r\nContent-Disposition: form-data; name={'z' * 100_000}".encode(), MULTIPART)


def _many_parts(pairs: Pairs, chance: Random) -> Body:
    return Body(_part('name="zz"', "") * 2_000 + f"--{EDGE}--".encode(), MULTIPART)


def _many_fields(pairs: Pairs, chance: Random) -> Body:
    return Body(b"zz=1&" * 6_000, FORM)


def _json(pairs: Pairs, chance: Random) -> Body:
    return Body(json.dumps({name: [value, {"zz": None}] for name, value in pairs}).encode(), "application/json")


def _xml(pairs: Pairs, chance: Random) -> Body:
    entity = '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY zz SYSTEM "file:///etc/passwd">]><z>&zz;</z>'
    return Body(entity.encode(), "application/xml")


def _plain(pairs: Pairs, chance: Random) -> Body:
    return Body(as_form(pairs).data, "text/plain")


def _of_no_kind(pairs: Pairs, chance: Random) -> Body:
    return Body(as_form(pairs).data, attack(chance).encode("ascii", "ignore").decode().translate(_CONTROLS)[:200])


def _pressed(pairs: Pairs, chance: Random) -> Body:
    return Body(gzip.compress(as_form(pairs).data), FORM, "gzip")


def _badly_coded(pairs: Pairs, chance: Random) -> Body:
    return Body(as_form(pairs).data + b"&text=%zz%&%=&=&&;a=b&body=%ff%fe%00&reason=\xff\xfe\x00", FORM)


def _in_utf_16(pairs: Pairs, chance: Random) -> Body:
    return Body(as_form(pairs).data.decode().encode("utf-16"), FORM + "; charset=utf-16")


def _nothing(pairs: Pairs, chance: Random) -> Body:
    return Body(b"", FORM)


_CONTROLS = dict.fromkeys([*range(32), 127])
_WRONG: list[Callable[[Pairs, Random], Body]] = [
    _never_closed,
    _without_edge,
    _edge_of_nothing,
    _parts_without_names,
    _fields_as_files,
    _in_other_letters,
    _a_head_without_end,
    _many_parts,
    _many_fields,
    _json,
    _xml,
    _plain,
    _of_no_kind,
    _pressed,
    _badly_coded,
    _in_utf_16,
    _nothing,
]
