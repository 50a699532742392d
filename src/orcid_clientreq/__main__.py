"""The command line, as `python -m orcid_clientreq`."""

import sys

from orcid_clientreq._command import main

if __name__ == "__main__":
    sys.exit(main())
