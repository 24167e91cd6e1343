"""Who can read what, as a page explains it: made from the table that is the rule."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programs.audiences import AUDIENCES, OWN_SENTENCES, SENTENCES, audience_sentence

# What each audience is called when somebody asks. A test compares the keys with the table.
LABELS: dict[str, str | Promise] = {
    "cohort_outcome": _("what a coordinator writes down of a closed cohort"),
    "application_reply": _("what a coordinator answers to an application"),
    "shared_answer": _("answers of the form that a partner reads"),
    "survey": _("what you answer to a survey, at the start and at the end"),
    "agenda": _("agendas"),
    "shared_note": _("notes of a meeting"),
    "prep_note": _("your preparation of a meeting"),
    "action": _("actions"),
    "goal": _("goals, milestones and evidence"),
    "goal_private": _("goals you keep to yourself"),
    "assessment": _("how you both judge a skill"),
    "decision": _("decisions"),
    "outcome": _("outcomes"),
    "feedback": _("feedback"),
    "feedback_draft": _("feedback you have not sent yet"),
    "feedback_request": _("what you ask feedback on"),
    "fit": _("whether it feels right, after a first meeting"),
    "check_in": _("what you answer to a check-in"),
    "check_in_note": _("a line you send the coordinators with a check-in"),
    "learning": _("what you learned from each other"),
    "advice": _("advice and what became of it"),
    "meeting_place": _("where you meet"),
    "cancel_line": _("why a meeting was moved or called off"),
    "news": _("that something new is there"),
    "message": _("messages"),
    "update": _("updates"),
    "thanks": _("thanks"),
    "introduction_log": _("introductions"),
    "private_note": _("private notes"),
    "veto": _("whom you never want to be matched with, and why"),
    "journal": _("your journal"),
    "pair_file": _("files"),
    "resource": _("resources"),
    "pause_line": _("why you rest"),
    "letter": _("letters at the end"),
    "story": _("a story you are still writing"),
    "shared_story": _("a story you both approved"),
    "request": _("what you ask the coordinators"),
    "concern": _("what you tell a safeguarding contact"),
    "coordinator_note": _("notes from coordinators"),
    "review_answer": _("what you write for an impact review"),
    "review_scale": _("how you judge an impact review’s scales"),
    "review_step": _("next steps of an impact review"),
    "agreement": _("the agreement"),
    "agreement_answer": _("your answers before the agreement is written"),
    "covers": _("what a mentorship is about"),
    "meeting_facts": _("that and when you met"),
    "enrolment_answers": _("your answers when you enrolled"),
    "fitting": _("your topics, what you know, your languages"),
    "offer_words": _("what you write to somebody before you are matched"),
    "offer_reason": _("why you said “not this time” to a proposed match"),
    "contact": _("how you like to be reached"),
    "introduction": _("how you introduce yourself"),
    "usual_hours": _("your usual hours"),
    "import_file": _("a file of people while it is read in"),
    "program_text": _("texts of the program"),
    "pair_rule": _("whom coordinators keep apart or together, and why"),
}


@dataclass(frozen=True)
class Readers:
    sentence: str
    things: list[str]


def who_reads_what() -> list[Readers]:
    """One line for each sentence, in the order of the table of sentences."""
    things: dict[str, list[str]] = {
        str(sentence): [] for sentence in (*SENTENCES.values(), *OWN_SENTENCES.values())
    }
    for key in AUDIENCES:
        if key in LABELS:
            things[str(audience_sentence(key))].append(str(LABELS[key]))
    return [Readers(sentence, found) for sentence, found in things.items() if found]
