"""What acting costs: 50 changes sent or answered together, commenting, and how many acts a second: `make bench`."""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

from scene import NOW, Scene, count_queries, databases, scene, scenes, suggest
from served import serving_portal
from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Role
from portal.domain.negotiation import negotiation
from portal.domain.plans.plan import Plan
from portal.domain.proposals.version import AnswerKind

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.endurance.forms_of import read

MANY, SECONDS, CLIENTS = 50, 6, 8
SIZE = (200, 500, 1_000)
numbers = count(9_000)
Prepare = Callable[[Session, Plan, str, Membership, Membership], object]


def prepare_suggestion(session: Session, plan: Plan, key: str, mine: Membership, _theirs: Membership) -> None:
    suggest(session, plan, key, next(numbers), mine, send=False)


def prepare_yes(session: Session, plan: Plan, key: str, mine: Membership, theirs: Membership) -> None:
    change = suggest(session, plan, key, next(numbers), theirs)
    negotiation.keep_answer(session, change, kind=AnswerKind.AGREE, reason="", by=mine, at=NOW)


def prepare_no(session: Session, plan: Plan, key: str, mine: Membership, theirs: Membership) -> None:
    change = suggest(session, plan, key, next(numbers), theirs)
    negotiation.keep_answer(session, change, kind=AnswerKind.DECLINE, reason="Not now.", by=mine, at=NOW)


TOGETHER: list[tuple[str, str, Prepare]] = [
    ("putting forward 50", "putting-forward", prepare_suggestion),
    ("declining 50", "answers", prepare_no),
    ("agreeing to 50", "answers", prepare_yes),
]


def prepared(made: Scene, prepare: Prepare, first: int) -> None:
    """The practitioner has fifty things to send, each about another paragraph."""
    with made.app.database.writing() as session:
        plan = session.get_one(Plan, made.plan_id)
        mine = session.get_one(Membership, made.members[Role.PRACTITIONER])
        theirs = session.get_one(Membership, made.members[Role.EDITOR])
        keys = [clause.key for depth, clause in plan.content.walk() if depth]
        for key in keys[first : first + MANY]:
            prepare(session, plan, key, mine, theirs)


def form_of(page: str, address: str) -> tuple[str, dict[str, list[str]]]:
    """Where the form that goes to this address is sent, with all that it holds."""
    form = next(form for form in read(page)[1] if form.method == "post" and form.action.split("?")[0] == address)
    data: dict[str, list[str]] = {}
    for one in form.fields:
        data.setdefault(one.name, []).append(one.value)
    return form.action, data


def measure(kind: str, made: Scene, port: int) -> None:
    """Each act once through the server for its time, and once without for its queries."""
    browser, client = made.browser(Role.PRACTITIONER, port), made.client(Role.PRACTITIONER)
    for name, resource, prepare in TOGETHER:
        address = f"{made.address}/{resource}"
        prepared(made, prepare, 0)
        answer = browser.post(*form_of(browser.get(address).text, address))
        assert answer.status == 303, answer.text
        prepared(made, prepare, MANY)
        action, data = form_of(client.get(address).text, address)
        queries = count_queries(lambda action=action, data=data: client.post(action, data=data))
        print(f"{kind:10} {name:20} {answer.taken:8.0f} ms {queries:6} queries", flush=True)
    where, body = f"{made.address}/clauses/p1-1/threads", {"body": "Who?", "audience": "shared"}
    token = {"csrf_token": browser.token(made.address)}
    taken = sorted(browser.post(where, body | token).taken for _ in range(15))[7]
    queries = count_queries(lambda: client.post(where, data=body))
    print(f"{kind:10} {'commenting':20} {taken:8.1f} ms {queries:6} queries", flush=True)


def rate(found: list[Scene], port: int) -> float:
    """Comments a second that are acknowledged to eight clients, spread over these cases."""
    until = time.perf_counter() + SECONDS

    def work(number: int) -> int:
        made = found[number % len(found)]
        browser, done = made.browser(Role.EDITOR, port), 0
        body: dict[str, Any] = {"audience": "shared", "csrf_token": browser.token(made.address)}
        while time.perf_counter() < until:
            body["body"] = f"Comment {next(numbers)}"
            done += browser.post(f"{made.address}/clauses/p1-1/threads", body).status == 303
        return done

    with ThreadPoolExecutor(CLIENTS) as pool:
        return sum(pool.map(work, range(CLIENTS))) / SECONDS


if __name__ == "__main__":
    print("Acts on a plan of 200 clauses, 500 open suggestions and 1,000 comments")
    with databases() as new:
        for kind, url in new().items():
            made = scene(url, *SIZE)
            with serving_portal(url) as port:
                measure(kind, made, port)
        print(f"\nComments acknowledged a second to {CLIENTS} clients")
        for kind, url in new().items():
            found = scenes(url, CLIENTS, 50, 0, 0)
            with serving_portal(url) as port:
                rate(found, port)  # until every worker has begun
                one, eight = rate(found[:1], port), rate(found, port)
            print(f"{kind:10} {one:6.0f} on one case {eight:6.0f} on eight cases", flush=True)
