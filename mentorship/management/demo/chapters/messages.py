"""What the pairs write to each other between meetings, and what some of them write for themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.management.demo.chapters.own_words import JOURNALS, PRIVATE
from mentorship.management.demo.told import Told
from programs.models import Person
from sessions.actions.introductions import answer_introduction, note_outcome, start_introduction
from sessions.actions.messages import post_update, send_message
from sessions.actions.private_notes import save_journal, save_private_note
from sessions.actions.thanks import say_thanks
from sessions.models import Goal, Meeting

# Of Lena and Tomás: days before today, the hour, who writes, the words.
THREAD = (
    (67, time(19, 10), "mentee", """Hello Tomás,

we are matched, and I am glad that it is you. Since summer I lead five people who were my colleagues the week before. \
I would like to learn how to hold a one-to-one that is more than a list of tickets.

Would half an hour this week suit you?

Lena"""),
    (67, time(21, 40), "mentor", """Hello Lena,

from colleague to lead of the same five people: I know that one, and it is harder than it looks from outside.

The day after tomorrow works. Bring one conversation that went differently than you wanted. We start there.

Tomás"""),
    (50, time(8, 20), "mentee", "I tried your ten seconds of silence with Mirela this morning. It took seven. "
     "Then she told me that she has been thinking of changing teams since spring."),
    (50, time(12, 5), "mentor", "Seven seconds well spent. No need to solve it today. What did you say next?"),
    (49, time(18, 30), "mentee", "“Thank you for telling me.” And then I was quiet again. "
     "I think that was the first time I did not offer a plan."),
    (36, time(20, 15), "mentor", """Something from our talk stayed with me. Before you speak with Jonas, write down:

- what you saw
- what you do **not** know
- the one sentence you want him to leave with

