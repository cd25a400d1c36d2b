"""The page on which somebody chooses how they are told by e-mail."""

import pytest

from portal.domain.people.mail_preference import Cadence, Chosen, chosen_by, sealing
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story

WHERE = "/account/mail"


def chosen(app: Portal, story: Story, role: str = "editor") -> Chosen:
    with app.database.reading() as session:
        return chosen_by(session, story.people[role].id, sealing(app.settings.secret_keys))


def test_what_was_chosen_is_kept_for_oneself_alone_and_shown_again(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    editor = client_as("editor")
    assert 'value="daily" checked' in editor.get(WHERE).text
    sent = editor.post(WHERE, data={"cadence": "my turn", "at_any_hour": "yes", "phrase": " three kettles "})
    page = editor.get(sent.location).text
    assert "From now on we write to you as you chose." in page
    assert 'value="my turn" checked' in page
    assert 'value="yes" checked' in page
    assert chosen(app, story) == Chosen(Cadence.MY_TURN, True, "three kettles")
    assert "You chose how we write to you" in editor.get("/account").text
    assert chosen(app, story, "practitioner") == Chosen()
    assert "kettles" not in client_as("practitioner").get(WHERE).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"phrase": "kettles"}, "Choose how often we write to you."),
        ({"cadence": "hourly", "phrase": "kettles"}, "Choose how often we write to you."),
        ({"cadence": "daily", "phrase": "t" * 61, "at_any_hour": "yes"}, "60"),
    ],
)
def test_what_is_missing_or_unfit_is_said_and_what_was_typed_is_kept(
    app: Portal, story: Story, client_as: ClientAs, typed: dict[str, str], said: str
) -> None:
    answer = client_as("editor").post(WHERE, data=typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{typed["phrase"]}"' in answer.text
    assert ('value="yes" checked' in answer.text) == ("at_any_hour" in typed)
    assert chosen(app, story) == Chosen()
