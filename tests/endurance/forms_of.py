"""What a page offers to a person: its links and forms, as a browser without scripts would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Field:
    """One field of a form: its value as the page gives it, and for a choice its options."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    checked: bool = False


@dataclass
class Form:
    """A form with where it goes; `buttons` are (name, value, action) rows."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.named: dict[str, Form] = {}
        self.open: Form | None = None
        self.within: Field | None = None

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in given}
        if tag == "a" and facts.get("href", "").startswith("/"):
            self.links.append(facts["href"].split("#")[0])
        elif tag == "form":
            self.open = Form(facts.get("action", ""), facts.get("method", "get").lower())
            self.forms.append(self.open)
            self.named[facts.get("id", "")] = self.open
        elif tag == "button" and "form" in facts:
            mine = [(facts["name"], facts.get("value", ""), "")] if facts.get("name") else []
            self.forms.append(Form(facts["formaction"], "post", self.named[facts["form"]].fields, mine))
        elif self.open is not None:
            self._field(tag, facts, self.open)

    def _field(self, tag: str, facts: dict[str, str], form: Form) -> None:
        name = facts.get("name", "")
        if tag == "button":
            form.buttons.append((name, facts.get("value", ""), facts.get("formaction", form.action)))
        elif tag == "option" and self.within:
            self.within.options.append(facts.get("value", ""))
            if "selected" in facts:
                self.within.value = facts.get("value", "")
        elif tag in ("input", "select", "textarea") and name:
            kind = facts.get("type", "text") if tag == "input" else tag
            self.within = Field(name, kind, facts.get("value", ""), checked="checked" in facts)
            form.fields.append(self.within)

    def handle_data(self, data: str) -> None:
        if self.within and self.within.kind == "textarea":
            self.within.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        if tag in ("select", "textarea"):
            if self.within and self.within.kind == "textarea":
                self.within.value = self.within.value.removeprefix("\n")
            self.within = None


def read(page: str) -> tuple[list[str], list[Form]]:
    """The addresses that a page links to, and its forms; a button outside its form is one of its own."""
    reader = _Reader()
    reader.feed(page)
    return reader.links, [form for form in reader.forms if form.action]
