from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.documents.markdown import read_markdown, write_markdown
from portal.domain.plans import content_v1, content_v2
from portal.domain.plans.content import V2, Clause, Content, Review, Stage
from portal.domain.plans.steps import STEPS
from portal.domain.typed import EARLIEST, LATEST
from tests.documents.limits import GENEROUS

AWKWARD = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\r",
        "\t",
        "  ",
        "\u2028",
        "\u00a0",
        "# ",
        "- ",
        "+",
        "---",
        ": ",
        "1.1 ",
        "**1.1** ",
        "- *a*: b",
        "<!-- key: a -->",
        "-->",
        "<",
        ">",
        "*",
        "_",
        "`",
        "\\",
        "&#10;",
        '"',
        "'",
        "é",
        "e\u0301",
        "\u0338",
        "𝒳",
        "title",
    ]
)
TEXT = st.lists(st.one_of(AWKWARD, st.text(max_size=5)), max_size=6).map("".join)
FIELDS = st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple)


def clause(children: st.SearchStrategy[tuple[Clause, ...]]) -> st.SearchStrategy[Clause]:
    return st.builds(Clause, st.just(""), TEXT, st.sampled_from(content_v1.CLAUSE_KINDS), TEXT, FIELDS, children)


def family(clauses: st.SearchStrategy[Clause]) -> st.SearchStrategy[Clause]:
    return clause(st.lists(clauses, max_size=3).map(tuple))


def numbered(clauses: tuple[Clause, ...], prefix: str, word: str) -> tuple[Clause, ...]:
    """The clauses with keys that are all different, some of them awkward."""
    return tuple(
        Clause(
            f"{prefix}.{place}{word}",
            c.label,
            c.kind,
            c.text,
            c.fields,
            numbered(c.children, f"{prefix}.{place}", word),
        )
        for place, c in enumerate(clauses)
    )


CLAUSES = st.builds(
    numbered,
    st.lists(st.recursive(clause(st.just(())), family, max_leaves=8), max_size=4).map(tuple),
    st.just("k"),
    TEXT,
)
STAGE = st.builds(Stage, TEXT, TEXT, TEXT, st.integers(0, 999), TEXT)
STAGES = st.lists(STAGE, max_size=3, unique_by=lambda stage: stage.key).map(tuple)
STARTS = st.one_of(st.just(""), st.dates(EARLIEST, LATEST).map(str))
FIRST_FORM = st.builds(Content, TEXT, TEXT, STARTS, STAGES, CLAUSES)
WORDS = st.text(st.sampled_from("a:,-# \"'1é"), max_size=6).map(lambda words: " ".join(words.split()).lstrip(":,- "))
REVIEWS = st.lists(st.builds(Review, st.integers(1, 99), WORDS), max_size=3).map(tuple)
REVIEWED = st.builds(Stage, TEXT, TEXT, TEXT, st.integers(0, 999), step=st.sampled_from(["", *STEPS]), reviews=REVIEWS)
MARKED = st.tuples(CLAUSES, st.booleans()).map(lambda pair: tuple(replace(one, health=pair[1]) for one in pair[0]))
SECOND_FORM = st.builds(
    Content,
    TEXT,
    TEXT,
    STARTS,
    st.lists(REVIEWED, max_size=3, unique_by=lambda stage: stage.key).map(tuple),
    MARKED,
    TEXT,
    st.just(V2),
)
CONTENTS = st.one_of(FIRST_FORM, SECOND_FORM)


@given(CONTENTS)
@settings(max_examples=100, deadline=None)
def test_export_then_import_gives_the_same_fingerprint(content: Content) -> None:
    reading = read_markdown(write_markdown(content), limits=GENEROUS)
    assert reading.content.canonical() == content.canonical()
    assert reading.not_understood == []


