"""What a program asks of whoever enrols, besides what every program asks; and what people answered.

A form has versions. One is a draft that coordinators change; publishing makes it the one people see. Published versions
never change, and an answer points at the question as it was worded when it was given.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.accounts.models import User
from mentorship.lib import clock
from mentorship.lib.codes import new_code
from mentorship.lib.fields import EncryptedTextField, LineField, WordsField
from programs.models.enrolments import Enrolment, Role
from programs.models.organisations import coordinating
from programs.models.programs import Program
from programs.models.protected import names_protected

MOST_QUESTIONS = 30
MOST_OPTIONS = 30
HIGHEST = 1000


class FormVersionQuerySet(models.QuerySet["FormVersion"]):
    def live(self, program: Program) -> "FormVersion | None":
        """What people who enrol see now."""
        return self.filter(program=program, published_at__isnull=False).order_by("-number").first()

    def draft(self, program: Program) -> "FormVersion | None":
        return self.filter(program=program, published_at=None).first()


class FormVersion(models.Model):
    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="form_versions")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["program", "number"], name="form_version_once"),
            models.UniqueConstraint(
                fields=["program"], name="form_draft_once", condition=Q(published_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"form {self.number} of program {self.program_id}"


class Question(models.Model):
    class Kind(models.TextChoices):
        SHORT = "short", _("A short text")
        LONG = "long", _("A longer text")
        CHOICE = "choice", _("One of several")
        CHOICES = "choices", _("Several of several")
        NUMBER = "number", _("A number or a scale")
        YES_NO = "yes_no", _("Yes or no")

    class Asked(models.TextChoices):
        BOTH = "both", _("Mentees and mentors")
        MENTEES = "mentee", _("Mentees")
        MENTORS = "mentor", _("Mentors")

    class Readers(models.TextChoices):
        COORDINATORS = "coordinators", _("The coordinators only")
        PARTNER = "partner", _("The coordinators, and the partner after the match")

    class Matching(models.TextChoices):
        """What the answers mean for who goes with whom. Answers that are only for the audit are never read for it."""

        NOT = "not", _("Nothing")
        WANTS_OFFERS = "wants_offers", _("What mentees choose is what mentors should offer")
        SAME = "same", _("Rather the same answer")
        DIFFERENT = "different", _("Rather different answers")
        MUST = "must", _("Must be the same answer")
        MUST_DIFFER = "must_differ", _("Must be different answers")
        AUDIT = "audit", _("Nothing: only for counting whether matching is fair")

    version_of = models.ForeignKey(FormVersion, on_delete=models.CASCADE, related_name="questions")
    code = models.CharField(max_length=8, default=new_code)  # the same question in every version of the form
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind of answer"), max_length=8, choices=Kind, default=Kind.SHORT)
    label = LineField(_("question"), max_length=200)
    hint = LineField(_("a line of help"), max_length=300, blank=True)
    options = WordsField(_("what can be chosen"))
    low = models.PositiveSmallIntegerField(_("from"), default=1, validators=[MaxValueValidator(HIGHEST)])
    high = models.PositiveSmallIntegerField(
        _("to"), default=5, validators=[MinValueValidator(1), MaxValueValidator(HIGHEST)]
    )
    asked = models.CharField(_("who is asked"), max_length=8, choices=Asked, default=Asked.BOTH)
    required = models.BooleanField(_("an answer is needed"), default=False)
    readers = models.CharField(
        _("who reads the answers"), max_length=12, choices=Readers, default=Readers.COORDINATORS
    )
    matching = models.CharField(
        _("what it should mean for matching"), max_length=12, choices=Matching, default=Matching.NOT
    )
    edits = models.PositiveIntegerField(default=0)  # of the draft: whoever saves over a newer one is told

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version_of", "code"], name="question_once")]

    def __str__(self) -> str:
        return self.label

    def is_for(self, role: str) -> bool:
        return self.asked in {Question.Asked.BOTH, role}

    @property
    def may_count(self) -> bool:
        """Whether matching may read its answers: not a free text, not what is for the audit, nothing protected."""
        told = self.kind not in {Question.Kind.SHORT, Question.Kind.LONG}
        return told and self.matching != Question.Matching.AUDIT and not names_protected(self.label)

    @property
    def roles(self) -> list[str]:
        return [role for role in (Role.MENTEE, Role.MENTOR) if self.is_for(role)]

    @property
    def chooses(self) -> bool:
        return self.kind in {Question.Kind.CHOICE, Question.Kind.CHOICES}

    @property
    def audience(self) -> str:
        """Its row of the audience table: the line beside the field, and the table its answers are kept in."""
        return "shared_answer" if self.readers == Question.Readers.PARTNER else "enrolment_answers"


def _of_its_program(user: User) -> Q:
    """Whoever gave it, and who coordinates the program now."""
    staff = "enrolment__cohort__program__staff_roles"
    return Q(enrolment__person__user=user) | Q(**coordinating(user, staff))


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, user: User) -> "AnswerQuerySet":
        """Audience `enrolment_answers`."""
        return self.filter(_of_its_program(user)).distinct()


class SharedAnswerQuerySet(models.QuerySet["SharedAnswer"]):
    def visible_to(self, user: User) -> "SharedAnswerQuerySet":
        """Audience `shared_answer`: the people they were matched with, too."""
        matched = Q(enrolment__members__mentorship__members__enrolment__person__user=user)
        return self.filter(_of_its_program(user) | matched).distinct()


class AnswerText(models.Model):
    """Several choices stand on a line each; yes and no are "yes" and "no"; a number is its digits."""

    text = EncryptedTextField(max_length=2000)
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True


class Answer(AnswerText):
    """For the coordinators."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "question"], name="answer_once")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class SharedAnswer(AnswerText):
    """For the coordinators and, once there is one, the partner. A table of its own: it has other readers."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="shared_answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="shared_answers")

    objects = SharedAnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "question"], name="shared_answer_once")]

    def __str__(self) -> str:
        return f"shared answer {self.pk}"
