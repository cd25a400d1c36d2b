"""The first page after signing in: the plans one is on, and which of them waits for what."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import OwnAction
from portal.domain.dates import london_day
from portal.domain.people.organisation import places_of
from portal.domain.staff.away import asked_to_cover, standing_of
from portal.domain.staff.handing_over import handed_to
from portal.policy_of_staff import may_for_oneself, may_open_cases
from portal.queries.cases.cases import observes
from portal.queries.cases.handovers import handovers_to_answer
from portal.queries.cases.my_plans import Pile, my_plans
from portal.queries.notices.bounces import bounced_to_psr
from portal.queries.showing.showings import showings_to_answer, shown_to
from portal.web import fields
from portal.web.http import done, now, session, settings, signed_in

bp = Blueprint("home", __name__)


@bp.get("/")
def index() -> str | Response:
    person, words, pile = signed_in(), request.args.get("words", "")[:200], _pile()
    paged = {"number": fields.page_number(), "size": settings().cases_per_page}
    others = settings().another_confirms_papers
    page = my_plans(session(), person, london_day(now()), words=words, pile=pile, **paged, papers_by_another=others)
    places = places_of(session(), person)
    if page.shown.number > 1 and not page.shown.things:
        return done("home.index")
    return render_template(
        "cases/home/index.html",
        page=page,
        words=words,
        pile=pile,
        Pile=Pile,
        handovers=handovers_to_answer(session(), person, london_day(now())),
        showings=showings_to_answer(session(), person, london_day(now())),
        asked=asked_to_cover(session(), places, london_day(now())),
        handed=handed_to(session(), person, now()),
        places=[one for one in places if may_for_oneself(one, OwnAction.GO_AWAY, one)],
        away=[one for place in places if (one := standing_of(session(), place)) and one.holds(london_day(now()))],
        bounced=bounced_to_psr(session(), person, now()),
        shown=shown_to(session(), person),
        observes=observes(session(), person),
        opens_cases=may_open_cases(person),
    )


def _pile() -> Pile | None:
    asked = request.args.get("stands", "")
    return Pile[asked] if asked in Pile.__members__ else None
