"""Who reads what, as help explains it, is what the table says."""

from programs.audiences import AUDIENCES, SENTENCES, audience_sentence
from programs.queries.privacy import LABELS, who_reads_what


def test_every_audience_has_a_name_people_understand():
    assert sorted(LABELS) == sorted(AUDIENCES)


def test_each_thing_stands_once_beside_its_readers():
    explained = {one.sentence: one.things for one in who_reads_what()}
    assert sum(len(things) for things in explained.values()) == len(AUDIENCES)
    for key in AUDIENCES:
        assert str(LABELS[key]) in explained[str(audience_sentence(key))]


def test_letters_say_that_they_open_after_ten_days_and_other_sealed_texts_do_not():
    assert "ten days" in str(audience_sentence("letter"))
    sealed = SENTENCES[AUDIENCES["letter"]]
    assert [audience_sentence(key) for key in ("assessment", "agreement_answer")] == [sealed, sealed]
    assert "ten days" not in str(sealed)
