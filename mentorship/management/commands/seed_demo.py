"""`manage.py seed_demo`: the demo’s people, programs and cohorts, once. `--fresh` starts over."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mentorship.management.demo import clearing, world
from programs.models import Organisation


class Command(BaseCommand):
    help = "Write the demo's invented people and programs (demo mode only); keeps what is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="take the demo's rows away first")

    def handle(self, *args: Any, fresh: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This writes invented people, so it only works in demo mode. Set DEMO=1.")
        organisation = clearing.demo_organisation()
        if Organisation.objects.exclude(pk__in=[organisation.pk] if organisation else []).exists():
            raise CommandError(
                "This database holds an organisation that is not the demo's. Nothing was written."
            )
        if organisation and not fresh:
            self.stdout.write("The demo is already there; nothing was changed.")
            return
        seed(organisation)
        self.stdout.write("The demo is ready: three programs, four cohorts.")


@transaction.atomic
def seed(earlier: Organisation | None) -> None:
    if earlier:
        clearing.wipe(earlier)
    world.build()
    clearing.settle_the_past()
