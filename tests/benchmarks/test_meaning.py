"""How long it takes to have texts read by the encoder. On demand."""

import sys
from time import perf_counter, process_time

import pytest

from matching.engine.meaning import pack
from mentorship.work import encoder

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1800)]
COUNT = 20_000
GOALS = (
    "I want to speak in front of {} people without freezing.",
    "Move from support into data engineering within {} months.",
    "Ich möchte in {} Monaten zum ersten Mal ein Team leiten.",
    "Quiero aprender a negociar mejor con mis {} proveedores.",
)


def test_one_text_and_twenty_thousand(capsys):
    begun = perf_counter()
    with encoder.loaded() as encode:
        encode("The first one loads everything.")
        loaded = perf_counter() - begun
        texts = [GOALS[n % len(GOALS)].format(n) for n in range(COUNT)]
        begun, worked = perf_counter(), process_time()
        for text in texts:
            pack([encode(text)])
        took, worked = perf_counter() - begun, process_time() - worked
    with capsys.disabled():
        sys.stdout.write(
            f"\nloading {loaded:.1f} s; {COUNT} texts one by one {took:.0f} s ({worked:.0f} s of a processor), "
            f"one {1000 * took / COUNT:.1f} ms ({1000 * worked / COUNT:.1f} ms)\n"
        )
    assert worked / COUNT < 0.02
