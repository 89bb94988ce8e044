"""What a browser would send for a form on a page, and typing into it."""

from html.parser import HTMLParser
from urllib.parse import urlencode

URLENCODED = "application/x-www-form-urlencoded"
TICKS = ("checkbox", "radio")


class Boxes(HTMLParser):
    """Reads the boxes of one form as (name, value) pairs in the order of the page."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.inside = False
        self.pairs: list[tuple[str, str]] = []
        self.textarea: str | None = None
        self.select: str | None = None
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form":
            self.inside = found.get("id") == self.form_id
        if not self.inside:
            return
        if tag == "input" and self._is_sent(found):
            empty = "on" if found.get("type") in TICKS else ""
            self.pairs.append((found["name"], found.get("value", empty)))
        elif tag == "textarea":
            self.textarea = ""
            self.pairs.append((found["name"], ""))
        elif tag == "select":
            self.select, self.options = found["name"], []
        elif tag == "option":
            self.options.append((found["value"], "selected" in found))

    def _is_sent(self, found) -> bool:
        is_tick = found.get("type") in TICKS
        return bool(found.get("name")) and (not is_tick or "checked" in found)

    def handle_data(self, data):
        if self.textarea is not None:
            self.textarea += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.textarea is not None:
            # A browser drops the first line break of a textarea, and sends line ends as \r\n.
            value = self.textarea.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\n")
            self.pairs[-1] = (self.pairs[-1][0], value.replace("\n", "\r\n"))
            self.textarea = None
        elif tag == "select" and self.select:
            chosen = [value for value, is_selected in self.options if is_selected]
            self.pairs.append((self.select, (chosen or [self.options[0][0]])[0]))
            self.select = None
        elif tag == "form":
            self.inside = False


class Form:
    """The form of a page that was answered, to type into and to send."""

    def __init__(self, client, response, form_id: str = "editor") -> None:
        boxes = Boxes(form_id)
        boxes.feed(response.content.decode())
        self.client = client
        self.pairs = boxes.pairs

    def __getitem__(self, name: str) -> str:
        return dict(self.pairs)[name]

    def type(self, name: str, value: str) -> "Form":
        """Replace what stands in a box that is on the page."""
        names = [one for one, _ in self.pairs]
        self.pairs[names.index(name)] = (name, value)
        return self

    def tick(self, name: str, value: str = "1") -> "Form":
        self.pairs.append((name, value))
        return self

    def untick(self, name: str, value: str) -> "Form":
        self.pairs.remove((name, value))
        return self

    def send(self, address: str, **button: str):
        """Post to an address by the button with this name and value, if it has one."""
        body = urlencode([*self.pairs, *button.items()])
        return self.client.post(address, body, content_type=URLENCODED)
