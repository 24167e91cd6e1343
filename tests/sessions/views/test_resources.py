"""The page of what two people share."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorship.lib.files import MOST_BYTES
from programs.actions.mentorships import end_mentorship
from programs.models import Part, Program
from sessions.actions.resources import NewResource, share_resource
from sessions.models import AgendaItem, PairFile, Resource, ResourceRead
from tests.file_samples import BAD, GOOD, PNG
from tests.sessions import rows

pytestmark = pytest.mark.usefixtures("frozen")
HTMX = {"HX-Request": "true", "HX-Target": "resources"}
WORDS = {"title": "A talk", "why": "It shaped me", "link": "https://example.org/talk"}


def url(world, name: str = "resources") -> str:
    return reverse(f"sessions:{name}", args=[world.ada_ben.code])


def share(world, seat: int = 0, **facts) -> Resource:
    return share_resource(by=rows.seats(world.ada_ben)[seat], new=NewResource(**{"title": "A talk", **facts}))


def upload(name: str, data: bytes) -> dict:
    return {**WORDS, "link": "", "file": SimpleUploadedFile(name, data, content_type="image/png")}


def test_something_shared_stands_on_the_other_ones_page_as_not_read(world, sign_in):
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    made = ada.post(url(world), {**WORDS, "form_key": "a" * 24})
    assert (made.status_code, made["Location"]) == (303, f"{url(world)}#resource-1")
    page = ben.get(url(world)).content.decode()
    assert "For you, not read yet" in page
    assert 'href="https://example.org/talk" rel="noopener noreferrer nofollow"' in page
    assert "You and your partner in this mentorship. Never coordinators." in page
    assert "For you, not read yet" not in ada.get(url(world)).content.decode()


def test_a_form_sent_twice_shares_once(world, sign_in):
    ada = sign_in(world.ada)
    answers = [ada.post(url(world), {**upload("a.png", PNG), "form_key": "a" * 24}) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [f"{url(world)}#resource-1"] * 2
    assert (Resource.objects.count(), PairFile.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"title": ""}, "Write a few words first."),
        ({"why": ""}, "Say in a few words why"),
        ({"link": ""}, "Give the link. For a file, a book"),
        ({"link": "javascript:alert(1)"}, "Give a web address, such as"),
        ({"link": "https://exa mple"}, "Give a web address, such as"),
        ({"kind": "guide"}, "Select a valid choice"),
        ({"direction": "everybody"}, "Select a valid choice"),
        ({"title": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_the_rest_kept(world, sign_in, sent, sentence):
    answer = sign_in(world.ada).post(url(world), {**WORDS, **sent})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    kept = [words for name, words in WORDS.items() if name not in sent]
    assert [words for words in kept if words not in page] == []
    assert Resource.objects.count() == 0


def test_a_book_needs_no_link_and_a_bare_host_becomes_one(world, sign_in):
    ada = sign_in(world.ada)
    assert ada.post(url(world), {**WORDS, "link": "", "kind": "book"}).status_code == 303
    assert ada.post(url(world), {**WORDS, "link": "example.org/x", "direction": "both"}).status_code == 303
    assert [(row.kind, row.link, row.direction) for row in Resource.objects.order_by("number")] == [
        ("book", "", "partner"),
        ("link", "https://example.org/x", "both"),
    ]


def test_a_file_is_shared_under_its_own_type_whatever_the_browser_says(world, sign_in):
    answer = sign_in(world.ada).post(url(world), upload("../../My plan.pdf", GOOD["plan.pdf"][0]))
    assert answer.status_code == 303
    file = PairFile.objects.get()
    assert (file.name, file.content_type, file.size) == ("My plan.pdf", "application/pdf", 14)
    page = sign_in(world.ben).get(url(world)).content.decode()
    assert f'href="{reverse("sessions:file", args=[world.ada_ben.code, 1])}" download' in page


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_not_what_it_says_is_refused(world, sign_in, name):
    answer = sign_in(world.ada).post(url(world), upload(name, BAD[name]))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="resource-file_error"' in page or 'aria-invalid="true"' in page
    assert '<details id="share-more" open>' in page
    assert (Resource.objects.count(), PairFile.objects.count()) == (0, 0)


def test_five_megabytes_and_one_byte_are_refused_and_the_text_is_kept(world, sign_in):
    ada = sign_in(world.ada)
    answer = ada.post(url(world), upload("a.png", PNG + bytes(MOST_BYTES - len(PNG) + 1)))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This file is larger than 5 MB. Choose a smaller one, or share a link to it." in page
    assert "It shaped me" in page
    assert ada.post(url(world), upload("a.png", PNG + bytes(MOST_BYTES - len(PNG)))).status_code == 303


def test_more_than_a_form_holds_is_413_and_nothing_is_kept(world, sign_in):
    answer = sign_in(world.ada).post(url(world), upload("a.png", bytes(6 * 1024 * 1024)))
    assert answer.status_code == 413
    assert PairFile.objects.count() == 0


def test_a_file_chosen_beside_a_mistake_has_to_be_chosen_again(world, sign_in):
    answer = sign_in(world.ada).post(url(world), {**upload("a.png", PNG), "why": ""})
    assert answer.status_code == 422
    assert "Your browser forgot the file" in answer.content.decode()
    assert PairFile.objects.count() == 0


def test_read_talk_and_remove_in_place_and_plainly(world, sign_in):
    share(world)
    meeting = rows.meeting(world.ada_ben, days=2)
    ada, ben = sign_in(world.ada), sign_in(world.ben)
    part = ben.post(url(world, "resource_read"), {"resource": "1", "read": "1"}, headers=HTMX)
    assert part.status_code == 200
    assert part.content.decode().lstrip().startswith('<section id="resources"')
    assert 'id="announce" hx-swap-oob="innerHTML">Marked as read.' in part.content.decode()
    plain = ben.post(url(world, "resource_talk"), {"resource": "1"})
    assert (plain.status_code, plain["Location"]) == (303, f"{url(world)}#resource-1")
    assert AgendaItem.objects.get().meeting == meeting
    assert ben.post(url(world, "resource_talk"), {"resource": "1"}).status_code == 409
    assert "read it on 18 Nov" in ada.get(url(world)).content.decode()
    assert ben.post(url(world, "resource_remove"), {"resource": "1"}).status_code == 403
    assert ada.post(url(world, "resource_read"), {"resource": "1", "read": "1"}).status_code == 403
    assert ada.post(url(world, "resource_remove"), {"resource": "1"}).status_code == 303
    assert (Resource.objects.count(), ResourceRead.objects.count()) == (0, 0)


@pytest.mark.parametrize("number", ["", "2", "1 or 1", "9" * 30, "²"])
@pytest.mark.parametrize("name", ["resource_read", "resource_talk", "resource_remove"])
def test_what_is_not_theirs_is_not_there(world, sign_in, name, number):
    share(world)
    assert sign_in(world.ada).post(url(world, name), {"resource": number}).status_code == 404
    cleo = sign_in(world.cleo)
    assert cleo.post(url(world, name), {"resource": "1"}).status_code == 404
    assert (
        cleo.post(reverse(f"sessions:{name}", args=[world.cleo_dan.code]), {"resource": "1"}).status_code
        == 404
    )


def test_a_part_that_is_off_is_not_there(world, sign_in):
    share(world)
    parts = [part for part in Part.values if part != Part.RESOURCES]
    Program.objects.filter(pk=world.program.pk).update(chosen_parts=parts)
    ada = sign_in(world.ada)
    assert ada.get(url(world)).status_code == 404
    assert ada.post(url(world), WORDS).status_code == 404
    assert url(world) not in ada.get(reverse("sessions:space", args=[world.ada_ben.code])).content.decode()
    assert (
        "Share it with" not in ada.get(reverse("programs:library_page", args=["listening"])).content.decode()
    )


def test_an_ended_mentorship_keeps_its_page_and_takes_nothing(world, sign_in):
    share(world)
    end_mentorship(mentorship=world.ada_ben, by=world.mira)
    ben = sign_in(world.ben)
    page = ben.get(url(world)).content.decode()
    assert "A talk" in page
    assert 'id="share-send"' not in page
    assert ben.post(url(world), upload("a.png", PNG)).status_code == 409
    assert ben.post(url(world, "resource_read"), {"resource": "1", "read": "1"}).status_code == 409
    assert PairFile.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_costs_the_same_however_much_is_shared(world, sign_in, django_assert_num_queries, count):
    rows.meeting(world.ada_ben, days=2)
    for number in range(count):
        share(world, seat=number % 2, kind="book", direction="both")
    ben = sign_in(world.ben)
    with django_assert_num_queries(7):
        ben.get(url(world))
