"""What readers and renderers are: frozen values made of functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import attrs

from govinfo_report.document import Document, Serialized
from govinfo_report.errors import RenderError
from govinfo_report.limits import Limits
from govinfo_report.messages import Joined, message

__all__ = ["Reader", "Renderer"]

ReadFunction: TypeAlias = Callable[[bytes | str, Limits], Document | Serialized]
RenderFunction: TypeAlias = Callable[..., str | bytes]


@attrs.frozen(eq=False)
class Reader:
    """A format that can be read.

    Attributes:
        name: as in ``gr.read(…, format=name)``.
        extensions: of the files that hold it, with the dot, in lower case.
        sniff: how sure it is, from 0 to 100, that some bytes or text are of this format; it looks at the
            beginning only and never raises.
        read: makes the :class:`Document`; raises ``ReadError``; checks the limits before the costly work.
    """

    name: str
    extensions: tuple[str, ...]
    sniff: Callable[[bytes | str], int]
    read: ReadFunction


@attrs.frozen(eq=False)
class Renderer:
    """A format that can be written.

    Attributes:
        name: as in ``report.render(name)``.
        extension: of the files that hold it, with the dot.
        render: makes text or bytes out of a :class:`Document`, and takes the options by keyword.
        options: the names of the options, each with one line on what it does.
    """

    name: str
    extension: str
    render: RenderFunction
    options: Mapping[str, str] = attrs.field(factory=dict)

    def check_options(self, options: Mapping[str, object]) -> None:
        """Raise ``RenderError`` for an option that this format does not have."""
        for name in options:
            if name not in self.options:
                choices = Joined(tuple(self.options), "、") if self.options else "—"
                raise RenderError(
                    message(
                        "{format}格式没有选项“{name}”，可用的有：{choices}",
                        format=self.name,
                        name=name,
                        choices=choices,
                    )
                )
