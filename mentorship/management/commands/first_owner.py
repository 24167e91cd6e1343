"""Print the link that makes the first owner."""

from typing import Any

from django.core.management.base import BaseCommand

from programs.actions.first_run import first_run_link


class Command(BaseCommand):
    help = "Print the link that makes the first owner of an empty install; says so when there is one already."

    def handle(self, *args: Any, **options: Any) -> None:
        link = first_run_link()
        self.stdout.write(link or "This site has an owner already. They can invite others.")
