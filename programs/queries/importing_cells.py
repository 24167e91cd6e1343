"""Single cells of a file of people, as values we can keep. None (or empty) means: not understood."""

import re
from functools import lru_cache

from django.conf.locale import LANG_INFO
from django.utils.text import slugify
from django.utils.translation import get_language

from mentorship.accounts.zones import zone_names
from programs.models import Enrolment, Person
from programs.models.enrolments import Role

MOST_CAPACITY = 20
_ROLES = {
    Role.MENTOR: {"mentor", "mentors", "coach", "advisor", "adviser", "offering", "offers"},
    Role.MENTEE: {"mentee", "mentees", "protege", "apprentice", "learner", "seeking", "seeks"},
}
_LEVELS = {
    Person.Seniority.STUDENT: {"student", "intern", "trainee", "graduate", "apprentice"},
    Person.Seniority.JUNIOR: {"junior", "entry", "beginner", "associate", "assistant"},
    Person.Seniority.MIDDLE: {"middle", "mid", "intermediate", "experienced", "medior", "professional"},
    Person.Seniority.SENIOR: {"senior", "sr", "expert", "lead", "manager"},
    Person.Seniority.LEADING: {
        "leading",
        "principal",
        "staff",
        "director",
        "head",
        "executive",
        "vp",
        "chief",
    },
}
# Languages people speak that Django has no translation of, so its own list lacks them.
_MORE_LANGUAGES = frozenset(
    """
    Mandarin Cantonese Chinese Filipino Tagalog Yoruba Igbo Hausa Amharic Somali Zulu Xhosa Afrikaans Shona Twi
    Punjabi Gujarati Malayalam Sinhala Pashto Dari Malay Javanese Cebuano Lao Burmese Khmer Tibetan Maltese Kurdish
    Kinyarwanda Lingala Wolof Oriya Assamese Konkani Maori Samoan Yiddish Flemish Norwegian Serbian Farsi Basque
    Galician Portuguese Spanish English Kazakh Uzbek Tajik Turkmen Mongolian Haitian Creole Quechua Guarani
    """.lower().split()
)


def words_of(cell: str) -> list[str]:
    """A list of words: by semicolons, bars or lines where there are any, else by commas. Repeats dropped."""
    parts = re.split(r"[;|\n]", cell) if re.search(r"[;|\n]", cell) else cell.split(",")
    words = (" ".join(part.split()) for part in parts)
    return list(dict.fromkeys(word for word in words if word))


def roles_of(cell: str) -> list[str] | None:
    """One role, or both."""
    words = set(slugify(re.sub(r"\W+", " ", cell)).split("-")) - {"", "a", "and", "or", "as", "is"}
    if words == {"both"}:
        return list(Role.values)
    found = [role for role, names in _ROLES.items() if words & names]
    known = set().union(*_ROLES.values())
    return [str(role) for role in found] if found and words <= known else None


def capacity_of(cell: str) -> int | None:
    match = re.fullmatch(r"(\d{1,3})(?:[.,]0+)?", cell.strip())
    number = int(match[1]) if match else None
    return number if number is not None and number <= MOST_CAPACITY else None


def seniority_of(cell: str) -> int | None:
    """From years (“7”, “5-7 Years”, “16+”; the upper bound counts) or from words (“Senior Engineer”)."""
    by_label = _seniorities(get_language() or "")
    if cell.strip().lower() in by_label:
        return by_label[cell.strip().lower()]
    years = [int(number) for number in re.findall(r"\d{1,2}(?!\d)", cell)]
    if years and re.fullmatch(r"[\d\s+<>~.,–-]*(years?|yrs?|y)?\.?", cell.strip(), re.IGNORECASE):
        return _level_after(max(years))
    words = set(re.split(r"[^a-z]+", cell.lower()))
    return next((int(level) for level, names in _LEVELS.items() if words & names), None)


def _level_after(years: int) -> int:
    bounds = ((0, 0), (3, 1), (7, 2), (15, 3))
    return next((level for bound, level in bounds if years <= bound), 4)


def goal_kind_of(cell: str) -> str | None:
    return _goal_kinds(get_language() or "").get(cell.strip().lower())


@lru_cache(maxsize=8)
def _seniorities(language: str) -> dict[str, int]:
    """By their labels in `language`, which must be the active one."""
    return {str(label).lower(): int(value) for value, label in Person.Seniority.choices}


@lru_cache(maxsize=8)
def _goal_kinds(language: str) -> dict[str, str]:
    kinds = {str(name).lower(): value for value, name in Enrolment.GoalKind.choices}
    return kinds | {value: value for value in Enrolment.GoalKind.values}


@lru_cache(maxsize=1)
def _zones_by_name() -> dict[str, str]:
    return {name.lower(): name for name in zone_names()}


def zone_of(cell: str) -> str:
    """The zone by its name (“europe/berlin” too). A place such as “UK/Birmingham” is none."""
    return _zones_by_name().get(re.sub(r"\s+", "_", cell.strip().lower()), "")


@lru_cache(maxsize=1)
def known_languages() -> frozenset[str]:
    """In lower case; whatever is not here is kept too, and counted for somebody to look at."""
    named = {str(info.get("name", "")).lower() for info in LANG_INFO.values()}
    own = {str(info.get("name_local", "")).lower() for info in LANG_INFO.values()}
    return _MORE_LANGUAGES | named | own
