"""Pictures are made anew: the same to look at, turned as they were taken, nothing else in the file."""

import io

import pytest
from PIL import Image

from reports.evidence import pictures, refusals
from reports.evidence.refusals import NotAccepted
from tests import hostile


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def test_a_picture_with_a_program_in_it_is_made_harmless():
    made = pictures.made_anew(hostile.jpeg_with_php(), "jpeg")

    for word in (b"php", b"script", b"system", b"Exif", b"GPS"):
        assert word not in made
    # It lay on its side.
    assert opened(made).size == (30, 40)
    assert dict(opened(made).getexif()) == {}
    red = opened(made).getpixel((10, 10))
    assert red[0] > 190 > 40 > red[1]


def test_what_telephones_put_behind_a_picture_goes():
    made = pictures.made_anew(
        hostile.picture("JPEG") + b"MotionPhoto_Data\0\0\0\x18ftypmp42", "jpeg"
    )

    assert b"ftyp" not in made


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_mode_comes_through(mode):
    data = hostile.picture("PNG", mode=mode)

    assert opened(pictures.made_anew(data, "png")).size == (40, 30)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_a_jpeg_of_any_mode_comes_through(mode):
    data = hostile.picture("JPEG", mode=mode)

    assert opened(pictures.made_anew(data, "jpeg")).mode in ("L", "RGB")


def test_words_in_a_png_go_and_what_is_clear_stays_clear():
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Comment", "<?php ?>")
    data = hostile.picture("PNG", mode="RGBA", pnginfo=words)

    made = pictures.made_anew(data, "png")

    assert b"php" not in made
    assert opened(made).getpixel((0, 0))[3] == 0


def test_a_picture_beyond_need_is_made_smaller(monkeypatch):
    monkeypatch.setattr(pictures, "KEPT_SIDE", 20)

    assert opened(pictures.made_anew(hostile.picture(), "png")).size == (20, 15)


def test_the_same_picture_gives_the_same_file():
    data = hostile.jpeg_with_php()

    assert pictures.made_anew(data, "jpeg") == pictures.made_anew(data, "jpeg")


@pytest.mark.parametrize(
    ("data", "kind", "sentence"),
    [
        (hostile.picture("PNG")[:60], "png", refusals.PICTURE_DAMAGED),
        (b"\xff\xd8\xff\xe0 no picture", "jpeg", refusals.PICTURE_DAMAGED),
        (
            hostile.picture(
                "PNG", save_all=True, append_images=[Image.new("RGB", (40, 30), (0, 0, 9))]
            ),
            "png",
            refusals.MOVING_PICTURE,
        ),
        (
            hostile.picture("JPEG") + hostile.docx(),
            "jpeg",
            refusals.TWO_KINDS.format("ไฟล์บีบอัด"),
        ),
        (hostile.picture() + hostile.pdf(), "png", refusals.TWO_KINDS.format("ไฟล์ PDF")),
    ],
)
def test_what_is_no_picture_or_more_is_refused(data, kind, sentence):
    with pytest.raises(NotAccepted) as refused:
        pictures.made_anew(data, kind)

    assert refused.value.message == sentence
