"""What each letter says. None names a case, a plan, or anybody: others may open the mail of its reader."""

from datetime import datetime

from portal.domain.dates import moment
from portal.domain.people.person import Person, address_of
from portal.web.mailing import NOBODY, Letter

INVITED = "You have an invitation"
RESET, CHANGED = "Choose a new password", "Your password was changed"
MOVED = "The e-mail address of your account was changed"
COVERED = "Something that you can read was changed"


def news(person: Person, page: str) -> Letter:
    """A letter that says that there is something to read, and nothing of what it is."""
    return _letter(person, "You have a message", "You have a message. Sign in to read it:", page)


def reminder(person: Person, page: str) -> Letter:
    """A letter that says that something waits, and presses nobody."""
    return _letter(
        person,
        "A message waits for you",
        "A message has waited for you for some days. Sign in to read it:",
        page,
        "Take the time that you need, for advice too. There you can also say what keeps you, and then we do not remind "
        "you.",
    )


def reset_link(person: Person | None, page: str) -> Letter:
    """A letter with the link by which its reader chooses a new password; one to nobody is as long, to no address."""
    return _letter(
        person,
        RESET,
        "Somebody asked for a new password for your account. We hope that this was you. To choose one, open this page:",
        page,
        "The link holds for one hour, and works once.",
        "If you did not ask for it, you need to do nothing. Your password stays as it is.",
    )


def password_changed(person: Person, at: datetime, page: str) -> Letter:
    """A letter that says so, with the page on which a new password can be asked for."""
    return _letter(
        person,
        CHANGED,
        f"The password of your account was changed on {moment(at)}. If this was you, you need to do nothing.",
        "If it was not you, ask for a new password at once, and call us. This is the page:",
        page,
    )


def moved_away(person: Person, before: str, at: datetime) -> Letter:
    """A letter to the address that the account had; it does not say the new one, as others may read it."""
    return _letter(
        person,
        MOVED,
        f"Your account has another address since {moment(at)}. You no longer sign in with this one.",
        "If you did not ask for this, call us at once.",
    )._replace(to=before)


def moved_here(person: Person, at: datetime) -> Letter:
    """A letter to the address that the account has now."""
    return _letter(
        person,
        MOVED,
        f"Your account has this address since {moment(at)}. From now on you sign in with it.",
        "Your password is the same.",
        "If you did not ask for this, call us at once.",
    )


def address_link(to: str, page: str) -> Letter:
    """A letter to the address that an account shall have; it names nobody, as it may be somebody else’s."""
    return _written(
        address_of(to),
        "Is this your new e-mail address?",
        "Somebody asked for their account to have this address. We hope that this was you. To use it, open this page:",
        page,
        "Opening it does nothing yet: its button does. The link holds for one hour, and works once.",
        "If you did not ask for this, you need to do nothing. Nothing changes.",
    )


def invitation(to: str, page: str, last_day: str) -> Letter:
    """A letter with the link to the page on which its reader accepts an invitation."""
    return _written(
        to,
        INVITED,
        "Somebody invites you to a service for health professionals and NHS organisations.",
        "Open this page to read what you are invited to, and by whom. Opening it does nothing yet:",
        page,
        f"The link is for you alone, and holds until {last_day}.",
        "If you did not expect this letter, you need to do nothing.",
    )


def asked_by_colleague(person: Person, page: str) -> Letter:
    """A letter to whom a colleague asks to cover, or to take cases over."""
    return _letter(
        person,
        "A colleague asks you for something",
        "A colleague asks you to act in their place. Sign in to read what it is. You can say no:",
        page,
    )


def words_covered(person: Person, at: datetime) -> Letter:
    """A letter to who signed, or reads, an agreed text in which words were covered."""
    return _letter(
        person,
        COVERED,
        f"On {moment(at)} we covered words that must not be kept, in something that was signed. Nothing else in it has "
        "changed, and the signatures stand.",
        "When you next sign in, you can take it with its new seal. Please delete the copies that you have of it from "
        "before.",
    )


def second_step_set_up(person: Person, at: datetime) -> Letter:
    """A letter that says so, so that nobody does it unseen."""
    what = "A second step was set up for signing in to your account: from now on it also takes a code of an app."
    return _about_signing_in(person, "A second step was set up for signing in", what, at)


def second_step_taken_off(person: Person, at: datetime) -> Letter:
    """The same for what PSR does when phone and codes are lost."""
    what = "The second step for signing in to your account was taken off, and you were signed out everywhere."
    return _about_signing_in(person, "The second step for signing in was taken off", what, at)


def passkey_added(person: Person, at: datetime) -> Letter:
    """The same for a passkey; its name stands on the account page."""
    what = "A passkey was added for signing in to your account."
    return _about_signing_in(person, "A passkey was added for signing in", what, at)


def passkey_taken_off(person: Person, at: datetime) -> Letter:
    """The same for one that opens nothing any more."""
    what = "A passkey for signing in to your account was taken off."
    return _about_signing_in(person, "A passkey for signing in was taken off", what, at)


def provider_bound(person: Person, at: datetime) -> Letter:
    """The same for a provider of single sign-on, which is not named."""
    what = "From now on your organisation can sign you in to your account."
    return _about_signing_in(person, "Your organisation can sign you in", what, at)


def provider_parted(person: Person, at: datetime) -> Letter:
    """The same for one that signs nobody in any more."""
    what = "From now on your organisation no longer signs you in to your account. You sign in with your password."
    return _about_signing_in(person, "Your organisation no longer signs you in", what, at)


def codes_renewed(person: Person, at: datetime) -> Letter:
    """The same for other recovery codes."""
    what = "New recovery codes were made for your account. The ones before are worth nothing any more."
    return _about_signing_in(person, "New recovery codes were made", what, at)


def _about_signing_in(person: Person, subject: str, what: str, at: datetime) -> Letter:
    return _letter(
        person,
        subject,
        f"{what} That was on {moment(at)}.",
        "If you know of it, there is nothing you need to do. If you do not, call us at once.",
        "We never ask for your password or for a code.",
    )


def _letter(person: Person | None, subject: str, *paragraphs: str) -> Letter:
    if person is None:
        return _written(NOBODY, subject, *paragraphs)
    return _written(person.email, subject, *paragraphs)._replace(person_id=person.id)


def _written(to: str, subject: str, *paragraphs: str) -> Letter:
    return Letter(to, subject, "\n\n".join(paragraphs) + "\n")
