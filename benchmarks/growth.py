"""Whether the processes that serve grow: 2,000 different plan pages, twice, and the memory that they hold meanwhile.

Each process keeps pages up to PAGE_CACHE_BYTES; with that much more than at the start nothing else may grow. Memory is
what the system counts for each process alone, with its part of what they share (PSS), in MB.
"""

import os
from pathlib import Path
from typing import Any
from uuid import UUID

from others import add_others
from scene import NOW, Scene, databases, scene
from served import serving_portal
from sqlalchemy import func, select

from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Role
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import FirstSight

PAGES, ROUNDS, LOOKS = 2_000, 2, 4


def workers(port: int) -> list[int]:
    """The processes that serve at this port, but for the one that started them."""
    bound, found = f"BIND=127.0.0.1:{port}".encode(), {}
    for each in Path("/proc").glob("[0-9]*"):
        try:
            if bound in (each / "environ").read_bytes().split(b"\0"):
                found[int(each.name)] = int((each / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    return sorted(number for number, parent in found.items() if parent in found)


def megabytes(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1_000 for line in lines if line.startswith("Pss:"))


def many_plans(made: Scene) -> tuple[list[UUID], UUID]:
    """That many plans of one person, who has seen the first page of each."""
    add_others(made, PAGES)
    with made.app.database.writing() as session:
        busiest = select(Membership.person_id).group_by(Membership.person_id).order_by(func.count().desc()).limit(1)
        whose = session.scalars(busiest).one()
        theirs = select(Plan.id, Membership.id).join(Membership, Membership.case_id == Plan.case_id)
        found = session.execute(theirs.where(Membership.person_id == whose)).all()
        session.add_all(FirstSight(plan_id=plan, membership_id=member, at=NOW) for plan, member in found)
    return [plan for plan, _ in found], whose


def measure(kind: str, made: Scene) -> None:
    plans, whose = many_plans(made)
    made.people[Role.EDITOR] = str(whose)
    with serving_portal(made.url) as port:
        reader: Any = made.browser(Role.EDITOR, port)
        print(f"{kind:10}    0 pages: {held(port)}", flush=True)
        for number, plan in enumerate(plans * ROUNDS, start=1):
            answer = reader.get(f"/plans/{plan}")
            assert answer.status == 200, answer.text
            if number % (PAGES // LOOKS) == 0:
                print(f"{kind:10} {number:4} pages: {held(port)}", flush=True)


def held(port: int) -> str:
    return ", ".join(f"{megabytes(process):.0f} MB" for process in workers(port))


if __name__ == "__main__":
    print(f"{PAGES:,} different plan pages, {ROUNDS} times; {os.cpu_count()} processors")
    with databases() as new:
        for kind, url in new().items():
            measure(kind, scene(url, 10, 3, 3))
