from django.urls import URLPattern, URLResolver, path

from matching.views import board, pairs, publishing, rematch, replacing, rules, vetoes, ways, wishes

app_name = "matching"
MATCHING = "programs/<str:program>/<str:cohort>/matching/"
DRAFT = f"{MATCHING}drafts/<int:number>/"
PAIR = f"{DRAFT}pairs/<str:code>/"
FIND = "find/<str:program>/<str:cohort>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(MATCHING, rules.rules, name="rules"),
    path("programs/<str:program>/settings/pairs/", ways.ways, name="ways"),
    path(f"{FIND}wishes/<str:role>/", wishes.wishes, name="wishes"),
    path("me/not-with/", vetoes.vetoes, name="vetoes"),
    path("me/not-with/<int:pk>/back/", vetoes.veto_back, name="veto_back"),
    path("programs/<str:program>/<str:cohort>/requests/<str:code>/match/", rematch.rematch, name="rematch"),
    path(
        "programs/<str:program>/<str:cohort>/mentorships/<str:code>/replace/<str:role>/",
        replacing.replace,
        name="replace",
    ),
    path(DRAFT, board.board, name="board"),
    path(f"{DRAFT}drop/", board.drop, name="drop"),
    path(f"{DRAFT}publish/", publishing.publish, name="publish"),
    path(f"{DRAFT}unmatched/<str:place>/", pairs.propose, name="propose"),
    path(PAIR, pairs.why, name="why"),
    path(f"{PAIR}lock/", pairs.lock, name="lock"),
    path(f"{PAIR}move/", pairs.move, name="move"),
    path(f"{PAIR}unpair/", pairs.unpair, name="unpair"),
]
