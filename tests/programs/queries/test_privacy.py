"""Who reads what, as help explains it, is what the table says."""

from programs.audiences import AUDIENCES, SENTENCES
from programs.queries.privacy import LABELS, who_reads_what


def test_every_audience_has_a_name_people_understand():
    assert sorted(LABELS) == sorted(AUDIENCES)


def test_each_thing_stands_once_beside_its_readers():
    explained = {one.sentence: one.things for one in who_reads_what()}
    assert sum(len(things) for things in explained.values()) == len(AUDIENCES)
    for key, readers in AUDIENCES.items():
        assert str(LABELS[key]) in explained[str(SENTENCES[readers])]
