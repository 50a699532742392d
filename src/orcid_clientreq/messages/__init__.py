"""What the library says, in other languages: messages of the rules, labels of the form, and what to enter.

The English text is the key, as in gettext; it serves where a catalogue has none. The catalogues are GNU gettext's, in
`locale`; one is read when its language is first used, and nothing else of the package is ever read from a file. A
program can add a language.

>>> from orcid_clientreq import check
>>> from orcid_clientreq.messages import translate
>>> finding = check({"redirect_uris": ["http://university.edu/orcid"]}).errors[-1]
>>> translate(finding, "de")
'Verwenden Sie https, nicht http: In der Produktionsumgebung sind nur Redirect-URIs mit HTTPS zulässig.'
>>> print(check({"redirect_uris": ["http://university.edu/orcid"]}).translated("it-CH").errors[-1].message)
Usare https, non http: le credenziali di produzione accettano solo URI di reindirizzamento HTTPS.
"""

from orcid_clientreq.messages.catalogues import (
    LANGUAGES,
    add_language,
    count,
    html_attributes,
    language_of,
    negotiate,
    say,
)
from orcid_clientreq.messages.sentences import translate

__all__ = ["LANGUAGES", "add_language", "count", "html_attributes", "language_of", "negotiate", "say", "translate"]
