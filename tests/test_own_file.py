"""One file of what is held about oneself: all that one may see now, and nothing of anybody else's."""

from portal.domain.people.account_event import IN_WORDS, AccountChange
from portal.domain.people.bounce import note_bounce
from portal.domain.people.mail import Mail, MailKind
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story, say_wishes, suggest, take_off
from tests.phones import phone_of

FILE = "/account/file.txt"


def test_it_holds_the_account_and_all_that_its_owner_did(app: Portal, story: Story, client_as: ClientAs) -> None:
    phone_of(app, story)
    story.everybody_has_read_the_first_page()
    suggest(story, "editor", key="aim", text="Patients are always safe with us.", reason="Said by the editor.")
    client = client_as("editor")
    client.get(f"/plans/{story.plan.id}").close()
    client.post("/account/mail", data={"cadence": "at once", "phrase": "three blue teapots"}).close()
    with app.database.writing() as session:
        person_id = story.people["editor"].id
        session.add(Mail(kind=MailKind.NEWS, person_id=person_id, made_at=story.at, due_at=story.at))
        note_bounce(session, "editor@example.org", story.at)
    answer = client.get(FILE)
    assert 'filename="what-is-held-about-me.txt"' in answer.headers["Content-Disposition"]
    for words in (
        "Made for Test Editor on ",
        "E-mail address: editor@example.org",
        "App for signing in: since ",
        IN_WORDS[AccountChange.FACTOR_SET_UP],
        f"a plan of case {story.case.reference}",
        f"Case {story.case.reference}: ",
        "Your place: writes for the organisation, since ",
        "Acts for: Harbour Trust, since ",
        "How often we write to you: at once",
        ": news, waiting",
        ": an e-mail to editor@example.org came back",
        "Said by the editor.",
        "Patients are always safe with us.",
    ):
        assert words in answer.text


def test_it_holds_nothing_that_somebody_else_did(story: Story, client_as: ClientAs) -> None:
    suggest(story, "editor", reason="Said by the editor.")
    suggest(story, "practitioner", reason="Said by the practitioner.")
    say_wishes(story, "Ring me in the evening.")
    texts = {role: client_as(role).get(FILE).text for role in ("editor", "signatory", "practitioner", "stranger")}
    assert [role for role, text in texts.items() if "Said by the editor." in text] == ["editor"]
    assert [role for role, text in texts.items() if "Said by the practitioner." in text] == ["practitioner"]
    assert [role for role, text in texts.items() if "How PSR should reach you" in text] == ["practitioner"]
    assert story.case.reference not in texts["stranger"]


def test_of_a_case_that_one_has_left_it_says_only_that_there_was_one(story: Story, client_as: ClientAs) -> None:
    suggest(story, "signatory", reason="Said by the signatory.")
    take_off(story, "signatory")
    text = client_as("signatory").get(FILE).text
    assert "You were on 1 more." in text
    assert not [word for word in (story.case.reference, "Said by the signatory.") if word in text]


def test_an_observer_learns_nothing_of_the_case_from_it(story: Story, client_as: ClientAs) -> None:
    assert story.case.reference not in client_as("observer").get(FILE).text


def test_the_page_says_what_is_in_it_and_that_private_words_are(client_as: ClientAs) -> None:
    page = client_as("practitioner").get("/account/file").text
    assert "What is private to you or your side is in it too." in page
    assert f'href="{FILE}"' in page
