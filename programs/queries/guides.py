"""The guides Trellis brings along: what each is about, for whom, how long. Their texts are templates/library/."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
EVERYBODY, MENTORS, MENTEES, COORDINATORS = "everybody", "mentor", "mentee", "coordinator"
FOR_WHOM: dict[str, Words] = {
    EVERYBODY: _("for everybody"),
    MENTORS: _("for mentors"),
    MENTEES: _("for mentees"),
    COORDINATORS: _("for coordinators"),
}
BEGINNING, TALKING, GOALS, SKILLS, CHANGES, PRINT = (
    _("beginning"),
    _("talking and listening"),
    _("goals"),
    _("skills at work"),
    _("when things change"),
    _("to print"),
)


@dataclass(frozen=True)
class Guide:
    """`agenda`: topics that go onto the agenda of a meeting in one press. `practice`: counts in a mentor's record."""

    slug: str
    title: Words
    summary: Words
    topic: Words
    minutes: int
    for_whom: str = EVERYBODY
    practice: bool = False
    agenda: tuple[Words, ...] = ()

    @property
    def template(self) -> str:
        return f"library/{self.slug.replace('-', '_')}.html"


GUIDES: dict[str, Guide] = {
    guide.slug: guide
    for guide in (
        Guide(
            "start-mentor",
            _("A five-minute start for mentors"),
            _("What is asked of you, what is not, and what to do this week."),
            BEGINNING,
            2,
            MENTORS,
            practice=True,
        ),
        Guide(
            "start-mentee",
            _("A five-minute start for mentees"),
            _("You set the course. How to begin without having everything worked out."),
            BEGINNING,
            2,
            MENTEES,
        ),
        Guide(
            "start-coordinator",
            _("A five-minute start for coordinators"),
            _("What to look at each week, what you never see, and when to step in."),
            BEGINNING,
            2,
            COORDINATORS,
        ),
        Guide(
            "first-meeting",
            _("A good first meeting"),
            _(
                "An hour to find out whether you can work together. Four parts, and one thing agreed at the end."
            ),
            BEGINNING,
            2,
            practice=True,
        ),
        Guide(
            "asking-before-telling",
            _("Asking before telling"),
            _("Why the second question is worth more than the first answer."),
            TALKING,
            2,
            MENTORS,
            practice=True,
        ),
        Guide(
            "listening",
            _("Listening: say back what you heard"),
            _("One habit that shows you understood, or shows in time that you did not."),
            TALKING,
            2,
            practice=True,
        ),
        Guide(
            "feedback",
            _("Giving and taking feedback"),
            _("What you saw, what it did, what to try. And how to hear it."),
            TALKING,
            2,
            practice=True,
        ),
        Guide(
            "goals",
            _("A goal you can both see"),
            _("From “get better at …” to a sentence that tells you when you are there."),
            GOALS,
            2,
        ),
        Guide(
            "results-take-time",
            _("Results take time"),
            _("What usually happens in months one, three and six, and why a flat month is no failure."),
            GOALS,
            2,
            practice=True,
        ),
        Guide(
            "when-it-goes-quiet",
            _("When it goes quiet"),
            _("Silence is seldom about you. Three sentences that start the conversation again."),
            CHANGES,
            2,
            practice=True,
        ),
        Guide(
            "ending-well",
            _("Ending well"),
            _("The last meeting is worth preparing: look back, hand over, say what it meant."),
            CHANGES,
            2,
            practice=True,
        ),
        Guide(
            "communication",
            _("Communication: say it so that it lands"),
            _("One point, for one listener, with what you want from them."),
            SKILLS,
            2,
        ),
        Guide(
            "leadership",
            _("Leadership before the title"),
            _("Small acts people follow, long before anybody calls you a lead."),
            SKILLS,
            2,
        ),
        Guide(
            "networking",
            _("Networking for people who dislike the word"),
            _("A few people you can be useful to, kept over years."),
            SKILLS,
            2,
        ),
        Guide(
            "problem-solving",
            _("Problem solving: make it hold still"),
            _("Four questions before the first solution."),
            SKILLS,
            2,
        ),
        Guide(
            "first-meeting-agenda",
            _("Agenda of a first meeting"),
            _("An hour in six topics. Print it, or put the topics on your agenda."),
            PRINT,
            1,
            agenda=(
                _("Who we are: one turn in our way, each"),
                _("What brought us here, and what would make this worth it"),
                _("What we expect of each other, and what is off the table"),
                _("What stays between us"),
                _("How we meet: rhythm, length, channel, what to do when one of us can’t"),
                _("One thing each of us does until next time"),
            ),
        ),
        Guide(
            "feedback-page",
            _("A page for feedback"),
            _("Five lines to fill in before you say it."),
            PRINT,
            1,
        ),
        Guide(
            "one-page-plan",
            _("A plan on one page"),
            _("One goal, why, how you will both see it, the next three steps."),
            PRINT,
            1,
            agenda=(
                _("Our plan on one page: is the goal still right?"),
                _("The next three steps, and what might get in the way"),
            ),
        ),
    )
}
