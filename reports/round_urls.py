"""Addresses of a round's administration: set up, opened, extended, closed."""

from django.urls import path

from ita_portal import converters  # noqa: F401 – registers year, data
from reports.views import round_extensions, round_letter, round_opening, round_standing, rounds

ROUND = "review/rounds/<int:pk>"

urlpatterns = [
    path("review/years/<year:fiscal_year>/rounds/new/", rounds.round_new, name="round_new"),
    path(f"{ROUND}/settings/", rounds.round_settings, name="round_settings"),
    path(f"{ROUND}/order-letter/", round_letter.round_order_letter, name="round_order_letter"),
    path(
        f"{ROUND}/order-letter/remove/",
        round_letter.round_order_letter_remove,
        name="round_order_letter_remove",
    ),
    path("rounds/<int:pk>/order-letter/file/", round_letter.order_letter_file, name="order_letter"),
    path(f"{ROUND}/rehearsal/", round_opening.round_rehearsal, name="round_rehearsal"),
    path(
        f"{ROUND}/rehearsal.<data:format>",
        round_opening.round_rehearsal_file,
        name="round_rehearsal_file",
    ),
    path(f"{ROUND}/opening/", round_opening.round_opening, name="round_opening"),
    path(f"{ROUND}/opening/undo/", round_opening.round_opening_undo, name="round_opening_undo"),
    path(f"{ROUND}/extensions/", round_extensions.round_extensions, name="round_extensions"),
    path(
        f"{ROUND}/extensions/<int:extension_pk>/take-back/",
        round_extensions.round_extension_take_back,
        name="round_extension_take_back",
    ),
    path(f"{ROUND}/closing/", round_standing.round_closing, name="round_closing"),
    path(f"{ROUND}/open-again/", round_standing.round_open_again, name="round_open_again"),
    path(f"{ROUND}/delete/", round_standing.round_delete, name="round_delete"),
]
