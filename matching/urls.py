from django.urls import URLPattern, URLResolver, path

from matching.views import board, pairs, publishing, rematch, replacing, rules, topics

app_name = "matching"
MATCHING = "programs/<str:program>/<str:cohort>/matching/"
DRAFT = f"{MATCHING}drafts/<int:number>/"
PAIR = f"{DRAFT}pairs/<str:code>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(MATCHING, rules.rules, name="rules"),
    path("programs/<str:program>/<str:cohort>/requests/<str:code>/match/", rematch.rematch, name="rematch"),
    path(
        "programs/<str:program>/<str:cohort>/mentorships/<str:code>/replace/<str:role>/",
        replacing.replace,
        name="replace",
    ),
    path("join/<str:program>/<str:cohort>/suggest/", topics.suggest, name="suggest_topics"),
    path("join/<str:program>/<str:cohort>/topics/", topics.own_topics, name="own_topics"),
    path(DRAFT, board.board, name="board"),
    path(f"{DRAFT}drop/", board.drop, name="drop"),
    path(f"{DRAFT}publish/", publishing.publish, name="publish"),
    path(f"{DRAFT}unmatched/<str:place>/", pairs.propose, name="propose"),
    path(PAIR, pairs.why, name="why"),
    path(f"{PAIR}lock/", pairs.lock, name="lock"),
    path(f"{PAIR}move/", pairs.move, name="move"),
    path(f"{PAIR}unpair/", pairs.unpair, name="unpair"),
]
