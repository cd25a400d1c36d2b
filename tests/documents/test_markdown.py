from hypothesis import given, settings
from hypothesis import strategies as st

from portal.documents.markdown import read_markdown, write_markdown
from portal.domain.plans.content import CLAUSE_KINDS, Clause, Content, Stage
from portal.domain.typed import EARLIEST, LATEST

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
    return st.builds(Clause, st.just(""), TEXT, st.sampled_from(CLAUSE_KINDS), TEXT, FIELDS, children)


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
STAGES = st.lists(st.builds(Stage, TEXT, TEXT, TEXT, st.integers(0, 999), TEXT), max_size=3).map(tuple)
STARTS = st.one_of(st.just(""), st.dates(EARLIEST, LATEST).map(str))
CONTENTS = st.builds(Content, TEXT, TEXT, STARTS, STAGES, CLAUSES)


@given(CONTENTS)
@settings(max_examples=100, deadline=None)
def test_export_then_import_gives_the_same_fingerprint(content: Content) -> None:
    reading = read_markdown(write_markdown(content))
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


def test_a_file_written_by_hand_needs_no_comments() -> None:
    text = "---\ntitle: A plan\nstages:\n  - title: First\n    weeks: 4\n---\n\n# 1. Aims\n\n"
    reading = read_markdown(text + "- 1.1 Clear\n  records.\n\n  - In ink.\n  - Dated.\n\n  The same day.\n")
    assert [(depth, c.label, c.kind, c.text) for depth, c in reading.content.walk()] == [
        (0, "1", "section", "Aims"),
        (1, "1.1", "paragraph", "Clear records."),
        (2, "1.1(a)", "item", "In ink."),
        (2, "1.1(b)", "item", "Dated.\n\nThe same day."),
    ]
    assert [(stage.title, stage.weeks) for stage in reading.content.stages] == [("First", 4)]
    assert reading.not_understood == []


def test_what_is_not_understood_is_listed_with_its_line() -> None:
    text = (
        "---\ncolour: red\nstart: soon\nstages:\n  - weeks: four\nwords\n---\nLost words\n# **1** <!-- key: a --> One\n"
    )
    reading = read_markdown(text + "# **2** <!-- key: a --> Two\n- **2.1** <!-- key: c; kind: poem --> Three\n")
    assert [line.number for line in reading.not_understood] == [2, 3, 5, 6, 8, 10, 11]
    assert len({clause.key for _, clause in reading.content.walk()}) == 3
