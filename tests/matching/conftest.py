"""An empty cohort and who coordinates it, for what looks at matching alone; `world` has people who know each other."""

import pytest

from tests import make


@pytest.fixture
def cohort(db):
    return make.cohort(make.program(make.organisation()))


@pytest.fixture
def mira(cohort):
    return make.coordinator(cohort.program)
