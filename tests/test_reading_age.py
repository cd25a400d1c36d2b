"""The pages can be read at the age of twelve: measured over templates by folder, and over the sentences of the code."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
import textstat

ROOT = Path(__file__).parent.parent
TEMPLATES, CODE = ROOT / "templates", ROOT / "portal"
NOT_ON_PAGES = ("portal/cli/", "portal/demonstration/", "portal/config.py", "portal/library/")
MOST_GRADE = 7  # of school in the United States, which children leave at twelve
MOST_GRADE_OF_A_SENTENCE = 10
FEWEST_WORDS, FEWEST_SENTENCES = 6, 200
NAMES = {  # terms that cannot be said in other words, as plain ones of their kind
    "defence organisation": "union",
    "defence organisations": "unions",
    "practitioner": "doctor",
    "practitioners": "doctors",
    "healthcare organisation": "trust",
    "organisation": "trust",
    "organisations": "trusts",
    "representative": "friend",
    "action plan": "plan",
    "occupational health": "health",
    "medical director": "head",
    "conversation": "talk",
    "conversations": "talks",
    "supervision": "help",
    "agreement": "deal",
    "Equality Advisory and Support Service": "help line",
    "Equality and Human Rights Commission": "law office",
}
GONE = [r"\{#.*?#\}", r"\{%-?\s*set [^%]*?%\}", r"<(?:script|style|title)\b.*?</(?:script|style|title)>"]
ENDS = r"</(?:p|li|h\d|dd|dt|label|button|summary|th|td|legend|a|div|span|strong)>|\{%-?\s*(?:else|elif)[^%]*%\}"


def words_of(template: str) -> str:
    """What a person reads of a template, whatever is filled in being a short name."""
    for each in GONE:
        template = re.sub(each, " ", template, flags=re.DOTALL)
    template = re.sub(r"\{\{.*?\}\}", "Sam", template, flags=re.DOTALL)
    template = re.sub(ENDS, ". ", template)
    template = re.sub(r"<(?:[^<>{]|\{%.*?%\})*>|\{%.*?%\}", " ", template, flags=re.DOTALL)
    for name, plain in NAMES.items():
        template = re.sub(rf"\b{name}\b", plain, template, flags=re.IGNORECASE)
    return " ".join(template.split())


def sentences_of(words: str) -> list[str]:
    """The whole sentences among these words, such as are no label."""
    found = re.split(r"(?<=[.?!:;])\s+", words)
    return [one for one in found if len(one.split()) >= FEWEST_WORDS and "=" not in one]


def sentences_in(file: Path) -> list[str]:
    """Those of a template; of a module, those that it may show, which are no docstrings."""
    text = file.read_text("utf-8")
    if file.suffix == ".html":
        return sentences_of(words_of(text))
    tree = ast.parse(text)
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    shown = [str(one.value) for one in texts if one not in docstrings and SENTENCE.fullmatch(str(one.value))]
    return [one for each in shown for one in sentences_of(words_of(re.sub(r"{\w+}", "Sam", each)))]


SENTENCE = re.compile(r"[A-Z].*[.?]", re.DOTALL)
MODULES = [each for each in sorted(CODE.rglob("*.py")) if not str(each.relative_to(ROOT)).startswith(NOT_ON_PAGES)]
FILES = sorted(TEMPLATES.rglob("*.html"))
FOLDERS: dict[str, list[str]] = defaultdict(list)
for each in FILES:
    parts = each.relative_to(TEMPLATES).parts
    FOLDERS[parts[0] if len(parts) > 1 else "shared"] += sentences_in(each)


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_the_words_of_a_subject_are_read_at_twelve(folder: str) -> None:
    assert textstat.flesch_kincaid_grade(" ".join(FOLDERS[folder])) <= MOST_GRADE


def test_the_sentences_of_the_code_are_read_at_twelve() -> None:
    said = [one for file in MODULES for one in sentences_in(file)]
    assert len(said) > FEWEST_SENTENCES
    assert textstat.flesch_kincaid_grade(" ".join(said)) <= MOST_GRADE


def test_no_sentence_is_hard() -> None:
    hard = {
        f"{file.relative_to(ROOT)}: {sentence}": grade
        for file in [*FILES, *MODULES]
        for sentence in sentences_in(file)
        if (grade := textstat.flesch_kincaid_grade(sentence)) > MOST_GRADE_OF_A_SENTENCE
    }
    assert hard == {}


def test_a_hard_sentence_would_be_noticed() -> None:
    hard = "Notwithstanding contemporaneous documentation, modifications necessitate bilateral authorisation."
    assert textstat.flesch_kincaid_grade(words_of(f"<p>{hard}</p>")) > MOST_GRADE_OF_A_SENTENCE
