"""What acting costs: putting forward and answering 50 changes together, commenting, and how many acts a second."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from flask.testing import FlaskClient
from scene import NOW, Scene, count_queries, databases, scene, suggest

from portal.domain import negotiation
from portal.domain.case import Membership, Role
from portal.domain.plan import Plan
from portal.domain.version import AnswerKind

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.endurance.forms_of import read

MANY, SECONDS, CLIENTS = 50, 4, 8
SIZE = (200, 500, 1_000)


def prepare(made: Scene) -> None:
    """Fifty private suggestions of the practitioner, and fifty answers that they keep for later."""
    with made.app.database.writing() as session:
        plan = session.get_one(Plan, made.plan_id)
        member = session.get_one(Membership, made.members[Role.PRACTITIONER])
        theirs = session.get_one(Membership, made.members[Role.EDITOR])
        keys = [clause.key for depth, clause in plan.content.walk() if depth]
        for number in range(MANY):
            suggest(session, plan, keys[-number - 1], 9_000 + number, member, send=False)
            change = suggest(session, plan, keys[number], 8_000 + number, theirs)
            negotiation.keep_answer(session, change, kind=AnswerKind.DECLINE, reason="Not now.", by=member, at=NOW)


def together(client: FlaskClient, address: str) -> float:
    """Send the form of this page whole: how long it took, in milliseconds."""
    form = next(form for form in read(client.get(address).text)[1] if form.action.split("?")[0] == address)
    data: dict[str, list[str]] = {}
    for one in form.fields:
        data.setdefault(one.name, []).append(one.value)
    start = time.perf_counter()
    answer = client.post(form.action, data=data)
    assert answer.status_code == 303, answer.text
    return 1_000 * (time.perf_counter() - start)


def measure(kind: str, made: Scene) -> None:
    prepare(made)
    client, plan = made.client(Role.PRACTITIONER), f"/plans/{made.plan_id}"
    for name, address in (("putting forward 50", f"{plan}/putting-forward"), ("answering 50", f"{plan}/answers")):
        print(f"{kind:10} {name:20} {_sent(made, client, address)}, its page included")
    body = {"body": "Who?", "audience": "shared"}
    where = f"{plan}/clauses/p1-1/threads"
    start = time.perf_counter()
    queries = count_queries(made.app, lambda: client.post(where, data=body))
    print(f"{kind:10} {'commenting':20} {1_000 * (time.perf_counter() - start):8.0f} ms {queries:6} queries")


def _sent(made: Scene, client: FlaskClient, address: str) -> str:
    taken: list[float] = []
    queries = count_queries(made.app, lambda: taken.append(together(client, address)))
    return f"{taken[0]:8.0f} ms {queries:6} queries"


def rate(scenes: list[Scene]) -> float:
    """Comments a second that are acknowledged to eight clients, spread over these cases."""
    until, numbers = time.perf_counter() + SECONDS, count()

    def work(number: int) -> int:
        made = scenes[number % len(scenes)]
        client, where = made.client(Role.EDITOR), f"/plans/{made.plan_id}/clauses/p1-1/threads"
        done = 0
        while time.perf_counter() < until:
            body = {"body": f"Comment {next(numbers)}", "audience": "shared"}
            done += client.post(where, data=body).status_code == 303
        return done

    with ThreadPoolExecutor(CLIENTS) as pool:
        return sum(pool.map(work, range(CLIENTS))) / SECONDS


if __name__ == "__main__":
    print("Acts on a plan of 200 clauses, 500 open suggestions and 1,000 comments, in process")
    with databases() as new:
        for kind, url in new().items():
            measure(kind, scene(url, *SIZE))
        for kind in ("SQLite", "PostgreSQL"):
            one = rate([scene(new()[kind], 50, 0, 0)])
            print(f"{kind:10} comments acknowledged a second, {CLIENTS} clients: {one:.0f} on one case")
