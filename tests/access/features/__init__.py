"""What each noun of two people promises about access: one module each, read by the matrix, audience and canary tests.

A module has:
- `ROUTES`: lines of the access matrix (`"sessions:goal": Row(…)`, see ../row.py);
- `MADE`: for each private model, `label.Model` -> a function of the world that makes one row in the mentorship of
  Ada and Ben, every private text of it CANARY (which it takes as its second argument);
- `AUTHORS`: `label.Model` -> the persona that row's author is, where its audience names the author;
- `QUERYSETS`: `(label.Model, method)` -> the audience which that queryset keeps;
- `plant(world, word)`: writes every private text through the actions; `word("Model.field")` is its canary. What the
  pair may read must then be found by both, by following links from Today;
- `ONLY`, where it has some: `label.Model.field` -> "ada" or "ben", who wrote it, for texts that only their author may
  read, or that are still sealed when `plant` is done: the author must find the word, the partner must not;
- `addresses(world)`: every page of the noun by direct address.
"""

from types import ModuleType

from tests.access.features import (
    advice,
    agreement,
    calendar,
    changes,
    check_ins,
    closings,
    corrections,
    feedback,
    figures,
    goals,
    hand_overs,
    imports,
    mail_texts,
    meetings,
    mentoring,
    messages,
    notes,
    notifications,
    pair_rules,
    private_notes,
    questions,
    reminder_rules,
    requests,
    resources,
    reviews,
    surveys,
    timeline,
    twosided,
    work,
)

FEATURES: tuple[ModuleType, ...] = (
    advice,
    agreement,
    calendar,
    changes,
    check_ins,
    closings,
    corrections,
    feedback,
    figures,
    goals,
    hand_overs,
    imports,
    mail_texts,
    meetings,
    mentoring,
    messages,
    notifications,
    pair_rules,
    notes,
    private_notes,
    questions,
    requests,
    reminder_rules,
    resources,
    work,
    reviews,
    timeline,
    surveys,
    twosided,
)
