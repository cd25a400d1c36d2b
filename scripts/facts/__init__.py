"""What the portal knows of itself, each fact as lines of Markdown."""

from collections.abc import Callable

from scripts.facts import kept, papers, served

FACTS: dict[str, Callable[[], str]] = {
    "tables": kept.tables,
    "audiences": kept.audiences,
    "traces": kept.traces,
    "cookies": served.cookies,
    "headers": served.headers,
    "limits": served.limits,
    "files": served.files,
    "recipients": served.recipients,
    "verdicts": papers.verdicts,
    "lacking": papers.lacking,
    "to say": papers.to_say,
    "notice": papers.notice,
    "statement": papers.statement,
}
