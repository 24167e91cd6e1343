"""Half a year of Ada and Ben in two browsers, from hello to the keepsake: once with script, once without."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from mentorship import outbox
from mentorship.lib import clock
from mentorship.notifications.models import Delivery
from programs.models import Mentorship
from sessions.models import Meeting
from tests.journeys.test_pair import signed_in
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLACE = "https://meet.example.org/us"
LETTER_OF_BEN = "Dear Ada, I came with a question."
LETTER_OF_ADA = "Dear Ben, and you leave with better ones."


@pytest.fixture
def travel(monkeypatch) -> Callable[[float], None]:
    """`travel(days)` moves the clock on for every thread, the server's too (`clock.at` is one thread's)."""
    passed = timedelta()

    class Calendar(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return datetime.now(tz) + passed

    def on(days: float) -> None:
        nonlocal passed
        passed += timedelta(days=days)

    monkeypatch.setattr(clock, "datetime", Calendar)
    return on


class Someone:
    """One of the two, at their browser: every step begins where the menu or Today leads."""

    def __init__(self, page: Page, code: str) -> None:
        self.page, self.code = page, code

    def opens(self, name: str, *numbers: object) -> "Someone":
        """A page of the pair; every other one is reached by its links."""
        self.page.goto(reverse(f"sessions:{name}", args=[self.code, *numbers]))
        return self

    def goes_to_today(self) -> "Someone":
        self.page.goto(reverse("dashboards:today"))
        return self

    def presses(self, name: str, *, exact: bool = True) -> "Someone":
        """A button or a link by its words, the first of them."""
        words = {"name": name, "exact": exact}
        self.page.get_by_role("button", **words).or_(self.page.get_by_role("link", **words)).first.click()
        self.page.wait_for_load_state("networkidle")
        expect(self.page.locator(".htmx-request")).to_have_count(0)
        return self

    def fills(self, label: str, text: str) -> "Someone":
        self.page.get_by_label(label).first.fill(text)
        return self

    def unfolds(self, summary: str) -> "Someone":
        self.page.locator("summary", has_text=summary).first.click()
        return self

    def sees(self, words: str) -> "Someone":
        expect(self.page.locator("main").get_by_text(words).first).to_be_visible()
        return self

    def sees_not(self, words: str) -> "Someone":
        expect(self.page.get_by_text(words)).to_have_count(0)
        return self

    def box(self, label: str) -> Locator:
        return self.page.get_by_role("checkbox", name=label)


def say_hello_and_agree(ben: Someone, ada: Someone) -> None:
    """The first day: three steps of which two are done before the first meeting is booked."""
    ben.opens("space").presses("Write the first message").fills(
        "Write a message", "Hello Ada, I am glad of this."
    )
    ben.presses("Send").sees("Hello Ada, I am glad of this.")
    ben.opens("space").page.locator("#open-agreement").click()
    ben.presses("Take the program’s suggestion and sign").sees("signed")
    ada.goes_to_today().page.locator("main").get_by_role("link", name="Read and sign").first.click()
    ada.presses("Sign").sees("signed by you both")


def book_and_prepare(ben: Someone) -> None:
    """A goal, a date out of both people's hours, an agenda."""
    ben.opens("goal_new").fills("Your goal, in one sentence", "By June I lead one design review a month.")
    ben.presses("Save the goal").fills("Add a milestone", "Shadow one").presses("Add the milestone").sees(
        "Shadow one"
    )
    ben.opens("meetings").presses("Find a date").page.locator("#when-place").fill(PLACE)
    ben.page.locator("#slot-1").click()
    ben.sees("Both of you get an invitation")
    ben.opens("prepare", 1).fills("Add a topic", "Where I stand").page.get_by_label("Add a topic").press(
        "Enter"
    )
    ben.sees("Where I stand")
    ben.presses("Send the agenda")


def meet(ben: Someone, ada: Someone, number: int) -> None:
    """Notes while they talk, a wrap-up that books the next one by rhythm."""
    ada.opens("live", number).presses("Talked about").sees("talked about")
    ben.opens("meeting", number).fills("Notes you both write", "Ask the question first.").presses(
        "Save the notes"
    )
    ben.opens("live", number).presses("Wrap up")
    ben.page.locator("[name=first]").fill("How the question landed")
    ben.page.locator("[name=book]").check()
    ben.presses("That’s it")


def feedback_and_what_becomes_of_it(ben: Someone, ada: Someone) -> None:
    """From the line on Today: open, one box, send. Ben makes an action of it."""
    ada.goes_to_today().presses("Give feedback").fills("What went well", "You came with a clear question.")
    ada.presses("Send").sees("You came with a clear question.")
    ben.opens("meeting", 1).sees("You came with a clear question.")
    ben.presses("Reply, ask for an example, take something from it")
    ben.fills("What I take from it", "Begin each talk with the question").presses("Make it an action")
    ben.opens("space").sees("Begin each talk with the question")


