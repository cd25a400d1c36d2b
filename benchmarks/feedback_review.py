"""A review in work with many points, beside a bare view and a ready string of the same bytes: `make bench`."""

import tempfile

from scene import NOW, Scene, content, count_queries, databases, medians, scene
from served import Browser, serving, serving_portal

from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Role
from portal.domain.feedback import triage
from portal.domain.feedback.answering import start_review
from portal.domain.feedback.point import About, Point, Priority
from portal.domain.feedback.remark import add_remark
from portal.domain.feedback.request import Step, ask_for_feedback
from portal.domain.plans.plan import Plan

POINTS = (0, 50, 200)
CLAUSES = 200


def reviewed(made: Scene, points: int) -> str:
    """The address of a review with so many points, each with other words for its paragraph."""
    with made.app.database.writing() as session:
        editor, adviser = (session.get_one(Membership, made.members[one]) for one in (Role.EDITOR, Role.ADVISER))
        draft = Plan.from_draft(session, case=editor.case, content=content(CLAUSES), by=editor, at=NOW)
        asked = ask_for_feedback(session, draft, version=1, wants="Is it?", told_on=NOW.date(), by=editor, at=NOW)
        triage.decide(session, asked, Step.ACCEPTED, reasons="", by=adviser, at=NOW)
        triage.assign(session, asked, reviewer=adviser, second_reader=None, alone=True, by=adviser, at=NOW)
        review = start_review(session, asked, by=adviser, at=NOW)
        clauses = [one for depth, one in asked.content.walk() if depth]
        for number in range(points):
            clause = clauses[number % len(clauses)]
            suggested = clause.text.replace("completes", f"completes at least {number + 500} of the")
            point = Point(clause.key, "", Priority.SHOULD, About.EVIDENCE, f"Say how many ({number}).", suggested)
            add_remark(session, review, point, most=points, by=adviser, at=NOW)
        return f"/feedback-reviews/{review.id}"


def measure(kind: str, made: Scene, points: int) -> None:
    address = reviewed(made, points)
    client = made.client(Role.ADVISER)
    client.get(address)
    queries = count_queries(lambda: client.get(address))
    with serving_portal(made.url) as port, tempfile.NamedTemporaryFile() as page:
        reader = made.browser(Role.ADVISER, port)
        page.write(reader.get(address).body)
        page.flush()
        with serving("peer:app", "/bare", PEER_PAGE=page.name) as number:
            peer = Browser(number)
            asked = medians(lambda: reader.get(address), lambda: peer.get("/ready"), lambda: peer.get("/bare"), laps=15)
    print(
        f"{kind:10} {points:4} points {queries:4} queries {asked[0]:7.1f} ms, ready string {asked[1]:5.1f} ms,",
        f"bare view {asked[2]:5.1f} ms: {asked[0] / asked[1]:.1f} times the ready string",
        flush=True,
    )


if __name__ == "__main__":
    print(f"A review in work on a plan of {CLAUSES} clauses")
    with databases() as new:
        for points in POINTS:
            for kind, url in new().items():
                measure(kind, scene(url, 10, 0, 0), points)
