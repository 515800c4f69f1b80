"""What the stages ask of a report, whoever read it."""

from typing import Protocol


class ReportLike(Protocol):
    """What a report must offer."""

    @property
    def doc(self) -> str:
        """Its key."""

    @property
    def raw(self) -> str:
        """Its text."""

    @property
    def script(self) -> str:
        """Hans, Hant or empty."""

    @property
    def title(self) -> str:
        """Its title, or empty."""

    @property
    def published(self) -> str:
        """Its date in EDTF, or empty."""

    @property
    def place(self) -> str:
        """The place that it is about, or empty."""