def advice_and_an_update(ben: Someone, ada: Someone) -> None:
    """Ada's advice is tried and she reads what came of it; an update of Ben's stands on her Today."""
    ada.opens("advice").fills("A piece of advice", "Ask each of them beforehand.").presses("Give this advice")
    ben.goes_to_today().presses("Ada gave you a piece of advice").sees("Ask each of them beforehand.")
    ben.fills("What I tried", "I asked two.").fills("What came of it", "Both came prepared.").presses(
        "I tried it"
    )
    ada.opens("advice").sees("Both came prepared.")
    ben.opens("updates").fills("What moved", "The first review took place.").presses("Post the update")
    ada.goes_to_today().presses("Ben posted an update").sees("The first review took place.")


def rest_and_another_rhythm(ben: Someone, ada: Someone) -> None:
    """A new rhythm needs both; a rest needs one, and ends by one press."""
    ben.opens("rhythm").page.get_by_label("How often").select_option("2")
    ben.presses("Propose it")
    ada.goes_to_today().page.locator("main a.btn").first.click()
    ada.presses("Yes, let’s do that").opens("rhythm").sees("Every two weeks")
    until = (clock.now() + timedelta(days=20)).date()
    ben.opens("rhythm").unfolds("Rest for a while").page.locator("[name=until]").fill(until.isoformat())
    ben.presses("Rest until then")
    ada.opens("space").sees("resting")
    ben.opens("rhythm").presses("Go on now")


def look_back(ben: Someone, ada: Someone) -> None:
    """Sealed until both wrote: neither reads the other's before."""
    ben.opens("assessment", 1, "end")
    ben.page.get_by_role("radio").nth(3).check()
    ben.fills("In a line: what makes you say so?", "I led three.").presses("Seal it")
    ada.opens("goal", 1).sees_not("I led three.")
    ada.opens("assessment", 1, "end")
    ada.page.get_by_role("radio").nth(4).check()
    ada.fills("In a line: what makes you say so?", "They ask for you now.").presses("Seal it")
    ben.opens("goal", 1)
    expect(ben.page.get_by_text("They ask for you now.")).to_have_count(1)
    ben.presses("It is reached").fills("What made the difference?", "Practice.")
    ben.presses("Keep this line")
    ben.opens("thanks").page.locator("[name=text]").fill("Thank you for asking before telling.")
    ben.presses("Send the line")
    ada.goes_to_today().sees("Thank you for asking before telling.")


def end_well(ben: Someone, ada: Someone) -> None:
    """Begun by one, letters delivered together, ended, kept."""
    ben.opens("ending").presses("Begin the ending").presses("Write your letter")
    ben.page.locator("[name=text]").fill(LETTER_OF_BEN)
    ben.presses("My letter is done")
    ada.goes_to_today().page.locator("main a.btn").first.click()
    ada.sees_not("I came with a question").opens("letter").sees_not("I came with a question")
    ada.page.locator("[name=text]").fill(LETTER_OF_ADA)
    ada.presses("My letter is done").opens("letter").sees("I came with a question")
    ben.opens("letter").sees("you leave with better ones")
    ben.opens("ending").presses("End the mentorship")
    ben.opens("keepsake").sees("By June I lead one design review a month.").sees("you leave with better ones")


def kept_by(someone: Someone) -> dict[str, object]:
    return json.loads(someone.page.request.get(reverse("sessions:keepsake_json", args=[someone.code])).body())


# Without script the same forms are sent by the browser itself: one database is enough for that.
@pytest.mark.parametrize(
    "script",
    [
        pytest.param(True, id="with script"),
        pytest.param(False, id="without script", marks=pytest.mark.embedded),
    ],
)
def test_two_people_from_hello_to_the_keepsake(
    pair: World, travel, browser: Browser, live_server, mailoutbox, script: bool
):
    code = pair.ada_ben.code
    ben, ada = (
        Someone(signed_in(browser, live_server.url, who, java_script_enabled=script), code)
        for who in (pair.ben, pair.ada)
    )
    say_hello_and_agree(ben, ada)
    travel(1)
    book_and_prepare(ben)
    first = Meeting.objects.get(number=1)
    travel((first.starts_at - clock.now()) / timedelta(days=1) + 0.01)
    meet(ben, ada, 1)
    travel(0.1)
    feedback_and_what_becomes_of_it(ben, ada)
    travel(25)
    advice_and_an_update(ben, ada)
    travel(40)
    rest_and_another_rhythm(ben, ada)
    travel(90)
    look_back(ben, ada)
    travel(25)
    end_well(ben, ada)
    assert Mentorship.objects.get(code=code).state == Mentorship.State.ENDED
    assert Meeting.objects.filter(state=Meeting.State.BOOKED, starts_at__gt=clock.now()).count() == 0
    letters = [{letter["text"] for letter in kept_by(who)["letters"]} for who in (ben, ada)]
    assert letters == [{LETTER_OF_BEN, LETTER_OF_ADA}] * 2
    outbox.send_due()
    sent = Delivery.objects.filter(state="sent").count()
    travel(60)
    outbox.plan_due()
    outbox.send_due()
    assert Delivery.objects.filter(state="sent").count() == sent  # an ended pair hears nothing more
