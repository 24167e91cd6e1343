"""`manage.py run_matching --cohort CODE [--policy NAME] [--publish]`: the board's button."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matching.actions.drafts import make_draft, plan_draft
from matching.actions.publishing import publish
from matching.models import Draft
from mentorship.lib.refusals import Refusal
from programs.models import Cohort


class Command(BaseCommand):
    help = "Make a draft of who could work with whom, with any number of people; --publish starts the pairs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cohort", required=True, metavar="CODE")
        parser.add_argument("--policy", choices=Draft.Policy.values, default=Draft.Policy.FAIR_FLOOR)
        parser.add_argument("--publish", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        cohort = Cohort.objects.filter(code=options["cohort"]).select_related("program__organisation").first()
        if cohort is None:
            raise CommandError(f"No cohort has the code {options['cohort']}.")
        try:
            plan = plan_draft(cohort=cohort, policy=options["policy"])  # may take minutes: in no transaction
            draft = make_draft(cohort=cohort, by=None, plan=plan)
            self.stdout.write(self._counts(draft))
            if options["publish"]:
                publish(draft=draft, by=None)
                self.stdout.write(f"published: {draft.proposals.count()} mentorships started")
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal

    def _counts(self, draft: Draft) -> str:
        summary = draft.summary
        floor = "none" if summary["floor"] is None else f"{summary['floor'] // 100} of 100"
        return (
            f"draft {draft.number}: {draft.proposals.count()} pairs, "
            f"{summary['matched']} of {summary['mentees']} mentees have a mentor, "
            f"{summary['places']} places with {summary['mentors']} mentors, weakest fit {floor}, "
            f"{draft.leftovers.count()} people left over"
        )
