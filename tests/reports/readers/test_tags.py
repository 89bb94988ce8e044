"""Mark-up is taken apart; what only looks like it stays text."""

from reports.readers.tags import HTML_NAMES, pieces


def texts(source: str, names=None) -> list[str]:
    return [piece.text for piece in pieces(source, names) if not piece.name]


def test_text_tags_and_their_places():
    found = list(pieces('a<p class="x>y">b</P>'))

    assert [(one.text or one.name, one.closes, one.start, one.end) for one in found] == [
        ("a", False, 0, 1),
        ("p", False, 1, 16),
        ("b", False, 16, 17),
        ("p", True, 17, 21),
    ]
    assert found[1].attributes() == {"class": "x>y"}


def test_attributes_with_any_quotes_and_entities():
    (tag,) = pieces('<td colspan=2 STYLE=\'a:"b"\' title="&amp;" hidden>')

    assert tag.attributes() == {"colspan": "2", "style": 'a:"b"', "title": "&", "hidden": ""}


def test_comments_declarations_and_what_is_never_seen_are_left_out():
    source = (
        "<!doctype html><!--[if gte mso 9]><xml>x</xml><![endif]--><style>p{}</style>"
        "<title>t</title><![if !supportLists]>๑.<![endif]><?xml:namespace prefix=o/>"
        "<script>if (a < b) '</p>'</script>ก"
    )

    assert texts(source) == ["๑.", "ก"]


def test_a_comment_that_never_ends_is_text():
    assert texts("<p>ก <!-- ข") == ["ก <!-- ข"]


def test_entities_are_resolved_where_they_end_as_they_should():
    assert texts("&lt;&#3585;&#xE02; ?a=1&copy=2 &unknown;") == ["<กข ?a=1&copy=2 &unknown;"]


def test_words_in_brackets_are_no_tags_in_a_text():
    assert texts("1 < 2 <อีเมล> <somchai@x.go.th> <foo>", HTML_NAMES) == [
        "1 < 2 <อีเมล> <somchai@x.go.th> <foo>"
    ]
    assert texts("<foo>ก</foo>") == ["ก"]