You need not show it to me."""),
    (30, time(17, 45), "mentee", "I had the talk with Jonas today. Twelve minutes. He said he had been waiting "
     "for somebody to say it aloud. More when we meet."),
    (30, time(19, 0), "mentor", "Twelve minutes after four months. I am glad, Lena."),
    (12, time(9, 30), "mentee", "Half of the team is ill this week, so the first round slips by a few days. "
     "I moved two talks and told everybody why."),
    (6, time(20, 50), "mentor", "I am reading the questions I start from before I send them. Two of them I have never "
     "asked you. That tells me something, too."),
)  # fmt: skip


@dataclass(frozen=True)
class Update:
    ago: int
    by: str
    progress: str = ""
    obstacle: str = ""
    link: str = ""
    of_goal: bool = True


UPDATES = (
    Update(44, "mentee", "First three talks held. Two felt natural.", "With Jonas we only talk about work."),
    Update(
        17,
        "mentee",
        "Four of five have had their first talk; the weekly report has a new owner.",
        "December: I do not see how the rhythm survives the release.",
    ),
    Update(
        15,
        "mentor",
        "I read this on the train and thought of your December.",
        link="https://example.org/one-to-ones-in-busy-weeks",
        of_goal=False,
    ),
    Update(
        3,
        "mentee",
        "Twelve held. Jonas brought a topic of his own, for the first time.",
        "Asking for criticism aloud.",
    ),
)

THANKS = (
    (29, "mentee", "“What would you tell a friend?” I asked myself that before the talk with Jonas.", True),
    (9, "mentor", "You moved two talks in a full week and told everybody why. I let mine lapse. Not any more.", True),
    (2, "mentee", "Thank you for not giving me the list on the first day. I would have read it out.", False),
)  # fmt: skip


def messages(everybody: Mapping[str, Told]) -> None:
    lena = everybody["Lena Brandt"]
    for ago, hour, by, text in THREAD:
        _send(lena, ago, hour, by, text)
    for update in UPDATES:
        _post(lena, update)
    for ago, by, text, counted in THANKS:
        with clock.at(lena.instant(-ago, time(20, 0))):
            say_thanks(by=lena.members[by], text=text, counted=counted)
    _introduce(lena)
    _write_down(everybody)
    _others(everybody)


def _send(told: Told, ago: int, hour: time, by: str, text: str) -> None:
    with clock.at(told.instant(-ago, hour)):
        send_message(by=told.members[by], text=text)


def _post(told: Told, update: Update) -> None:
    goal = Goal.objects.filter(mentorship=told.mentorship).order_by("number").first()
    with clock.at(told.instant(-update.ago, time(18, 0))):
        post_update(
            by=told.members[update.by],
            progress=update.progress,
            obstacle=update.obstacle,
            link=update.link,
            goal=goal if update.of_goal else None,
        )


def _introduce(told: Told) -> None:
    """One asked for, made and talked about; one offered, still to be answered."""
    mentor, mentee = told.members["mentor"], told.members["mentee"]
    with clock.at(told.instant(-34, time(20, 0))):
        asked = start_introduction(
            by=mentee,
            kind="asked",
            whom="Somebody who led former colleagues and now, two years later, looks back",
            reason="I would like to hear what they would do earlier. Half an hour is plenty.",
        )
    with clock.at(told.instant(-31, time(12, 0))):
        line = "Ana Ruiz leads support in Lisbon. She says yes and expects your mail."
        answer_introduction(by=mentor, introduction=asked, state="made", answer=line)
    with clock.at(told.instant(-13, time(19, 0))):
        came = (
            "We talked for fifty minutes. She told me to say once, in front of all, that my job has changed."
        )
        note_outcome(by=mentee, introduction=asked, outcome=came)
    with clock.at(told.instant(-4, time(21, 0))):
        start_introduction(
            by=mentor,
            kind="offered",
            whom="Henrik from our works council, who trains new leads",
            reason="He runs an evening on difficult talks in January and has a place left.",
        )


def _write_down(everybody: Mapping[str, Told]) -> None:
    for mentee, role, ago, text in JOURNALS:
        told = everybody[mentee]
        person = told.members[role].enrolment.person
        with clock.at(told.instant(-ago, time(20, 30))):
            day = clock.today(person.own_zone())
            goal = Goal.objects.filter(owner=told.members[role]).order_by("number").first()
            save_journal(by=_account(person), day=day, text=text, version=0, goal=goal)
    for mentee, role, meeting_ago, text in PRIVATE:
        told = everybody[mentee]
        meeting = _meeting(told, meeting_ago) if meeting_ago else None
        with clock.at(told.instant(-max(meeting_ago, 1), time(21, 15))):
            save_private_note(by=told.members[role], meeting=meeting, text=text, version=0)


def _account(person: Person) -> User:
    if person.user is None:
        raise LookupError(person.name)
    return person.user


def _meeting(told: Told, ago: int) -> Meeting:
    start = told.instant(-ago, time(0, 0))
    rows = Meeting.objects.filter(mentorship=told.mentorship, starts_at__gte=start)
    return rows.filter(starts_at__lt=start + timedelta(days=1)).earliest("starts_at")


def _others(everybody: Mapping[str, Told]) -> None:
    """A little for pairs at other stages. The pair that has just begun has a draft waiting, and no message."""
    amara = everybody["Amara Nwosu"]
    _send(
        amara,
        61,
        time(9, 0),
        "mentor",
        "Hello Amara, I look forward to it. What should I know before we meet?",
    )
    _send(amara, 61, time(13, 20), "mentee", "That I talk fast when I am nervous. You may say “slower”.")
    _send(amara, 3, time(18, 10), "mentee", "The first talk is done. Nobody cried, not even me.")
    _post(amara, Update(20, "mentee", "I have my opening sentence.", "Saying it to somebody older than me."))
    with clock.at(amara.instant(-1, time(19, 0))):
        say_thanks(by=amara.members["mentee"], text="You said “slower” only once, and I heard it all week.")
    kwame = everybody["Kwame Mensah"]
    _send(
        kwame,
        57,
        time(10, 0),
        "mentee",
        "Thank you for today. I will draw the map of who wins and who loses.",
    )
    _send(
        kwame,
        16,
        time(7, 45),
        "mentor",
        "Bring the version you would be embarrassed to show. We shorten it together.",
    )
    daniel = everybody["Daniel Costa"]
    _post(daniel, Update(6, "mentee", "The script ran twice beside the old way. Same numbers!", of_goal=True))
    sofia = everybody["Sofia Marinou"]
    with clock.at(sofia.instant(-16, time(20, 0))):
        say_thanks(
            by=sofia.members["mentee"], text="You read every single one of my applications.", counted=True
        )
