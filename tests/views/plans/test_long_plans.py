"""A plan of twelve pages comes in as text, Markdown or Word, is written on, and is issued: the same plan each time."""

import re
from collections import Counter
from importlib.resources import files
from io import BytesIO

import pytest

from portal.documents.reading import read
from portal.domain.plans.content import Clause, Content
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.documents.limits import GENEROUS
from tests.documents.word_files import paragraph, word_file
from tests.factories import Story
from tests.views.drafting.test_pastes import sent
from tests.views.plans.test_drafts import newest, shown_on

WORDS_OF_A_PAGE = 350
PLANS = ("remediation.txt", "record_keeping.txt")
Line = tuple[str, str]


def written() -> list[Line]:
    """The lines of a plan as an adviser writes it, each as a title, a heading, a paragraph or an item."""
    folder = files("portal.library") / "plans"
    plan, more = (read((folder / name).read_bytes(), limits=GENEROUS).content for name in PLANS)
    lines = [("title", plan.title), ("paragraph", "Start: 2027-01-11")]
    lines += [("paragraph", f"Stage {at}: {one.title} ({one.weeks} weeks)") for at, one in enumerate(plan.stages, 1)]
    for number, chapter in enumerate(plan.clauses + more.clauses, 1):
        lines += [("heading", f"{number}. {chapter.text}")]
        for at, clause in enumerate(chapter.children, 1):
            lines += _lines(clause, f"{number}.{at}")
    return lines


def _lines(clause: Clause, label: str) -> list[Line]:
    said = [one.text for one in clause.children] + [f"{name}: {value}" for name, value in clause.fields if value]
    return [("paragraph", f"{label} {clause.text}"), *(("item", text) for text in said)]


def as_text(lines: list[Line]) -> bytes:
    return "\n\n".join(f"• {text}" if kind == "item" else text for kind, text in lines).encode()


def as_markdown(lines: list[Line]) -> bytes:
    before = {"title": "# ", "heading": "## ", "item": "- ", "paragraph": ""}
    return "\n\n".join(f"{before[kind]}{text}" for kind, text in lines).encode()


def as_word(lines: list[Line]) -> bytes:
    styles = {"title": "T", "heading": "H1"}
    bullets = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(paragraph(text, styles.get(kind, ""), (1, 0) if kind == "item" else None) for kind, text in lines)
    return word_file(body, numbering=bullets)


FORMS = {"plan.txt": as_text, "plan.md": as_markdown, "plan.docx": as_word}


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]+", text.casefold()))


def said_in(content: Content) -> list[str]:
    return [" ".join([one.text, *(f"{name}: {value}" for name, value in one.fields)]) for _, one in content.walk()]


@pytest.mark.parametrize("name", FORMS)
def test_a_plan_of_twelve_pages_is_read_written_on_and_issued(
    app: Portal, draft_story: Story, client_as: ClientAs, name: str
) -> None:
    lines, adviser = written(), client_as("adviser")
    source = words(" ".join(text for _, text in lines))
    assert source.total() > 12 * WORDS_OF_A_PAGE
    where = f"/cases/{draft_story.case.id}/drafts"
    answer = adviser.post(where, data={"file": (BytesIO(FORMS[name](lines)), name)})
    if answer.status_code == 200:
        answer = adviser.post(where, data=sent(answer.text))
    content = newest(app).draft_content
    page = adviser.get(answer.headers["Location"]).text
    waiting = " ".join(re.findall(r'<textarea[^>]* name="words-[^>]*>\n(.*?)</textarea>', page, re.S))
    kept = words(" ".join([content.title, *said_in(content), *(one.title for one in content.stages), waiting]))
    assert set(source - kept) <= {"start", "stage", "weeks"}
    assert said_in(content) == said_in(read(as_text(lines), limits=GENEROUS).content)
    first = content.clauses[0].children[0]
    form = dict(
        re.findall(
            r'<input type="hidden" name="(shown)" value="(\w*)"',
            adviser.get(f"/plans/{newest(app).id}/draft/clauses/{first.key}/edit").text,
        )
    )
    edit = f"/plans/{newest(app).id}/draft/clauses/{first.key}"
    assert adviser.post(edit, data=form | {"text": "The adviser wrote on."}).status_code == 303
    shown = shown_on(adviser.get(f"/plans/{newest(app).id}/draft").text)
    assert adviser.post(f"/plans/{newest(app).id}/issues", data={"fingerprint": shown}).status_code == 303
    read_by_them = client_as("practitioner").get(f"/plans/{newest(app).id}", follow_redirects=True)
    assert read_by_them.status_code == 200
