"""Pictures are made anew from their dots: turned as they were taken, without place, camera or anything hidden."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from ita_portal import thai
from reports.evidence import kinds, refusals
from reports.evidence.refusals import NotAccepted

# What a picture may hold: a page at 600 dpi is 35 million dots.
MOST_DOTS = 50_000_000
MOST_SIDE = 20_000
# What is kept: enough to read a page of A3.
KEPT_SIDE = 5_000
QUALITY = 88
_NAMES = {"jpeg": ("JPEG", "MPO"), "png": ("PNG",)}
_PNG_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")


def made_anew(data: bytes, kind: str) -> bytes:
    """The same picture with nothing but its dots. Raises NotAccepted."""
    from PIL import Image

    kinds.refuse_other_kinds(data, _rest(data, kind))
    # Its size is looked at before a dot of it is read; Pillow's own limit would come after.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with (
                _whole_pictures_only(),
                Image.open(io.BytesIO(data), formats=_NAMES[kind]) as picture,
            ):
                return _written(picture, kind)
    except (NotAccepted, MemoryError):
        raise
    except Exception as error:
        # Pillow meets broken files with errors of every kind.
        raise NotAccepted(refusals.PICTURE_DAMAGED) from error


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Half a picture is damaged, also where another package told Pillow to make do with it."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _written(picture, kind: str) -> bytes:
    from PIL import ImageOps

    _refuse_size(*picture.size)
    if kind == "png" and getattr(picture, "n_frames", 1) > 1:
        raise NotAccepted(refusals.MOVING_PICTURE)
    if kind == "jpeg":
        picture.draft("RGB", (KEPT_SIDE, KEPT_SIDE))
    picture.load()
    turned = picture.getexif().get(0x0112, 1)
    picture = _plain(picture, kind)
    picture.thumbnail((KEPT_SIDE, KEPT_SIDE))
    if turned != 1:
        picture.getexif()[0x0112] = turned
        picture = ImageOps.exif_transpose(picture)
    out = io.BytesIO()
    # Nothing of the old file goes along: not its EXIF, its profile, its comments.
    picture.info = {name: picture.info[name] for name in ("transparency",) if name in picture.info}
    if kind == "jpeg":
        picture.save(out, "JPEG", quality=QUALITY, optimize=True, exif=b"")
    else:
        picture.save(out, "PNG", exif=b"")
    return out.getvalue()


def _plain(picture, kind: str):
    """In a mode that its format can hold."""
    if kind == "jpeg":
        return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
    if picture.mode.startswith("I"):
        return picture.point(lambda dot: dot / 256).convert("L")
    return picture if picture.mode in _PNG_MODES else picture.convert("RGBA")


def _refuse_size(width: int, height: int) -> None:
    if width * height > MOST_DOTS or max(width, height) > MOST_SIDE:
        size = thai.to_thai_digits(f"{width:,} × {height:,}")
        most = thai.to_thai_digits(MOST_DOTS // 1_000_000)
        raise NotAccepted(refusals.PICTURE_TOO_LARGE.format(size, most))


def _rest(data: bytes, kind: str) -> bytes:
    """What stands behind the end of a picture: telephones put films there, others worse."""
    end = b"IEND\xaeB`\x82" if kind == "png" else b"\xff\xd9"
    place = data.rfind(end)
    return data[place + len(end) :] if place >= 0 else b""
