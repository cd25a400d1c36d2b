"""Saving one clause of a draft of 200, and its page afterwards, beside a bare view: `make bench`."""

from datetime import UTC, datetime
from itertools import count
from uuid import UUID

from acts import form_of
from scene import Scene, content, databases, medians, scene
from served import Answer, Browser, serving, serving_portal

from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Role
from portal.domain.plans.plan import Plan

CLAUSES = 200
numbers = count(1)


def drafted(made: Scene) -> UUID:
    """A draft of so many clauses, on a case that has a plan already."""
    with made.app.database.writing() as session:
        case, adviser = session.get_one(Case, made.case_id), session.get_one(Membership, made.members[Role.ADVISER])
        return Plan.from_draft(session, case=case, content=content(CLAUSES), by=adviser, at=datetime.now(UTC)).id


def measure(kind: str, made: Scene) -> None:
    page = f"/plans/{drafted(made)}/draft"
    address = f"{page}/clauses/p5-5"
    with serving_portal(made.url) as port, serving("peer:app", "/bare") as peer:
        adviser, bare = made.browser(Role.ADVISER, port), Browser(peer)

        def save() -> Answer:
            action, data = form_of(adviser.get(f"{address}/edit").text, address)
            answer = adviser.post(action, data | {"text": [f"Notes are kept in {next(numbers)} places."]})
            assert answer.status == 303, answer.text
            return answer

        saving, opening, nothing = medians(save, lambda: adviser.get(page), lambda: bare.get("/bare"))
    print(f"{kind:10} {saving:8.1f} ms to save {opening:8.1f} ms for the page {nothing:8.1f} ms bare", flush=True)


if __name__ == "__main__":
    print(f"Saving one clause of a draft of {CLAUSES} clauses")
    with databases() as new:
        for kind, url in new().items():
            measure(kind, scene(url, 10, 0, 0))
