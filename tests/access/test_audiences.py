"""The audience table, the fields, the querysets and the raw columns say the same."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models

from mentorship.lib import clock
from mentorship.lib.fields import EncryptedBytesField, EncryptedTextField
from programs.audiences import AUDIENCES, FIELDS, NOT_PRIVATE, SENTENCES, Reader
from programs.models import Mentorship, PeopleImport
from sessions.models import ActionItem, AgendaItem, Feedback, Goal, Meeting, Milestone, SharedNote
from tests.access.features import FEATURES
from tests.access.table import SIGNED, personas
from tests.world import World

LABELS = (
    "accounts",
    "notifications",
    "work",
    "programs",
    "matching",
    "mentoring_sessions",
    "dashboards",
)
CANARY = "canary-3f9a"


def text_fields(model_classes) -> set[str]:
    """Every field that can hold what somebody wrote: `label.Model.field`."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in model_classes
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField | models.JSONField | models.FileField | models.BinaryField)
    }


def all_models() -> list[type[models.Model]]:
    return [model for label in LABELS for model in apps.get_app_config(label).get_models()]


def model_of(field: str) -> type[models.Model]:
    return apps.get_model(field.rsplit(".", 1)[0])


def field_of(name: str) -> models.Field:
    return model_of(name)._meta.get_field(name.rsplit(".", 1)[1])


PRIVATE_MODELS = sorted({name.rsplit(".", 1)[0] for name in FIELDS})


def test_every_text_field_is_in_the_table_or_said_not_to_be_private():
    assert sorted(text_fields(all_models())) == sorted([*FIELDS, *NOT_PRIVATE])
    assert sorted(FIELDS.keys() & NOT_PRIVATE.keys()) == []


def test_a_planted_text_field_is_found():
    class Diary(models.Model):
        text = EncryptedTextField()
        day = models.DateField()

        class Meta:
            app_label = "planted"
            managed = False

        def __str__(self):
            return "a planted diary"

    assert text_fields([Diary]) == {"planted.Diary.text"}


def test_every_audience_has_a_sentence_and_every_field_an_audience():
    assert set(AUDIENCES.values()) - SENTENCES.keys() == set()
    assert sorted(set(FIELDS.values()) - AUDIENCES.keys()) == []
    assert all(len(reason) > 10 for reason in NOT_PRIVATE.values())


@pytest.mark.parametrize("label", PRIVATE_MODELS)
def test_every_private_model_is_read_through_visible_to(label):
    assert callable(getattr(apps.get_model(label).objects.all(), "visible_to", None))


def test_every_private_text_field_is_encrypted():
    """Lists of words (WordsField) and the columns of an import are what matching computes with; text never is."""
    plain = [
        name
        for name in FIELDS
        if isinstance(field_of(name), models.TextField | models.BinaryField)
        and not isinstance(field_of(name), EncryptedTextField | EncryptedBytesField)
    ]
    assert plain == []


# --- One row of each private model, in the mentorship of Ada and Ben (or of Ben alone) ------------------------


def a_meeting(world: World) -> Meeting:
    start = clock.now() - timedelta(days=1)
    facts = {"starts_at": start, "ends_at": start + timedelta(hours=1), "zone": "UTC", "number": 901}
    return Meeting.objects.create(
        mentorship=world.ada_ben, booked_by=world.member(world.ben), place=CANARY, line=CANARY, **facts
    )


def a_goal(world: World) -> Goal:
    texts = {"sentence": CANARY, "measure": CANARY, "relevance": CANARY}
    return Goal.objects.create(mentorship=world.ada_ben, number=901, owner=world.member(world.ben), **texts)


def an_agenda_item(world: World) -> AgendaItem:
    author = world.member(world.ben)
    return AgendaItem.objects.create(
        meeting=a_meeting(world), author=author, title=CANARY, tried=CANARY, position=1
    )


def an_action(world: World) -> ActionItem:
    owner = world.member(world.ben)
    return ActionItem.objects.create(mentorship=world.ada_ben, meeting=None, owner=owner, text=CANARY)


def feedback(world: World) -> Feedback:
    author = world.member(world.ada)
    texts = {"went_well": CANARY, "try_next": CANARY}
    return Feedback.objects.create(meeting=a_meeting(world), author=author, **texts)


def bens_person(world: World) -> models.Model:
    world.ben.contact = world.ben.introduction = CANARY
    world.ben.languages = world.ben.usual_hours = ["en"]
    world.ben.save()
    return world.ben


def bens_enrolment(world: World) -> models.Model:
    place = world.enrolment(world.ben)
    place.goal = CANARY
    place.save()
    return place


def an_import(world: World) -> PeopleImport:
    texts = {"content": CANARY, "skipped": CANARY, "trail": CANARY}
    return PeopleImport.objects.create(
        cohort=world.cohort, number=901, by=world.mira, filename="x.csv", **texts
    )


