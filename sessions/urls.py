"""The addresses of a pair. Meetings and goals are numbered within it; no database id stands in an address."""

from django.urls import URLPattern, URLResolver, path

from sessions.views import (
    actions,
    agenda,
    feedback,
    files,
    goals,
    meetings,
    mentorships,
    milestones,
    notes,
    reviews,
)

app_name = "sessions"
SPACE = "mentorships/<str:code>/"
MEETING = f"{SPACE}meetings/<int:number>/"
GOAL = f"{SPACE}goals/<int:number>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("mentorships/", mentorships.mentorships, name="mentorships"),
    path(SPACE, mentorships.space, name="space"),
    path(f"{SPACE}actions/", actions.action_new, name="action_new"),
    path(f"{SPACE}actions/done/", actions.action_done, name="action_done"),
    path(f"{SPACE}meetings/new/", meetings.meeting_new, name="meeting_new"),
    path(f"{SPACE}meetings/log/", meetings.meeting_log, name="meeting_log"),
    path(MEETING, meetings.meeting, name="meeting"),
    path(f"{MEETING}move/", meetings.meeting_move, name="meeting_move"),
    path(f"{MEETING}cancel/", meetings.meeting_cancel, name="meeting_cancel"),
    path(f"{MEETING}outcome/", meetings.meeting_outcome, name="meeting_outcome"),
    path(f"{MEETING}agenda/", agenda.agenda, name="agenda"),
    path(f"{MEETING}agenda/move/", agenda.agenda_move, name="agenda_move"),
    path(f"{MEETING}agenda/remove/", agenda.agenda_remove, name="agenda_remove"),
    path(f"{MEETING}notes/", notes.notes, name="notes"),
    path(f"{MEETING}feedback/", feedback.feedback, name="feedback"),
    path(f"{SPACE}goals/new/", goals.goal_new, name="goal_new"),
    path(GOAL, goals.goal, name="goal"),
    path(f"{GOAL}edit/", goals.goal_edit, name="goal_edit"),
    path(f"{GOAL}state/", goals.goal_state, name="goal_state"),
    path(f"{GOAL}milestones/", milestones.milestone_new, name="milestone_new"),
    path(f"{GOAL}milestones/reached/", milestones.milestone_reached, name="milestone_reached"),
    path(f"{GOAL}milestones/move/", milestones.milestone_move, name="milestone_move"),
    path(f"{SPACE}reviews/<str:quarter>/", reviews.review, name="review"),
    # files
    path(f"{SPACE}files/<int:number>/", files.file, name="file"),
]
