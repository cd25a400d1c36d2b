"""The pages by which a comment is shown to PSR: its author never learns who did, and reads what PSR did and why."""

import re
from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient

from portal.domain.talk.concern import Does
from portal.domain.talk.thread import Audience, Thread
from tests.conftest import ClientAs
from tests.factories import Story, answer_concern, raise_concern, thread
from tests.pages import bare

LAST_DAY = (datetime.now(UTC) + timedelta(days=7)).date()
OTHERS = ("practitioner", "representative", "signatory", "reviewer")


def show_psr(client: FlaskClient, talk: Thread, why: str = "It is unkind.") -> str:
    """The page of what was shown."""
    page = client.get(f"/threads/{talk.id}/concerns/new").text
    [comment] = re.findall(r'name="comment" type="radio" value="([^"]+)"', page)
    answer = client.post(f"/threads/{talk.id}/concerns", data={"comment": comment, "hurts": why})
    assert answer.status_code == 303
    return answer.location.partition("?")[0]


def test_a_comment_is_shown_answered_and_folded_and_nobody_learns_by_whom(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    talk = thread(story, body="You are slow.")
    editor, adviser = client_as("editor"), client_as("adviser")
    assert f"/threads/{talk.id}/concerns/new" in editor.get(f"/plans/{story.plan.id}").text
    where = show_psr(editor, talk)
    assert "PSR has it" in editor.get(f"{where}?did=raised").text
    home = adviser.get("/").text
    assert "Comment shown to PSR" in home
    assert where in home
    assert "You are slow." in adviser.get(where).text
    for role in (*OTHERS, "stranger"):
        assert client_as(role).get(where).status_code == 404
        assert client_as(role).post(f"{where}/answers").status_code == 404
    assert editor.post(f"{where}/answers").status_code == 403
    missing = adviser.post(f"{where}/answers", data={})
    assert "Choose what PSR does" in missing.text
    assert "Give the reason" in missing.text
    data = {"kind": Does.BOTH.value, "told_reason": "It is about a person.", "until": LAST_DAY.isoformat()}
    answer = adviser.post(f"{where}/answers", data=data)
    assert "It is answered" in adviser.get(answer.location.partition("#")[0]).text
    assert "Comment shown to PSR" not in adviser.get("/").text
    assert "It is about a person." in editor.get(where).text
    for role in ("practitioner", "signatory", "adviser", "editor"):
        page = " ".join(client_as(role).get(f"/plans/{story.plan.id}").text.split())
        assert re.search(r"PSR folded this comment on [^<]*: It is about a person.</summary> <p>You are slow.", page)
    record = client_as("practitioner").get(f"/cases/{story.case.id}/record").text
    assert "PSR folded a comment" in record
    assert "Somebody showed PSR" not in record


def test_nobody_but_psr_can_tell_that_a_comment_was_shown(story: Story, client_as: ClientAs) -> None:
    """Not even others of their own side, by any page, list or count; of PSR, a reviewer reads that somebody did."""
    story.everybody_has_read_the_first_page()
    talk = thread(story, body="You are slow.")
    pages = [f"/plans/{story.plan.id}", "/", f"/cases/{story.case.id}", f"/cases/{story.case.id}/record"]
    pages += [f"/cases/{story.case.id}/concerns", f"/threads/{talk.id}", f"/plans/{story.plan.id}/threads"]
    others = {role: client_as(role) for role in OTHERS if role != "reviewer"}
    before = {(role, page): bare(one.get(page).text) for role, one in others.items() for page in pages}
    answer_concern(story, raise_concern(story, talk), Does.NOTHING, "It is a plain question.")
    assert {(role, page): bare(one.get(page).text) for role, one in others.items() for page in pages} == before
    assert "Answered on" in client_as("editor").get(pages[4]).text
    assert "It is a plain question." not in client_as("reviewer").get(pages[3]).text


def test_who_wrote_it_finds_the_reason_where_they_would_reply(story: Story, client_as: ClientAs) -> None:
    story.at = datetime.now(UTC)
    talk = thread(story, body="You are slow.")
    answer_concern(story, raise_concern(story, talk), Does.PAUSE)
    practitioner = client_as("practitioner")
    page = practitioner.get(f"/threads/{talk.id}").text
    assert "PSR has paused your comments" in page
    assert "It is about a person." in page
    assert "Your reply" not in page
    new = f"/plans/{story.plan.id}/clauses/aim/threads"
    offered = practitioner.get(f"{new}/new").text
    assert 'value="shared"' not in offered
    assert 'value="practitioner"' in offered
    refused = practitioner.post(new, data={"body": "More.", "audience": "shared"})
    assert (refused.status_code, "More." in refused.text) == (422, True)
    assert practitioner.post(f"/threads/{talk.id}/comments", data={"body": "More."}).status_code == 422
    assert "PSR has paused" not in client_as("representative").get(f"/threads/{talk.id}").text


def test_a_comment_of_ones_own_side_says_before_that_psr_will_read_it(story: Story, client_as: ClientAs) -> None:
    talk = thread(story, "practitioner", Audience.PRACTITIONER, body="Do not say that.")
    thread(story, "practitioner", Audience.PRACTITIONER, body="Kept to ourselves.")
    representative = client_as("representative")
    assert "PSR will read the one comment" in representative.get(f"/threads/{talk.id}/concerns/new").text
    where = show_psr(representative, talk)
    page = client_as("adviser").get(where).text
    assert "Do not say that." in page
    assert "Kept to ourselves." not in page
    assert client_as("adviser").get(f"/threads/{talk.id}").status_code == 404


def test_words_for_psr_are_given_back_when_something_is_missing(story: Story, client_as: ClientAs) -> None:
    talk = thread(story)
    answer = client_as("editor").post(f"/threads/{talk.id}/concerns", data={"comment": "", "hurts": "It <i>hurts</i>."})
    assert answer.status_code == 422
    assert "Choose the comment" in answer.text
    assert "It &lt;i&gt;hurts&lt;/i&gt;." in answer.text
