"""Check a CSV file with a request in each row: python check_csv.py requests.csv

Prints a line for each finding: the line of the file, the field with its row, the severity, the message, and what fixes it.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from orcid_clientreq import Policy, check, from_form
from orcid_clientreq.interop import form_messages

POLICY = Policy(edition="latest")

with Path(sys.argv[1]).open(encoding="utf-8-sig", newline="") as file:
    reader = csv.DictReader(file)  # the headings are the names of the fields; redirect_uris has one URI on each line
    for row in reader:
        if row.pop(None, None):
            print(reader.line_num, "", "error", "This line has more cells than there are headings.", "", sep="\t")
        for field, messages in form_messages(check(from_form(row), policy=POLICY)).items():
            for each in messages:
                fix = each.suggestion.replace("\n", " ")
                print(reader.line_num, field, each.severity, each.text, fix, sep="\t")
