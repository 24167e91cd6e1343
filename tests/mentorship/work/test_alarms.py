"""An alarm is said once, and once when it is over."""

import logging

from mentorship.work import alarms


def test_alarm_is_one_line_when_it_begins_and_one_when_it_is_over(db, caplog):
    with caplog.at_level(logging.WARNING):
        alarms.end("mail late")
        for _ in range(3):
            alarms.begin("mail late")
        for _ in range(3):
            alarms.end("mail late")
        alarms.begin("mail late")
    words = [record.getMessage().split(":")[0] for record in caplog.records]
    assert words == ["ALARM, mail late", "Over", "ALARM, mail late"]
