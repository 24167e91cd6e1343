"""The mail to a new safeguarding contact."""

from mentorship import outbox
from mentorship.notifications.mail import render_mail
from mentorship.notifications.models import Occurrence
from programs.actions.program_settings import add_contact, remove_contact


def test_contact_reads_what_the_role_means_and_nobody_mails_one_who_was_removed(world):
    contact = add_contact(program=world.program, email="judith@x.example", name="Judith", by=world.mira)
    occurrence = Occurrence.objects.get(kind="safeguarding_added")
    mail = outbox.desk().compose(occurrence)
    assert (mail.template, mail.context["program"]) == ("programs/emails/safeguarding_added", world.program)
    assert "named you" in mail.context["why"]
    remove_contact(program=world.program, contact=contact, by=world.mira)
    assert outbox.desk().compose(occurrence) is None


def readers():
    rows = Occurrence.objects.filter(kind="contacts_changed").order_by("pk")
    return [(one.recipient.email, one) for one in rows]


def test_nobody_becomes_a_contact_or_is_taken_out_unseen_by_the_others_and_the_owners(world):
    contact = add_contact(program=world.program, email="judith@x.example", name="Judith", by=world.mira)
    told = readers()
    assert {email for email, _one in told} == {world.sam.email, world.otto.email}
    text = render_mail(outbox.desk().compose(told[0][1])).text
    assert "mira@orchard.example named Judith as a safeguarding contact" in text
    Occurrence.objects.all().delete()
    remove_contact(program=world.program, contact=contact, by=world.mira)
    told = readers()
    assert {email for email, _one in told} == {world.sam.email, world.otto.email, "judith@x.example"}
    assert "mira@orchard.example took Judith out of" in render_mail(outbox.desk().compose(told[0][1])).text