def test_a_plan_reads_well_as_markdown() -> None:
    children = (Clause("b", "1.1", "objective", "Clear\nrecords.", (("Measure", "Ten audits"),)),)
    content = Content(
        "A plan",
        "combined",
        "2026-03-02",
        (Stage("s", "First", "", 4),),
        (Clause("a", "1", "section", "Aims", (), children),),
    )
    assert write_markdown(content) == (
        '---\ntitle: A plan\ntype: combined\nstart: "2026-03-02"\nstages:\n  - key: s\n    title: First\n'
        '    level: ""\n    weeks: 4\n    review: ""\n---\n\n# **1** <!-- key: a --> Aims\n\n'
        "- **1.1** <!-- key: b; kind: objective --> Clear\\\n  records.\n  - *Measure*: Ten audits\n"
    )


def test_a_plan_in_the_second_form_reads_well_as_markdown() -> None:
    person = Clause("b", "1.1", "person", "Supervisor", tuple((name, "") for name in content_v2.FIELDS["person"]))
    content = Content(
        "A plan",
        "combined",
        "",
        (Stage("s", "First", "Every list", 4, step="on site", reviews=(Review(2), Review(4, "both parties"))),),
        (Clause("a", "1", "section", "People", (), (person,)), Clause("h", "2", "section", "Health", health=True)),
        "A supervisor is named",
        V2,
    )
    text = write_markdown(content)
    assert text.split("\n\n#")[0] == (
        '---\nschema: plan-content-v2\ntitle: A plan\ntype: combined\nstart: ""\nwaits for: A supervisor is named\n'
        "stages:\n  - key: s\n    title: First\n    weeks: 4\n    step: on site\n    supervision: Every list\n"
        '    reviews:\n      - "Week 2"\n      - "Week 4: both parties"\n---\n'.removesuffix("\n")
    )
    assert "- **1.1** <!-- key: b; kind: person --> Supervisor\n  - *Name*:\n" in text
    assert "# **2** <!-- key: h; health --> Health" in text


def test_in_the_second_form_a_review_meeting_without_a_week_is_pointed_out() -> None:
    stage = (
        "  - title: First\n    weeks: 4\n    step: on site\n    review: at the end\n    reviews:\n      - some day\n"
    )
    reading = read_markdown(f"---\nstages:\n{stage}      - week 2, the supervisor\n---\n# 1 Aims\n", limits=GENEROUS)
    assert reading.content.stages[0].reviews == (Review(2, "the supervisor"),)
    assert [line.number for line in reading.not_understood] == [8, 6]


def test_a_file_written_by_hand_needs_no_comments() -> None:
    text = "---\ntitle: A plan\nstages:\n  - title: First\n    weeks: 4\n---\n\n# 1. Aims\n\n"
    reading = read_markdown(
        text + "- 1.1 Clear\n  records.\n\n  - In ink.\n  - Dated.\n\n  The same day.\n", limits=GENEROUS
    )
    assert [(depth, c.label, c.kind, c.text) for depth, c in reading.content.walk()] == [
        (0, "1", "section", "Aims"),
        (1, "1.1", "paragraph", "Clear records."),
        (2, "1.1(a)", "item", "In ink."),
        (2, "1.1(b)", "item", "Dated.\n\nThe same day."),
    ]
    assert [(stage.title, stage.weeks) for stage in reading.content.stages] == [("First", 4)]
    assert reading.not_understood == []


def test_a_key_that_stands_twice_is_pointed_out() -> None:
    stages = "stages:\n  - key: a\n    title: One\n  - key: a\n    title: Two\n---\n"
    reading = read_markdown("---\n" + stages + "# **1** <!-- key: a --> Aims\n", limits=GENEROUS)
    assert [line.number for line in reading.not_understood] == [5, 8]
    assert len({reading.content.clauses[0].key, *(stage.key for stage in reading.content.stages)}) == 3


def test_what_is_not_understood_is_listed_with_its_line() -> None:
    text = (
        "---\ncolour: red\nstart: soon\nstages:\n  - weeks: four\nwords\n---\nLost words\n# **1** <!-- key: a --> One\n"
    )
    reading = read_markdown(
        text + "# **2** <!-- key: a --> Two\n- **2.1** <!-- key: c; kind: poem --> Three\n", limits=GENEROUS
    )
    assert [line.number for line in reading.not_understood] == [2, 3, 5, 6, 8, 10, 11]
    assert len({clause.key for _, clause in reading.content.walk()}) == 3
