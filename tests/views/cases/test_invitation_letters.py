"""How many letters invite to one case: whoever sends them again and again is stopped."""

from dataclasses import replace

from sqlalchemy import select

from portal.domain.cases.invitation import Invitation
from portal.web import letter_limits
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story
from tests.views.cases.test_invitations import FORM, link, send


def test_one_case_sends_so_many_letters_an_hour_and_no_more(app: Portal, story: Story, client_as: ClientAs) -> None:
    app.settings = replace(app.settings, invitation_letters_per_hour=3)
    editor = client_as("editor")
    send(editor, story)
    before = link(app)
    with app.database.reading() as session:
        [invitation] = session.scalars(select(Invitation)).unique().all()
    again = f"/invitations/{invitation.id}/letters"
    assert [editor.post(again).status_code for _ in range(3)] == [303, 303, 422]
    assert letter_limits.TOO_MANY_OF_SIDE.format(most=3) in editor.post(again).text
    refused = editor.post(f"/cases/{story.case.id}/invitations", data=FORM | {"invited_email": "other@example.org"})
    assert refused.status_code == 422
    assert "other@example.org" in refused.text
    assert len(app.outbox.newest(9)) == 3
    assert link(app) != before
    assert app.test_client().get(link(app)).status_code == 200
