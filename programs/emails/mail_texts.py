"""The mail of a moment as it would arrive, with invented people: for whoever edits its words."""

from datetime import timedelta

from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.accounts.links import site_link
from mentorship.lib import clock
from mentorship.notifications.mail import Mail, Rendered, render_mail
from programs.models import Cohort, Person, Program
from programs.queries.mail_texts import MOMENTS, Words, filled_words, sample_values

BUTTONS = {
    "invitation": gettext_lazy("See the invitation"),
    "application_accepted": gettext_lazy("See what happens next"),
    "application_declined": gettext_lazy("See your application"),
    "matched": gettext_lazy("Open your space"),
    "mentorship_ended": gettext_lazy("Open your space"),
    "mentorship_reopened": gettext_lazy("Open your space"),
}


def sample_mail(program: Program, kind: str, words: Words) -> Rendered:
    """No word of anybody's is in it, and its links lead nowhere."""
    cohort = program.cohorts.order_by("-starts_on", "-pk").first() or _a_cohort(program)
    moment, values = MOMENTS[kind], sample_values(cohort)
    context = {
        "words": filled_words(words, moment, values),
        "program": program,
        "cohort": cohort,
        "person": Person(name=values["name"]),
        "partner": Person(name=values["partner"]),
        "contact": _("(how Kim likes to be reached)") if kind == "matched" else "",
        "until": format_date(clock.today(program.zone) + timedelta(days=14), "l j F"),
        "link": site_link("/…"),
        "button": BUTTONS.get(kind, _("See where it stands")),
        "why": _("You get this because you take part in %(program)s.") % {"program": program.name},
    }
    return render_mail(Mail(moment.template, context, sender_name=program.organisation.name))


def _a_cohort(program: Program) -> Cohort:
    today = clock.today(program.zone)
    ends = today + timedelta(days=30 * program.months)
    return Cohort(program=program, name=_("Autumn"), starts_on=today, ends_on=ends)
