"""What is said of a sheet and of the requests in it, in English: the keys of the catalogues."""

from __future__ import annotations

from typing import Final

# Columns
ENVIRONMENT: Final = "Environment"
EDITION: Final = "Edition of the form"
REMAINS: Final = "Still to be corrected"
NAME: Final = "the name of each request"
LANGUAGE: Final = "the language of each request"
BOTH: Final = "{label}; {role}"
NOT_READ: Final = "not read"
COLUMN_OF: Final = "{heading}: {role}"
COLUMNS_OF: Final = "{heading}, …: {role}"
NOT_READ_COLUMNS: Final = "Not read: {columns}"
WITHOUT_COLUMN: Final = "Without a column: {fields}"

# Rows
ROW: Final = "row {row}"
ROWS: Final = "rows {first} to {last}"
NOTHING: Final = "No errors or warnings were found."
NUMBERED: Final = "{label} ({number})"

# What is wrong with a cell
NO_HEADING: Final = (
    "Cell {cell} is in a column without a heading. Enclose texts that contain a comma in quotation marks."
)
FORMULA: Final = "Cell {cell} contains a formula. Replace it with its value."
NO_ENVIRONMENT: Final = "The value in cell {cell} is not an environment. Write production or sandbox."
NO_EDITION: Final = "The value in cell {cell} is not an edition of the form. Write {editions}."
RUNS: Final = "Cell {cell} begins with a character that makes a spreadsheet run it as a formula."
NO_LANGUAGE: Final = "The value in cell {cell} is not a language for letters."

# The summary
ONE_REQUEST: Final = "{count} request"
REQUESTS: Final = "{count} requests"
WITH_ERRORS: Final = "{count} with errors"
WITH_WARNINGS: Final = "{count} with warnings only"
WITHOUT: Final = "{count} without findings"
UNREADABLE: Final = "{count} unreadable"
SUMMARY: Final = "{requests}: {parts}"
AFTER: Final = "With every suggestion applied: {parts}"
IN_NONE: Final = "Required, but without a column, so missing from every request: {fields}"
LEFT_OUT: Final = "Rows with entries only in columns that are not read: {rows}"
HEADINGS: Final = "Headings: row {row}"
SKIPPED: Final = "number of rows above it that are not read: {rows}"
FREQUENT: Final = "Most frequent"
TIMES: Final = "{count} × {message}"  # noqa: RUF001 - a sign that every language has

# Letters
SUBJECT: Final = "Your request for ORCID Member API credentials"
GREETING: Final = "Hello,"
CHECKED: Final = "We checked your request for ORCID Member API credentials before sending it to ORCID."
CORRECT: Final = "These entries have to be corrected:"
LOOK: Final = "These entries may be right, but have another look at them:"
REPLY: Final = "Reply with the corrected entries. We will then send the request to ORCID."
THANKS: Final = "Thank you."
ON_THE_FORM: Final = "{label} (on ORCID's form: {orcid_label})"
ENTERED: Final = "You entered: {value}"
SUGGESTED: Final = "Enter instead: {value}"

# The page
SHOW: Final = "Show requests of"
ALL: Final = "all members"
COLUMN: Final = "Column"
HEADING: Final = "Heading"
READ_AS: Final = "Read as"

