"""A plan can be begun from a file of a folder, whose guidance stays out of the plan."""

import re

import pytest
import textstat

from portal.config import Settings
from portal.documents.markdown import write_markdown
from portal.documents.reading import read
from portal.domain.checks.finding import Facts
from portal.domain.checks.guardian import findings
from portal.domain.checks.parts import Topic
from portal.domain.checks.plan_checks import plan_checks
from portal.domain.checks.rules.gaps import PLACEHOLDER
from portal.domain.plans.content import Content
from portal.library.templates import Template, templates
from tests.test_reading_age import MOST_GRADE, words_of

LIMITS = Settings(secret_keys=("a-key-of-tests-" * 3,), demo=True)
ALL = list(templates().values())
WHOLE = [one for one in ALL if one.name != "empty"]
MOST_TO_SAY = 3
NEEDED = [topic for topic in Topic if topic not in (Topic.WORDS, Topic.PLACEMENT)]


def content_of(template: Template) -> Content:
    reading = read(template.markdown.encode(), limits=LIMITS)
    assert reading.not_understood == []
    return reading.content


@pytest.mark.parametrize("template", ALL, ids=lambda one: one.name)
def test_guidance_stands_beside_clauses_of_its_template_and_is_no_part_of_the_plan(template: Template) -> None:
    content = content_of(template)
    assert template.guidance
    assert all(content.clause(key) for key in template.guidance)
    assert all(key.startswith(f"{template.name}-") for key in template.guidance)
    written = write_markdown(content)
    assert [words for words in template.guidance.values() if words in written] == []


@pytest.mark.parametrize("template", ALL, ids=lambda one: one.name)
def test_a_template_and_its_guidance_are_read_at_twelve(template: Template) -> None:
    clauses = [clause for _, clause in content_of(template).walk()]
    texts = [text for one in clauses for text in (one.text, *(value for _, value in one.fields)) if text]
    for said in (texts, [template.about, *template.guidance.values()]):
        plain = words_of(" ".join(f"{PLACEHOLDER.sub('Sam', text).rstrip('.')}." for text in said))
        assert textstat.flesch_kincaid_grade(plain) <= MOST_GRADE


@pytest.mark.parametrize("template", ALL, ids=lambda one: one.name)
def test_a_template_has_every_part_that_a_plan_needs(template: Template) -> None:
    headings = [section.text for section in content_of(template).clauses]
    missing = [topic.name for topic in NEEDED if not any(re.search(topic.value, one, re.I) for one in headings)]
    assert missing == []


@pytest.mark.parametrize("template", WHOLE, ids=lambda one: one.name)
def test_the_guardian_finds_only_gaps_that_are_to_be_filled(template: Template) -> None:
    said = [one.sentence for one in findings(content_of(template), Facts())]
    assert [one for one in said if "gap to fill" not in one and not one.endswith("is empty.")] == []


@pytest.mark.parametrize("template", WHOLE, ids=lambda one: one.name)
def test_plan_checks_have_little_to_say_of_a_template(template: Template) -> None:
    said = [one.sentence for one in plan_checks(content_of(template), Facts()) if one.check != "placeholders"]
    assert len(said) <= MOST_TO_SAY, said
