"""The columns of the list of mentorships, on the screen and in its files."""

from django.utils.translation import gettext_lazy as _

from mentorship.lib.tables import Column, Fact, Table, column

MENTORSHIPS = Table(
    "mentorships",
    (
        column(
            "mentor",
            _("Mentor"),
            lambda row: row.mentor.name,
            Fact(_("Mail to mentor comes back"), lambda row: row.mentor.bounced),
        ),
        column(
            "mentee",
            _("Mentee"),
            lambda row: row.mentee.name,
            Fact(_("Mail to mentee comes back"), lambda row: row.mentee.bounced),
            Fact(_("Matched on"), lambda row: row.started_at),
            Fact(_("Ended on"), lambda row: row.ended_at),
        ),
        Column("met", _("Met"), (Fact(_("Meetings"), lambda row: row.met),), num=True),
        Column(
            "last",
            _("Last"),
            (
                Fact(_("Last meeting"), lambda row: row.last_at),
                Fact(_("First meeting"), lambda row: row.first_at),
            ),
        ),
        Column("next", _("Next"), (Fact(_("Next meeting"), lambda row: row.next_at),)),
        Column(
            "feedback",
            _("Feedback on the last"),
            (
                Fact(_("Feedback by mentor on the last"), lambda row: row.mentor_answered),
                Fact(_("Feedback by mentee on the last"), lambda row: row.mentee_answered),
            ),
        ),
        column(
            "rhythm",
            _("Rhythm"),
            lambda row: row.rhythm.word,
            Fact(_("State"), lambda row: row.state_word),
            Fact(_("Weeks between meetings"), lambda row: row.rhythm.weeks),
            Fact(_("Planned end"), lambda row: row.ends_on),
        ),
        Column(
            "agreement", _("Agreement"), (Fact(_("Agreement signed by both"), lambda row: row.signed_at),)
        ),
        Column("review", _("Review"), (Fact(_("Last review signed by both"), lambda row: row.reviewed_at),)),
    ),
)