ROWS: dict[str, Callable[[World], models.Model]] = {
    "programs.Enrolment": bens_enrolment,
    "programs.Person": bens_person,
    "programs.PeopleImport": an_import,
    "mentoring_sessions.Meeting": a_meeting,
    "mentoring_sessions.AgendaItem": an_agenda_item,
    "mentoring_sessions.SharedNote": lambda world: SharedNote.objects.create(
        meeting=a_meeting(world), text=CANARY
    ),
    "mentoring_sessions.ActionItem": an_action,
    "mentoring_sessions.Goal": a_goal,
    "mentoring_sessions.Milestone": lambda world: Milestone.objects.create(
        goal=a_goal(world), title=CANARY, position=1
    ),
    "mentoring_sessions.Feedback": feedback,
}

# Who wrote the row: the readers an AUTHOR audience names.
AUTHORS = {"programs.Person": "ben", "programs.Enrolment": "ben", "mentoring_sessions.Feedback": "ada"}

# The querysets through which a row is read, and the audience each keeps. A row with fields of several audiences
# is fetched by the one of its facts; the narrower fields have a queryset or a query of their own.
QUERYSETS: dict[tuple[str, str], str] = {
    ("programs.Enrolment", "visible_to"): "enrolment_answers",
    ("programs.Person", "visible_to"): "enrolment_answers",
    ("programs.PeopleImport", "visible_to"): "import_file",
    ("mentoring_sessions.Meeting", "visible_to"): "meeting_facts",
    ("mentoring_sessions.Meeting", "of_member"): "meeting_place",
    ("mentoring_sessions.AgendaItem", "visible_to"): "agenda",
    ("mentoring_sessions.SharedNote", "visible_to"): "shared_note",
    ("mentoring_sessions.ActionItem", "visible_to"): "action",
    ("mentoring_sessions.Goal", "visible_to"): "goal",
    ("mentoring_sessions.Milestone", "visible_to"): "goal",
    ("mentoring_sessions.Feedback", "visible_to"): "feedback",
}

for feature in FEATURES:
    ROWS.update({label: partial(made, text=CANARY) for label, made in feature.MADE.items()})
    AUTHORS.update(feature.AUTHORS)
    QUERYSETS.update(feature.QUERYSETS)


def readers(audience: str, author: str | None) -> set[str]:
    """The personas that an audience names for a row in Ada and Ben's mentorship."""
    who = {
        Reader.PAIR: {"ada", "ben"},
        Reader.PAIR_ONCE_OPEN: set(),  # rows here are sealed; what opening them does stands in their own tests
        Reader.COORDINATOR: {"mira"},
        Reader.PROPOSED: {"ada", "ben"},  # the row here is about a match proposed to the two
        Reader.RECIPIENT: {author} if author else {"ada", "ben"},  # the row here is addressed to them
        Reader.SAFEGUARDING: {"sam"},
        Reader.AUTHOR: {author} - {None},
    }
    return set().union(*(who[reader] for reader in AUDIENCES[audience]))


def test_every_private_model_has_a_row_and_a_queryset_here():
    assert sorted(ROWS) == PRIVATE_MODELS
    assert sorted({label for label, method in QUERYSETS if method == "visible_to"}) == PRIVATE_MODELS


@pytest.mark.parametrize(("label", "method"), sorted(QUERYSETS))
def test_exactly_the_audience_reads_the_row(world, label, method):
    row = ROWS[label](world)
    users = personas(world)
    model = apps.get_model(label)
    seen = {who for who in SIGNED if getattr(model.objects, method)(users[who]).filter(pk=row.pk).exists()}
    assert seen == readers(QUERYSETS[label, method], AUTHORS.get(label))


@pytest.mark.parametrize(("label", "method"), sorted(QUERYSETS))
def test_a_row_is_read_once_however_many_ways_lead_to_it(world, label, method):
    """A mentor who also coordinates the program reads a row by two rules, and gets it once."""
    row = ROWS[label](world)
    world.program.staff_roles.create(user=world.ada.user, organisation=world.orchard, role="coordinator")
    world.program.staff_roles.create(user=world.ben.user, organisation=world.orchard, role="coordinator")
    named = readers(QUERYSETS[label, method], AUTHORS.get(label))
    for name, reader in {"ada": world.ada, "ben": world.ben}.items():
        found = list(getattr(apps.get_model(label).objects, method)(reader.user).filter(pk=row.pk))
        assert found in ([[row]] if name in named else [[], [row]])


def test_members_of_an_ended_mentorship_keep_reading_what_they_wrote(world):
    row = a_goal(world)
    Mentorship.objects.filter(pk=world.ada_ben.pk).update(state="ended")
    assert Goal.objects.visible_to(world.ben.user).get().pk == row.pk


ENCRYPTED = sorted(name for name in FIELDS if isinstance(field_of(name), EncryptedTextField))


@pytest.mark.parametrize("name", ENCRYPTED)
def test_private_text_rests_encrypted_and_a_wrong_key_refuses(world, settings, name):
    label, column = name.rsplit(".", 1)
    row = ROWS[label](world)
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM "{table}" WHERE id = %s', [row.pk])
        raw = cursor.fetchone()[0]
    assert raw.startswith("gAAAAA")
    assert CANARY not in raw
    assert getattr(type(row).objects.get(pk=row.pk), column) in (CANARY, [CANARY])  # lists of words, too
    settings.FIELD_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_KEYS]
    assert getattr(type(row).objects.get(pk=row.pk), column) in (CANARY, [CANARY])
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    with pytest.raises(ImproperlyConfigured, match="does not open"):
        type(row).objects.get(pk=row.pk)
