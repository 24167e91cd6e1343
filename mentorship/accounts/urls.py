from django.urls import path

from mentorship.accounts.views.sign_in_hint import sign_in_hint

app_name = "accounts"
urlpatterns = [path("open/<str:signed>/", sign_in_hint, name="sign_in_hint")]
