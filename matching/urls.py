from django.urls import URLPattern, URLResolver, path

from matching.views import (
    asking,
    board,
    compare,
    criteria,
    find,
    method,
    offers,
    open_offers,
    pair_rules,
    pairs,
    preview,
    publishing,
    rematch,
    replacing,
    rules,
    topics,
    vetoes,
    ways,
    wishes,
)

app_name = "matching"
MATCHING = "programs/<str:program>/<str:cohort>/matching/"
DRAFT = f"{MATCHING}drafts/<int:number>/"
PAIR = f"{DRAFT}pairs/<str:code>/"
FIND = "find/<str:program>/<str:cohort>/"
OFFER = "proposals/<str:code>/"
OPEN = "programs/<str:program>/<str:cohort>/matching/proposals/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(MATCHING, rules.rules, name="rules"),
    path("programs/<str:program>/settings/pairs/", ways.ways, name="ways"),
    path(f"{FIND}wishes/<str:role>/", wishes.wishes, name="wishes"),
    path(FIND, find.find, name="find"),
    path(f"{FIND}<str:code>/ask/", find.ask, name="ask"),
    path(OFFER, offers.offer, name="offer"),
    path(f"{OFFER}yes/", offers.offer_yes, name="offer_yes"),
    path(f"{OFFER}no/", offers.offer_no, name="offer_no"),
    path(f"{OFFER}call/", offers.offer_call, name="offer_call"),
    path(f"{OFFER}question/", offers.offer_question, name="offer_question"),
    path(f"{OFFER}question/<int:pk>/", offers.offer_reply, name="offer_reply"),
    path(f"{OFFER}back/", offers.offer_back, name="offer_back"),
    path(OPEN, open_offers.open_offers, name="open_offers"),
    path(f"{OPEN}<str:code>/remind/", open_offers.remind, name="offer_remind"),
    path(f"{OPEN}<str:code>/withdraw/", open_offers.withdraw, name="offer_withdraw"),
    path("me/not-with/", vetoes.vetoes, name="vetoes"),
    path("me/not-with/<int:pk>/back/", vetoes.veto_back, name="veto_back"),
    path(f"{MATCHING}rules/begin/", rules.begin, name="rules_begin"),
    path(f"{MATCHING}rules/new/", criteria.criterion_new, name="criterion_new"),
    path(f"{MATCHING}rules/pairs/", pair_rules.pair_rules, name="pair_rules"),
    path(f"{MATCHING}rules/pairs/<str:code>/remove/", pair_rules.pair_rule_remove, name="pair_rule_remove"),
    path(f"{MATCHING}rules/<str:sort>/<str:key>/", criteria.criterion, name="criterion"),
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
