"""`manage.py understand_texts`: everything read at once, by hand."""

import pytest
from django.core.management import CommandError, call_command

from matching.queries.meaning import known_tags
from programs.models import GoalMeaning, TagMeaning
from tests import make

pytestmark = pytest.mark.django_db


def test_all_texts_are_read_and_with_again_read_anew(settings, capsys):
    settings.ENCODER = True
    cohort = make.cohort(make.program(make.organisation()))
    make.enrolment(cohort, "mentee", goal="Lead a design review.")
    call_command("understand_texts")
    first = GoalMeaning.objects.get().vector
    assert f"1 goals and {len(known_tags())} tags read in " in capsys.readouterr().out
    call_command("understand_texts", "--again")
    assert f"1 goals and {len(known_tags())} tags read in " in capsys.readouterr().out
    assert (GoalMeaning.objects.get().vector, TagMeaning.objects.count()) == (first, len(known_tags()))
    call_command("understand_texts")
    assert "0 goals and 0 tags read in " in capsys.readouterr().out


def test_off_it_says_so():
    with pytest.raises(CommandError, match="ENCODER is off"):
        call_command("understand_texts")