#: Every text: where it is used, the text, its plural if it has one, and what to know of it.
TEXTS: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("sheet.environment", ENVIRONMENT, "", "The heading of a column: production or sandbox."),
    ("sheet.edition", EDITION, "", "The heading of a column: which edition of ORCID's form."),
    ("sheet.remains", REMAINS, "", "The heading of a column that is added: which errors and warnings remain."),
    ("sheet.name", NAME, "", "What a column is read as."),
    ("sheet.language", LANGUAGE, "", "What a column is read as: the language to write to a member in."),
    ("sheet.both", BOTH, "", "What a column is read as, if it has a field of the form and is also the name."),
    ("sheet.not_read", NOT_READ, "", "What a column is read as: nobody knows what it is."),
    ("sheet.column_of", COLUMN_OF, "", "The heading of a column, and what the column is read as."),
    ("sheet.columns_of", COLUMNS_OF, "", "The first of several headings, and what the columns are read as."),
    ("sheet.not_read_columns", NOT_READ_COLUMNS, "", "Columns by letter and heading, such as: H Phone, I Remarks"),
    ("sheet.without_column", WITHOUT_COLUMN, "", "Fields of the form that the sheet has no column for."),
    ("sheet.row", ROW, "", "A row of a spreadsheet, at the beginning of a line."),
    ("sheet.rows", ROWS, "", "Rows of a spreadsheet that are one request, at the beginning of a line."),
    ("sheet.nothing", NOTHING, "", "There is neither an error nor a warning."),
    ("sheet.numbered", NUMBERED, "", "The label of a field, and which of its several redirect URIs is meant."),
    ("sheet.no_heading", NO_HEADING, "", "The name of a cell, such as C7."),
    ("sheet.formula", FORMULA, "", "The name of a cell, such as C7."),
    ("sheet.no_environment", NO_ENVIRONMENT, "", "Keep the two words production and sandbox in English."),
    ("sheet.no_edition", NO_EDITION, "", "The editions are a list, such as 2021, 2023."),
    ("sheet.runs", RUNS, "", "The name of a cell, such as C7."),
    ("sheet.no_language", NO_LANGUAGE, "", "The name of a cell, such as C7."),
    ("report.count", ONE_REQUEST, REQUESTS, "How many there are."),
    ("sheet.with_errors", WITH_ERRORS, "", "After “40 requests:”."),
    ("sheet.with_warnings", WITH_WARNINGS, "", "After “40 requests:”."),
    ("sheet.without", WITHOUT, "", "After “40 requests:”."),
    ("sheet.unreadable", UNREADABLE, "", "After “40 requests:”."),
    ("sheet.summary", SUMMARY, "", "Such as: 40 requests: 24 with errors, 16 without findings"),
    ("sheet.after", AFTER, "", "The parts are such as: 9 with errors, 31 without findings"),
    ("sheet.in_none", IN_NONE, "", "Fields of the form that are required, and that the sheet has no column for."),
    ("sheet.left_out", LEFT_OUT, "", "The numbers of rows."),
    ("sheet.headings", HEADINGS, "", "The number of the row with the headings."),
    ("sheet.skipped", SKIPPED, "", "After “Headings: row 3, ”: the numbers of rows such as a title."),
    ("sheet.frequent", FREQUENT, "", "Above a list of the most frequent errors and warnings."),
    ("sheet.times", TIMES, "", "How many requests have an error or warning: the label of a field, and the message."),
    ("letter.subject", SUBJECT, "", "The subject of a letter to a member."),
    ("letter.greeting", GREETING, "", "The beginning of a letter to a member, whose name is not known."),
    ("letter.checked", CHECKED, "", "In a letter from the lead of a consortium to a member of it."),
    ("letter.correct", CORRECT, "", "In a letter to a member, before a list."),
    ("letter.look", LOOK, "", "In a letter to a member, before a list."),
    ("letter.reply", REPLY, "", "In a letter to a member, behind the list."),
    ("letter.thanks", THANKS, "", "The end of a letter to a member."),
    ("letter.on_the_form", ON_THE_FORM, "", "A label in your language, and the same in English."),
    ("letter.entered", ENTERED, "", "What is in the sheet, in a letter to the member who filled it in."),
    ("letter.suggested", SUGGESTED, "", "A value, or several values on a line each."),
    ("sheet.show", SHOW, "", "Before a choice between members."),
    ("sheet.all", ALL, "", "What can be chosen there."),
    ("sheet.column", COLUMN, "", "The head of a table: the letters of a column."),
    ("sheet.heading", HEADING, "", "The head of a table: the heading of that column."),
    ("sheet.read_as", READ_AS, "", "The head of a table: what that column is read as."),
)
