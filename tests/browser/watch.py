"""What must never happen while somebody uses the portal, whatever page they are on."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

# Chromium says this on the console of every page that answers with such a status: a refusal has one.
REFUSED_PAGE = "Failed to load resource: the server responded with a status of 4"
# What a page asks by itself may be refused like a page: it says so in words.
ASKED = ("/autosave/", "/compare/")


class Watch:
    """Collects errors of scripts, breaches of the CSP, requests to other hosts, broken answers."""

    def __init__(self, portal: str) -> None:
        self.host = urlsplit(portal).netloc
        self.problems: list[str] = []
        self.pages: set[str] = set()

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.problems.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        is_refusal = message.text.startswith(REFUSED_PAGE)
        if not (is_refusal and message.location["url"] in self.pages):
            self.problems.append(f"console: {message.text} {message.location['url']}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if request.resource_type == "document" or request.url.endswith(ASKED):
            self.pages.add(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.problems.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        is_page = response.url in self.pages
        if response.status >= (500 if is_page else 400):
            self.problems.append(f"status {response.status}: {response.url}")
