"""Make the sheets that the tests read, with openpyxl and LibreOffice: `python tests/sheets/make.py`.

They are made once and kept, since each version of LibreOffice writes other bytes. The requests are those of forty members
of a consortium, in a sheet as people fill it in: a title above the headings, merged cells, a column that nobody needs,
German headings, ten kinds of fault, and three rows that can't be read.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

HERE = Path(__file__).parent
HEADINGS = (
    *("Mitglied", "Sprache", "E-Mail-Adresse des Kontakts", "Kontakt, der die PIN zu den Zugangsdaten erhält *"),
    *("Kurze Beschreibung Ihrer Client-Anwendung", "URL der Startseite Ihrer Anwendung", "Redirect-URIs"),
    *("Environment", "Telefon"),
)
MEMBERS = (
    *("Universität Zürich", "Technische Universität München", "Universität Wien", "Hochschule Köln"),
    *("Université de Genève", "Université Laval", "École normale supérieure", "Université de Liège"),
    *("Kyoto Daigaku", "Osaka Daigaku", "Universidad de León", "Università di Forlì"),
)
LANGUAGES = ("de", "Deutsch", "de-AT", "German", "fr", "français", "French", "fr-BE", "ja", "Japanese", "es", "it")
#: A column and what is wrong in it.
FAULTS = (
    ("G", "http://{host}/orcid"),
    ("G", "https://{host}/a/../orcid#done"),
    ("D", "orcid@{host}"),
    ("E", ""),
    ("C", "orcid@{host}."),
    ("C", "ORCID-Team <orcid@{host}>"),
    ("F", "{host}"),
    ("G", "https://{host}/orcid;https://{host}/orcid/link"),
    ("G", "https://*.{host}/orcid"),
    ("G", "https://{host}"),
)


def requests() -> list[list[str]]:
    """Return forty requests: the first thirty with a fault each, three times each fault."""
    rows = []
    for number in range(40):
        host = f"repo.member{number}.edu"
        row = [
            f"{MEMBERS[number % 12]} {number // 12 + 1}" if number >= 12 else MEMBERS[number],
            LANGUAGES[number % 12],
            f"orcid@{host}",
            f"it.security@{host}",
            "Anmelden und Publikationen übernehmen, mit Ihrer ORCID iD.",
            f"https://{host}/",
            f"https://{host}/orcid",
            "Sandbox" if number == 38 else "Produktion",
            f"+41 44 {number:03}",
        ]
        if number < 30:
            column, value = FAULTS[number % 10]
            row["ABCDEFGHI".index(column)] = value.format(host=host)
        if number == 35:
            row[7] = "live"
        rows.append(row)
    return rows


def main() -> None:
    """Write the workbook, have LibreOffice write it again, and as texts."""
    book = Workbook()
    book.active.title = "Hinweise"
    book.active["A1"] = "Eine Zeile je Mitglied"
    sheet = book.create_sheet("Anträge")
    sheet.append(["Anträge für ORCID-Zugangsdaten, Herbst 2026"])
    sheet.merge_cells("A1:I1")
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.append([])
    sheet.append(HEADINGS)
    for cell in sheet[3]:
        cell.fill = PatternFill("solid", "DDEEDD")
    for row in requests():
        sheet.append(row)
        if row[0] == "Universität Zürich 4":  # two further redirect URIs below, and the other cells merged
            last = sheet.max_row
            for name in ("link", "login"):
                sheet.append([*[""] * 6, f"{row[6]}/{name}"])
            for column in "ABCDEFHI":
                sheet.merge_cells(f"{column}{last}:{column}{last + 2}")
    # Two cells with a formula: nobody knows what is in them.
    sheet["C38"] = '="orcid@"&"member34.edu"'
    sheet["G37"] = '=CONCATENATE(F37,"orcid")'
    sheet.column_dimensions["G"].width = 60
    book.active = 1
    plain = HERE / "requests.xlsx"
    book.save(plain)
    written_as(plain, "xlsx:Calc MS Excel 2007 XML", "libreoffice.xlsx")
    # Delimiter, quotation mark and encoding, first line, and at the end the number of the sheet.
    for name, options in (("windows.csv", "59,34,1"), ("unicode.txt", "9,34,65535"), ("utf-8.csv", "44,34,76")):
        text = f"csv:Text - txt - csv (StarCalc):{options},1,,0,false,true,false,false,false,2"
        written_as(plain, text, name)


def written_as(book: Path, form: str, name: str) -> None:
    """Have LibreOffice write a workbook in a format."""
    with TemporaryDirectory() as folder:
        subprocess.run(["soffice", "--headless", "--convert-to", form, "--outdir", folder, book], check=True)
        (written,) = Path(folder).iterdir()
        (HERE / name).write_bytes(written.read_bytes())


if __name__ == "__main__":
    main()
