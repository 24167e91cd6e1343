"""What Lena and Tomás say to each other beyond a line after the meeting, and what becomes of it."""

from collections.abc import Mapping
from datetime import time, timedelta

from mentorship.lib import clock
from mentorship.management.demo.told import Told
from sessions.actions.action_items import set_action_done
from sessions.actions.feedback import More, Point, change_feedback, record_feedback
from sessions.actions.feedback_replies import acknowledge, ask_for_example, reply_to_feedback, take_from
from sessions.actions.feedback_requests import answer_request, ask_for_feedback
from sessions.models import Feedback, Meeting

EVENING, LATE, MORNING = time(20, 10), time(21, 40), time(8, 15)


def feedback(everybody: Mapping[str, Told]) -> None:
    lena = everybody["Lena Brandt"]
    _after_the_talk_with_jonas(lena)
    _after_the_first_round(lena)
    _asked_and_answered(lena)
    _asked_and_waiting(lena)
    _amara(everybody["Amara Nwosu"])


def _meeting(told: Told, ago: int) -> Meeting:
    """The one held `ago` days before today."""
    day = told.instant(-ago, time(12))
    return told.mentorship.meetings.get(
        starts_at__range=(day - timedelta(hours=12), day + timedelta(hours=12))
    )


def _after_the_talk_with_jonas(told: Told) -> None:
    mentor, mentee = told.members["mentor"], told.members["mentee"]
    meeting = _meeting(told, 22)
    given = Feedback.objects.get(meeting=meeting, author=mentor)
    with clock.at(given.recorded_at + timedelta(minutes=20)):
        change_feedback(
            by=mentor,
            feedback=given,
            version=given.version,
            went_well=f"{given.went_well} And you told me how it really went, the clumsy minutes included. That is why "
            "we could work with it.",
            try_next="Say your own wish out loud before you ask him for his. You left it out twice.",
            more=More(
                situation="When you described the moment after he said he felt passed over",
                observation="I saw that you waited, counted to ten and let him go on.",
                effect="He told you about August. I think nobody had asked him before.",
                points=(
                    Point("strength", "You can bear a silence", "Open with a question, then count to ten."),
                    Point("strength", "You prepare in writing", "Take the three lines into the room."),
                    Point(
                        "gap",
                        "Your own wish stays unsaid",
                        "One sentence at the start: “What I hope for is …”",
                    ),
                ),
                learned="That a manager can apologise for a decision she did not make. I had never thought of it.",
            ),
        )
    with clock.at(told.instant(-22, LATE)):
        record_feedback(
            by=mentee,
            meeting=meeting,
            went_well="I came in thinking I had made everything worse and left with a plan for the next talk. You "
            "shared the story of your own first team, which helped more than any model would have.",
            try_next="I would have liked ten minutes for the weekly report, we ran out of time.",
            more=More(
                useful="very",
                more_of="Stories of what went wrong for you",
                less_of="Links I never get to read",
                learned="Naming a thing kindly is shorter than walking around it for three months.",
            ),
        )
        ask_for_example(by=mentee, feedback=given)
    with clock.at(told.instant(-21, MORNING)):
        reply_to_feedback(
            by=mentor,
            feedback=given,
            text="You said “we should find a way”. I wondered what way you would like best. Jonas may have wondered, "
            "too. Had you said “I would like you to lead the December project”, he could have said yes.",
        )
    with clock.at(told.instant(-21, EVENING)):
        reply_to_feedback(
            by=mentee, feedback=given, text="Oh. Yes. I can hear myself saying it. Thank you, that is it."
        )
        taken = take_from(
            by=mentee,
            feedback=given,
            text="Start the next talk with one sentence on what I hope for",
            as_action=True,
            due_on=told.today - timedelta(days=9),
        )
    with clock.at(told.instant(-10, EVENING)):
        if taken.action is not None:
            set_action_done(by=mentee, item=taken.action, done=True)


def _after_the_first_round(told: Told) -> None:
    """Feedback of a week ago that still waits for what Lena takes from it; hers to him, with a question of his."""
    mentor, mentee = told.members["mentor"], told.members["mentee"]
    meeting = _meeting(told, 8)
    with clock.at(told.instant(-8, EVENING)):
        record_feedback(
            by=mentor,
            meeting=meeting,
            went_well="The first round is done, all five of them: that is a milestone. You compared what you "
            "had expected with what you heard, without my asking.",
            try_next="Write down what surprised you. Surprises are the part one forgets first.",
            more=More(
                situation="When you came to Ada, who wants no meetings at all",
                observation="I saw that you defended the meeting before you had asked her why.",
                effect="I would have stopped telling you things at that point.",
                points=(
                    Point(
                        "strength",
                        "You look back before you run on",
                        "Ten minutes after each round, in writing.",
                    ),
                    Point(
                        "gap", "You defend an idea when it is questioned", "One question before every answer."
                    ),
                ),
            ),
        )
    with clock.at(told.instant(-8, LATE)):
        mine = record_feedback(
            by=mentee,
            meeting=meeting,
            went_well="Good to look back before running on. You asked me what I am proud of and then waited until I "
            "had an answer.",
            try_next="Sometimes your second question comes before I have finished the first.",
            more=More(useful="turning", learned="That being proud of something is information, not vanity."),
        )
    with clock.at(told.instant(-7, MORNING)):
        acknowledge(by=mentor, feedback=mine)
        ask_for_example(by=mentor, feedback=mine)


def _asked_and_answered(told: Told) -> None:
    mentor, mentee = told.members["mentor"], told.members["mentee"]
    with clock.at(told.instant(-20, MORNING)):
        asked = ask_for_feedback(
            by=mentee,
            what="The mail in which I move the weekly report to Ada",
            link="https://docs.example/linden/weekly-report",
            wants="clarity",
            until=told.today - timedelta(days=17),
        )
    with clock.at(told.instant(-19, EVENING)):
        given = answer_request(
            by=mentor,
            request=asked,
            went_well="You say why it is Ada and not somebody else. She will keep this mail.",
            try_next="The first paragraph apologises. Nothing has gone wrong, so leave it out.",
            more=More(clarity="Yes, up to “as discussed”: three of your readers were not there."),
        )
    with clock.at(told.instant(-18, MORNING)):
        take_from(by=mentee, feedback=given, text="No apology where nothing has gone wrong")
    with clock.at(told.instant(-17, MORNING)):
        asked = ask_for_feedback(
            by=mentor, what="My outline for the mentors’ evening in spring", wants="improvement"
        )
    with clock.at(told.instant(-16, EVENING)):
        answer_request(
            by=mentee,
            request=asked,
            went_well="The part on asking before telling. I know it from the receiving end, it works.",
            try_next="Let a mentee speak, too. Twenty mentors among themselves will agree about us.",
        )


def _asked_and_waiting(told: Told) -> None:
    with clock.at(told.instant(-1, MORNING)):
        ask_for_feedback(
            by=told.members["mentee"],
            what="The first page of my talk for the January all-hands",
            link="https://docs.example/linden/january-talk",
            wants="anything",
            until=told.today + timedelta(days=5),
        )


def _amara(told: Told) -> None:
    given = Feedback.objects.filter(meeting=_meeting(told, 21), author=told.members["mentor"]).get()
    with clock.at(told.instant(-20, EVENING)):
        take_from(
            by=told.members["mentee"], feedback=given, text="Say the sentence early, while it is still small"
        )
