"""Print how long a megabyte of text takes to read, by what it is made of, and how the work grows.

    python docs/benchmarks/reading.py            a minute
    python docs/benchmarks/reading.py --quick    a tenth of a megabyte

For each kind of text the seconds of each function, and the exponent from a quarter of the text to all of it:
1 is linear. Then the worst of texts of 20 000 characters, which is the longest that is taken for one value.
"""

from __future__ import annotations

import argparse
import itertools
from functools import partial

from growth import exponent, filled, seconds

from orcid_clientreq.syntax.assignments import lines_of_settings
from orcid_clientreq.syntax.written import LONGEST, addresses_in, one_address, one_uri, uris_in, uris_listed

PROSE = "Register https://univ.edu/orcid/cb?a=1, or write to orcid@univ.edu (in English). It takes a day or two.\n"
JSON = (
    '{"redirect_uris": ["https:\\/\\/univ.edu\\/orcid", "https://univ.edu/a?b&amp;c"], "contact": "orcid@univ.edu"},\n'
)
HTML = (
    '<li><a href="https://univ.edu/orcid/cb">https://univ.edu/orcid/cb</a> <a href="mailto:orcid@univ.edu">mail</a>\n'
)
LOG = (
    "12:00:01 GET /oauth/authorize?client_id=APP-1&redirect_uri=https%3A%2F%2Funiv.edu%2Forcid&scope=%2Fauthenticate\n"
)
#: What is repeated: text that people have, and text that is made to be slow.
TEXTS = {
    "prose": PROSE,
    "JSON": JSON,
    "HTML": HTML,
    "a log": LOG,
    "settings": "REDIRECT_URI='https://univ.edu/cb' # live\n",
    "https://": "https://",
    "https://a ": "https://a ",
    "a URI a comma": "https://a/,",
    "https://[": "https://[",
    "a template": "https://<a ",
    "@": "@",
    "a@": "a@",
    "1@1.1 ": "1@1.1 ",
    "a reference": "&amp;",
    "a backslash": "\\/",
    "soft breaks": "=3D=\n",
    "quotes": '"',
    "apostrophes": "it's ",
    "brackets": "(",
    "dots": ".",
    "blanks": " ",
    "é": "é",
    "lines": "a\n",
    "tabs": "a\t",
    "stars": "*",
    "pipes": "|",
    "braces": "{a",
    "percent": "https%3A%2F%2F",
    "closing": "}",
}
WHOLE = (uris_in, addresses_in, uris_listed, lines_of_settings)
ONE = (one_uri, one_address)
BEGINNINGS = ("", "https://univ.edu/", '"', "- ", "www.univ.edu/", "orcid@univ.edu ")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    size = 100_000 if parser.parse_args().quick else 1_000_000
    print(f"seconds for {size:_} characters, with the exponent")
    print(f"{'':16}{''.join(f'{each.__name__:>20}' for each in WHOLE)}")
    for name, piece in TEXTS.items():
        for start in ("", "https://univ.edu/"):
            cells = ""
            for function in WHOLE:
                texts = [filled(start, piece, length) for length in (size // 16, size // 4, size)]
                times = [max(seconds(partial(function, text), tries=1), 1e-4) for text in texts]
                cells += f"{times[-1]:12.3f}{exponent([1, 4, 16], times):8.2f}"
            print(f"{'  after a host' if start else name:16}{cells}")
    ends = itertools.product(BEGINNINGS, TEXTS.values(), ("", "https://univ.edu", "@univ.edu", '"'))
    values = [filled(start, piece, LONGEST - len(end)) + end for start, piece, end in ends]
    for function in ONE:
        worst = max((seconds(partial(function, value), tries=1), value[:20]) for value in values)
        print(f"{function.__name__} of {LONGEST:_} characters: {worst[0]:.3f} seconds at most, for {worst[1]!a}…")


if __name__ == "__main__":
    main()
