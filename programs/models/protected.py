"""What nobody is matched by, whatever a form asks: a question that names it may be counted, never compared."""

import re

# Whole words in the languages our programs write forms in; "language" and "stage" are not about age.
_WORDS = frozenset(
    """
    gender genders sex age aged birthday birthdate ethnicity ethnic race racial colour-of-skin disability disabilities
    disabled religion religious faith denomination sexuality pregnant pregnancy nationality citizenship caste
    marital transgender pronoun pronouns
    geschlecht alter geburtstag geburtsdatum jahrgang herkunft ethnie behinderung religion konfession nationalität
    staatsangehörigkeit familienstand schwanger pronomen
    género sexo edad nacimiento etnia raza discapacidad religión nacionalidad embarazo
    """.split()  # noqa: SIM905 - a list of sixty quoted words is harder to read and to extend
)
_PHRASES = (
    "date of birth",
    "year of birth",
    "born in",
    "sexual orientation",
    "how old",
    "wie alt",
    "skin colour",
)


def names_protected(text: str) -> bool:
    """Whether a question asks for gender, age, origin, disability, religion or the like."""
    folded = text.casefold()
    return not _WORDS.isdisjoint(re.findall(r"[^\W\d_]+", folded)) or any(one in folded for one in _PHRASES)
