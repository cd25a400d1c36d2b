"""What attackers type: for each place in which words could be taken for something else, words that try.

What came alive is known by its mark: an element `zzx`, an attribute `zzq`, a header `X-Zz`, the product 1337.
"""

from random import Random
from uuid import uuid4

MARK, PRODUCT, HEADER = "zz", "zz1337zz", "X-Zz"

ATTACKS = {
    "element": "<zzx>in</zzx>",
    "script": "<script>zzx()</script><img src=x onerror=zzx()>",
    "vector": "<svg/onload=zzx()><zzx/></svg>",
    "attribute": '" zzq="1" onfocus="zzx()" autofocus x="',
    "attribute in single quotes": "' zzq='1' onfocus='zzx()' x='",
    "attribute without quotes": "x zzq=1 onfocus=zzx()",
    "out of a box": "</textarea></title></option></select><zzx>",
    "out of a script": "</script></style></noscript><zzx>",
    "comment": "--><zzx><!--",
    "markup characters by name": "&lt;zzx&gt;&#60;zzx&#x3e;&#0;",
    "script address": "javascript:zzx()//",
    "script address with a tab": "java\tscript:zzx()",
    "data address": "data:text/html,<zzx>",
    "link in Markdown": "[zz](javascript:zzx()) ![zz](x:y) <javascript:zzx()> [zz]: data:,zz",
    "element in Markdown": "# zz\n\n<zzx>\n\n```\n</code><zzx>\n```\n\n> <zzx zzq=1>",
    "template": "zz{{7*191}}zz zz${7*191}zz zz#{7*191}zz zz<%= 7*191 %>zz {% raw %} {{ config }} {{ zz.__class__ }}",
    "typesetter": 'zz#(7*191)zz #read("/etc/passwd") #include "zz.typ" $ zz $ ` \\u{202e}',
    "format": "%s%s%n%x {0} {zz} {.__class__} %(zz)s",
    "statement": "zz'; DROP TABLE person; --",
    "condition": "zz' OR '1'='1' UNION SELECT NULL,NULL,version() -- ",
    "pattern": "zz%_*?\\%",
    "regular expression": "(zz+)+$[\\(*+?{9}|^",
    "path": "../../../../../../etc/passwd",
    "path of another kind": "..\\..\\..\\windows\\win.ini",
    "path in code": "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "host": "//zz.example/",
    "host with strokes": "/\\zz.example",
    "whole address": "https://zz.example/zz",
    "address with a name": "http://localhost@zz.example/",
    "line ends": f"zz\r\n{HEADER}: 1\r\n\r\n<zzx>",
    "line ends in code": f"zz%0d%0a{HEADER}:%201",
    "line end of another script": f"zz\u2028{HEADER}: 1\u2029\x85",
    "NUL": "zz\0zz",
    "bell and escape": "zz\x07\x1b[31m\x7f",
    "right to left": "zz\u202egpj.exe\u202c\u2066zz\u2069\u200f",
    "invisible": "z\u200bz\u200c\u00ad\ufeff\u2060\u180e\U000e0041z\u3164",
    "letters that look alike": "\u0430dmin\uff1czzx\uff1e\u212a",
    "marks on marks": "z" + "\u0300\u0489" * 200,
    "half of a pair": "zz\ud800\udfffzz",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 zz",
    "shell": "zz; cat /etc/passwd | `id` $(id) && id",
    "JSON": '{"zz": {"__proto__": {"zz": 1}}, "$ne": null}',
    "nested JSON": "[" * 3_000,
    "XML": '<?xml version="1.0"?><!DOCTYPE z [<!ENTITY zz SYSTEM "file:///etc/passwd">]><z>&zz;</z>',
    "formula": '=zz(1)+HYPERLINK("https://zz.example")',
    "huge number": "9" * 400,
    "number below": "-1",
    "number with a power": "1e309",
    "no number": "NaN",
    "number of other digits": "\u0661\u00b2\u2167",
    "number with an underscore": "1_0",
    "day that is none": "2026-02-31",
    "day too far": "999999-12-31",
    "day of another script": "\u0662\u0660\u0662\u0666-\u0660\u0661-\u0660\u0661",
    "truth": "true",
    "nothing": "",
    "blank": " \t\u00a0\u3000 ",
    "long": "zz" * 40_000,
    "long line": "zz " * 20_000 + "\n" * 2_000,
    "long word of one letter": "a" * 50_001,
    "id of nothing": "00000000-0000-0000-0000-000000000000",
    "id in braces": "{00000000-0000-0000-0000-000000000000}",
}


def attack(chance: Random) -> str:
    """One of these; now and then two in one, or an id that nobody has."""
    if not chance.randrange(12):
        return str(uuid4())
    one = chance.choice(list(ATTACKS.values()))
    return one if chance.randrange(5) else chance.choice(list(ATTACKS.values())) + one
