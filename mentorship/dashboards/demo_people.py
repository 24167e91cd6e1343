"""The three people the demo's sign-in page offers as buttons."""

from django.utils.translation import gettext_lazy as _

PASSWORD = "demo"  # noqa: S105 - demo mode only; nobody with this password exists outside it
DEMO_PEOPLE = (
    ("coordinator@demo.example", "Mira Okafor", _("Coordinator: runs the program")),
    ("mentor@demo.example", "Tomás Herrera", _("Mentor of two people")),
    ("mentee@demo.example", "Lena Brandt", _("Mentee, ten weeks in")),
)
