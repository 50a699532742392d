"""Reading the requests in a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

from orcid_clientreq._command.complaints import UnknownHeadingsError, unreadable, visible
from orcid_clientreq._command.requests import OpenedSheet, Reading, Request
from orcid_clientreq._command.tables import Line, doubt, table
from orcid_clientreq.messages.catalogues import ENGLISH
from orcid_clientreq.sheets import SheetError, read
from orcid_clientreq.sheets.columns import possible_headings

#: So many headings that are not known are shown.
_MOST_SHOWN: Final = 20


def requests_in_sheet(name: str, file: IO[bytes], reading: Reading) -> Iterator[Request | OpenedSheet]:
    """Yield a sheet, and then its entries.

    Args:
        name: The name of the file.
        file: Its content.
        reading: How sheets are read.

    Raises:
        UnreadableError: If it can't be read, or its headings are not known.
    """
    with table(name, file, reading.encoding, reading.columns) as found:
        try:
            sheet = read(
                found.rows,
                columns=reading.columns,
                language=reading.language,
                policy=reading.policy,
                delimited=found.dialect is not None,
            )
        except UnicodeError:  # the table says so
            raise
        except SheetError as error:
            if not error.headings:
                raise unreadable(name, str(error)) from None
            msg = f"{visible(name)}: {_about_headings(error, reading)}"
            raise UnknownHeadingsError(msg) from None
        except ValueError as error:
            raise unreadable(name, str(error)) from None
        said = doubt(found, name, private=reading.is_private)
        if said:
            reading.tell(said)
        yield OpenedSheet(name, sheet, found)
        for entry in sheet:
            row = entry.rows[0]
            line = row.line if isinstance(row, Line) else None
            part = f"{entry.numbered(ENGLISH)}, {entry.name}" if entry.name else entry.numbered(ENGLISH)
            yield Request(name, entry.first, entry.data, entry.data, part, line, entry)


def _about_headings(error: SheetError, reading: Reading) -> str:
    """Return what to say of headings that are not known: those that there are, and those that there may be."""
    if reading.is_private:
        return "no heading of a column is known"
    headings = [f"{letters} {heading}" for letters, heading in error.headings.items()]
    listed = "; ".join([*headings[:_MOST_SHOWN], *(["…"] if len(headings) > _MOST_SHOWN else [])])
    # A single one is mostly no heading, but a line of some other text, which may be private.
    there = f" There are: {listed}." if len(headings) > 1 else ""
    possible = "; ".join(possible_headings(reading.language))
    return (
        f"no heading of a column is known.{there} Possible headings are: {possible}. To say what a column is, use "
        "--columns, such as --columns 'A=contact_email'"
    )
