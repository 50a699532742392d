"""Checks sheets with a request in each row, and writes letters and corrected rows, without any I/O.

People in a consortium share such a sheet to collect the requests of its members. It has a row for each request, below
headings that people chose. The caller reads the file, with `csv` or openpyxl. The command line does this for CSV and
.xlsx. Rows are read one after the other, so a sheet can be as long as you like.

>>> from orcid_clientreq.sheets import read
>>> sheet = read([
...     ["Requests of our members", ""],
...     ["Primary contact email address for credentials", "Redirect-URIs"],
...     ["orcid@university.edu", "http://university.edu/orcid"],
... ])
>>> sheet.headings.row, sheet.skipped, [column.field for column in sheet.columns]
(2, (1,), ['contact_email', 'redirect_uris'])
>>> for entry in sheet:
...     for finding in entry.findings:
...         print(entry.cell_of(finding.path).name, finding.message)
B3 Use https instead of http. Production credentials accept only HTTPS redirect URIs.
"""

from __future__ import annotations

from orcid_clientreq.sheets.cells import Cell, Formula, harmless
from orcid_clientreq.sheets.columns import Column, Headings, SheetError
from orcid_clientreq.sheets.fixing import Change, changes, fixed_rows
from orcid_clientreq.sheets.letters import Letter, letter
from orcid_clientreq.sheets.reading import CellFault, Entry, Place, Sheet, read
from orcid_clientreq.sheets.summary import Summary

__all__ = [
    "Cell",
    "CellFault",
    "Change",
    "Column",
    "Entry",
    "Formula",
    "Headings",
    "Letter",
    "Place",
    "Sheet",
    "SheetError",
    "Summary",
    "changes",
    "fixed_rows",
    "harmless",
    "letter",
    "read",
]
