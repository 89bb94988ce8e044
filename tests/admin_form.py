"""The form of an admin page, typed into and saved as a browser would."""

from django.urls import reverse

from tests.browser_form import Form


def admin_form(client, name: str, *pk: int) -> Form:
    """The form of an admin page by its URL name without `admin:`; `form.address` is where it goes."""
    address = reverse(f"admin:{name}", args=pk)
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    form = form_of(client, response, name)
    form.address = address
    return form


def form_of(client, response, name: str) -> Form:
    form = Form(client, response, f"{name.split('_')[-2]}_form")
    # A browser sends one button, not all.
    form.pairs = [(box, value) for box, value in form.pairs if not box.startswith("_")]
    return form


def save(form: Form, **typed: str):
    """Type and press บันทึก."""
    for name, value in typed.items():
        form.type(name, value)
    return form.send(form.address, _save="1")


def said(response) -> str:
    """The page as text, to look for a sentence in."""
    return response.content.decode()
