"""The questions a program may take over."""

import pytest

from programs.actions.questions import add_question
from programs.models import Program
from programs.queries.ready_questions import READY, ready_for, ready_question
from tests import make


@pytest.mark.parametrize("kind", Program.Kind.values)
def test_every_ready_question_of_every_kind_can_be_asked(world, kind):
    program = make.program(world.orchard, kind=kind)
    asked = [
        add_question(by=world.mira, program=program, **ready_question(kind, str(number)))
        for number in range(len(READY[kind]))
    ]
    assert len(asked) >= 4
    assert ready_for(kind, asked) == []
    assert len(ready_for(kind, asked[1:])) == 1


@pytest.mark.parametrize("number", ("", "-1", "99", "٣", "1.0", "x" * 40))
def test_number_of_no_ready_question_is_none(number):
    assert ready_question(Program.Kind.CLASSIC, number) is None
