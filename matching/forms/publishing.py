"""Publishing: everything or only the strong pairs, and how many the page said that would be."""

from django import forms


class PublishForm(forms.Form):
    only = forms.ChoiceField(choices=[("", ""), ("strong", "strong")], required=False)
    pairs = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)
