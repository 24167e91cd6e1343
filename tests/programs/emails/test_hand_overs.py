"""The mail about a program that was handed over: wanted until it is over, leading where its reader may go."""

from mentorship.notifications.models import Occurrence
from programs.actions.hand_overs import end_cover, hand_over_for_holiday
from programs.emails.hand_overs import program_handed_over
from tests import make


def test_mail_leads_into_the_program_once_it_is_theirs_and_is_not_wanted_when_it_is_over(world):
    for starts, leads_to in ((3, "/today/"), (0, f"/programs/{world.program.code}/hand-over/")):
        days = {"from_on": make.some_day(starts), "until": make.some_day(9)}
        hand_over_for_holiday(program=world.program, by=world.mira, to=world.nora, **days)
        occurrence = Occurrence.objects.filter(kind="program_handed_over").latest("pk")
        mail = program_handed_over(occurrence)
        assert leads_to.strip("/").split("/")[-1] in mail.context["link"]
        assert mail.context["giver"] == world.mira.email
        end_cover(program=world.program, by=world.mira)
        assert program_handed_over(occurrence) is None
