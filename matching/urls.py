from django.urls import URLPattern, URLResolver, path

from matching.views import (
    asking,
    board,
    compare,
    method,
    pairs,
    preview,
    publishing,
    rematch,
    replacing,
    rules,
)

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
    path(DRAFT, board.board, name="board"),
    path(f"{DRAFT}drop/", board.drop, name="drop"),
    path(f"{DRAFT}what-if/", compare.compare, name="compare"),
    path(f"{DRAFT}preview/", preview.preview, name="preview"),
    path(f"{DRAFT}publish/", publishing.publish, name="publish"),
    path(f"{DRAFT}publish/undo/", publishing.undo, name="undo"),
    path(f"{DRAFT}publish/test/", publishing.test_mail, name="test_mail"),
    path(f"{DRAFT}unmatched/<str:place>/", pairs.propose, name="propose"),
    path(f"{DRAFT}unmatched/<str:place>/ask/<str:mentor>/", asking.ask_place, name="ask_place"),
    path(f"{DRAFT}undo-move/", board.undo_move, name="undo_move"),
    path(f"{DRAFT}method/", method.method, name="method"),
    path(PAIR, pairs.why, name="why"),
    path(f"{PAIR}lock/", pairs.lock, name="lock"),
    path(f"{PAIR}move/", pairs.move, name="move"),
    path(f"{PAIR}unpair/", pairs.unpair, name="unpair"),
]
