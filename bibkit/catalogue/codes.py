"""Every code that is told, explained: what ``bibkit explain`` prints."""

from collections.abc import Mapping

from bibkit.catalogue import of_checking, of_reading, of_writing
from bibkit.catalogue.explaining import Explained

CODES: Mapping[str, Explained] = {
    **of_reading.CODES,
    **of_checking.CODES,
    **of_writing.CODES,
}
