"""Going back and saving the same suggestion again: it is noticed, and nothing that was typed is lost."""

from portal.domain.plans.content import fingerprint
from tests.conftest import ClientAs
from tests.factories import WORDS

FORM = {"text": "The supervisor will ring.", "reason": "It is clearer.", "shown": fingerprint(WORDS["supervision"])}
OTHER_REASON = FORM | {"reason": "Because <b>I</b> said so."}


def test_saving_the_same_a_second_time_leads_to_the_first(client_as: ClientAs, where: str) -> None:
    client = client_as("practitioner")
    first = client.post(where, data=FORM).location
    refused = client.post(where, data=OTHER_REASON)
    assert (refused.status_code, "Your side has suggested exactly this already" in refused.text) == (422, True)
    assert f'<a href="{first}">Read the suggestion that your side has already</a>' in refused.text
    assert 'href="#again"' in refused.text
    assert "Because &lt;b&gt;I&lt;/b&gt; said so." in refused.text


def test_whoever_means_it_saves_it_a_second_time(client_as: ClientAs, where: str) -> None:
    client = client_as("practitioner")
    first = client.post(where, data=FORM).location
    assert 'name="again" value="yes">Save it as another suggestion' in client.post(where, data=OTHER_REASON).text
    again = client.post(where, data=OTHER_REASON | {"again": "yes"})
    assert (again.status_code, again.location == first) == (303, False)


def test_the_other_side_is_told_nothing_of_it(client_as: ClientAs, where: str) -> None:
    client_as("practitioner").post(where, data=FORM)
    assert client_as("editor").post(where, data=FORM).status_code == 303
