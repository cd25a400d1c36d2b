"""The practitioner tells the organisation who represents them: until then no page of it says that anybody does."""

from portal.domain.cases.roles import Reach, Role
from portal.domain.talk.thread import Audience
from portal.queries.cases.panels import Act
from tests.bundles import files_of
from tests.conftest import ClientAs
from tests.factories import (
    Story,
    act_for_safety,
    invite,
    limit,
    name_representative,
    put_forward,
    stop_naming,
    suggest,
    take_back_invitation,
    take_off,
    thread,
)
from tests.pages import bare

OTHERS = ("editor", "signatory")


def address(story: Story) -> str:
    return f"/members/{story.members['representative'].id}"


def test_the_practitioner_tells_the_organisation_and_takes_it_back(story: Story, client_as: ClientAs) -> None:
    practitioner, editor = client_as("practitioner"), client_as("editor")
    people = f"/cases/{story.case.id}/people"
    assert "Tell Harbour Trust" in practitioner.get(people).text
    assert "cannot see here that you have a representative" in practitioner.get(f"{address(story)}/namings/new").text
    told = practitioner.post(f"{address(story)}/namings")
    assert "The organisation is told" in practitioner.get(told.location.partition("#")[0]).text
    assert "Test Representative" in editor.get(people).text
    back = practitioner.post(f"{address(story)}/naming-endings")
    assert "finds their name no more" in practitioner.get(back.location.partition("#")[0]).text
    assert "Test Representative" not in editor.get(people).text


def test_nobody_else_tells_it(story: Story, client_as: ClientAs) -> None:
    for role in ("representative", "editor", "adviser", "observer", "stranger"):
        assert client_as(role).post(f"{address(story)}/namings").status_code in (403, 404), role


def test_what_a_representative_prepared_and_the_practitioner_sent_is_the_practitioners(
    story: Story, client_as: ClientAs
) -> None:
    change = put_forward(story, suggest(story, "representative"))
    page = client_as("editor").get(f"/proposals/{change.id}").text
    assert "Test Practitioner" in page
    assert "representative" not in page.replace("may have a representative", "")
    assert "Test Representative" in client_as("practitioner").get(f"/proposals/{change.id}").text


def test_what_they_wrote_for_both_stays_after_it_was_taken_back(story: Story, client_as: ClientAs) -> None:
    name_representative(story)
    talk = thread(story, "representative", Audience.SHARED, body="I see it so.")
    assert "Test Representative" in client_as("editor").get(f"/threads/{talk.id}").text
    stop_naming(story)
    page = client_as("editor").get(f"/threads/{talk.id}").text
    assert "I see it so." in page
    assert "Test Practitioner’s representative" in page
    assert "Test Representative" not in page


def test_a_representative_who_is_not_named_is_offered_no_way_to_write_to_the_organisation(
    story: Story, client_as: ClientAs
) -> None:
    representative, shared, action = client_as("representative"), thread(story), act_for_safety(story)
    assert f"/threads/{shared.id}/comments" not in representative.get(f"/threads/{shared.id}").text
    assert representative.post(f"/threads/{shared.id}/comments", data={"body": "So."}).status_code == 403
    remarks = f"/safety-actions/{action.id}/remarks"
    assert remarks not in representative.get(f"/safety-actions/{action.id}").text
    assert representative.post(remarks, data={"body": "So."}).status_code == 403
    form = representative.get(f"/plans/{story.plan.id}/clauses/aim/threads/new").text
    assert 'value="shared"' not in form
    name_representative(story)
    assert f"/threads/{shared.id}/comments" in representative.get(f"/threads/{shared.id}").text
    assert 'value="shared"' in representative.get(f"/plans/{story.plan.id}/clauses/aim/threads/new").text


def test_the_organisation_cannot_tell_whether_there_is_a_representative(story: Story, client_as: ClientAs) -> None:
    """Its pages are the same before one is invited, while they work, and after they left."""
    with_change = put_forward(story, suggest(story))
    story.everybody_has_read_the_first_page()
    case, plan = story.case.id, story.plan.id
    pages = ["/", f"/cases/{case}", f"/cases/{case}/people", f"/cases/{case}/record", f"/plans/{plan}"]
    pages += [f"/plans/{plan}/news", f"/plans/{plan}/clauses/aim/threads/new", f"/proposals/{with_change.id}"]
    pages += [f"/cases/{case}/record-bundle.zip", f"/cases/{case}/invitations/new"]

    def read() -> dict[tuple[str, str], str]:
        found = {(role, page): client_as(role).get(page) for role in OTHERS for page in pages}
        return {key: bare(one.text) for key, one in found.items() if one.mimetype == "text/html"}

    before = read()
    thread(story, "representative", Audience.PRACTITIONER)
    suggest(story, "representative", "aim")
    invite(story, "practitioner", Role.REPRESENTATIVE, "two@example.org", reach=Reach.DRAFT)
    assert read() == before
    take_off(story, "representative", by="practitioner")
    assert read() == before


def test_no_address_of_who_is_who_brings_out_that_there_is_one(story: Story, client_as: ClientAs) -> None:
    limit(story, Reach.DRAFT)
    name_representative(story)
    stop_naming(story)
    take_back_invitation(
        story, invite(story, "practitioner", Role.REPRESENTATIVE, "r@example.org", reach=Reach.DRAFT)[0]
    )
    take_off(story, "representative", by="practitioner")
    people = f"/cases/{story.case.id}/people?did="
    for role in OTHERS:
        pages = {bare(client_as(role).get(f"{people}{act.value}").text) for act in Act if act is not Act.OPENED}
        assert len(pages) == 1


def test_a_copy_of_the_record_lists_nobody_whom_its_events_do_not_tell_of(story: Story, client_as: ClientAs) -> None:
    for asked in ("", "?private=yes"):
        copy = client_as("editor").get(f"/cases/{story.case.id}/record-bundle.zip{asked}")
        assert str(story.members["representative"].id) not in str(files_of(copy.data))
    assert str(story.members["signatory"].id) in str(files_of(copy.data))


def test_how_many_invitations_the_other_side_sent_is_in_no_refusal(story: Story, client_as: ClientAs) -> None:
    for number in range(20):
        invite(story, "practitioner", Role.REPRESENTATIVE, f"r{number}@example.org", reach=Reach.DRAFT)
    invite(story, "editor", email="one@example.org")
