"""The portal's addresses and one more, whose view does nothing."""

from django.http import HttpResponse
from django.urls import path

from ita_portal import access
from ita_portal.urls import urlpatterns as portal


@access.public
def empty(request):
    return HttpResponse()


urlpatterns = [*portal, path("empty/", empty, name="empty")]
