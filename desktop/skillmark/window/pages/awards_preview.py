"""Draws certificates for the preview: on the reader's thread, the latest wish only, each file once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtGui import QImage

from skillmark.domain.errors import DomainError
from skillmark.protocol.errors import SurroundingsError
from skillmark.window.pages.page import Part
from skillmark.window.widgets.pdf_preview import PdfPreview, Wanted
from skillmark.window.words import in_words
from skillmark.wording import _

if TYPE_CHECKING:
    from skillmark.services.sitting import Sitting

KEPT = 60
"""Files that are kept, about 100 kB each."""
MOST_PIXELS = 40_000_000


class Drawer:
    """Brings pictures of certificates to a preview. Files and pages are touched on the reader's thread alone."""

    def __init__(
        self, part: Part, preview: PdfPreview, draw: Callable[[Sitting, Hashable], bytes] | None = None
    ) -> None:
        self._part, self._preview = part, preview
        self._draw = draw or draw_award
        self._files: OrderedDict[Hashable, bytes] = OrderedDict()
        preview.wanted.connect(self.bring)

    def bring(self, wanted: Wanted) -> None:
        """Has a page drawn, and puts it into the preview."""

        def job(sitting: Sitting) -> QImage:
            return page_image(self._file(sitting, wanted.key), wanted.room, wanted.zoom)

        def failed(error: BaseException) -> None:
            if wanted.key == self._preview.key:
                self._preview.say(_words(error))

        def done(image: Any) -> None:
            if image is not None:
                self._preview.put(wanted, image)

        self._part.context.operations.look(job, done, failed, latest=(id(self), "page"))

    def _file(self, sitting: Sitting, key: Hashable) -> bytes:
        found = self._files.get(key)
        if found is None:
            found = self._draw(sitting, key)
            self._files[key] = found
            while len(self._files) > KEPT:
                self._files.popitem(last=False)
        else:
            self._files.move_to_end(key)
        return found


def _words(error: BaseException) -> str:
    if isinstance(error, (DomainError, SurroundingsError)):
        return in_words(error)
    return _("The page can't be drawn. That is a mistake of ours; the award is as it was.")


def draw_award(sitting: Sitting, key: Hashable) -> bytes:
    """The certificate of an award as PDF."""
    from skillmark.services.certificates import draw_certificate

    assert isinstance(key, UUID)
    return draw_certificate(sitting, key)


def page_image(file: bytes, room: tuple[int, int], zoom: float) -> QImage:
    """The first page of a PDF, fitted into `room` device pixels and `zoom` times larger."""
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    try:
        page = document[0]
        wide, high = page.get_size()
        scale = min(room[0] / wide, room[1] / high) * zoom
        scale = min(scale, (MOST_PIXELS / (wide * high)) ** 0.5)
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        data = bytes(bitmap.buffer)
        image = QImage(data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
        bitmap.close()
        page.close()
    finally:
        document.close()
    return image
