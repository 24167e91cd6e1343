"""The mail to a new safeguarding contact."""

from mentorship import outbox
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
