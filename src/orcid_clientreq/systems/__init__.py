"""Which redirect URIs a system needs: known systems, and the callbacks that they send to ORCID.

Most people who fill in ORCID's form run a system that they did not write. `redirect_uris` fills in a system's templates
and says what each redirect URI is for. `recognize` says which system a list of redirect URIs seems to belong to, and
what is missing. `find` finds a system by what people call it. `SYSTEMS` has what is known about each system, with the
source.

>>> from orcid_clientreq import systems
>>> found = systems.redirect_uris("dataverse", base="https://data.university.edu")
>>> found.redirect_uris
('https://data.university.edu/oauth2/callback.xhtml', 'https://data.university.edu/oauth2/orcidConfirm.xhtml')
>>> [each.system.name for each in systems.recognize(found.redirect_uris)]
['Dataverse']
"""

from orcid_clientreq.systems.catalogue import SYSTEMS
from orcid_clientreq.systems.filling import Registration, ToRegister, redirect_uris
from orcid_clientreq.systems.model import Callback, Parameter, Registrant, System, SystemKind
from orcid_clientreq.systems.notices import ParameterNotice
from orcid_clientreq.systems.recognizing import Missing, Recognized, recognize
from orcid_clientreq.systems.searching import find
from orcid_clientreq.systems.sharing import sharing

__all__ = [
    "SYSTEMS",
    "Callback",
    "Missing",
    "Parameter",
    "ParameterNotice",
    "Recognized",
    "Registrant",
    "Registration",
    "System",
    "SystemKind",
    "ToRegister",
    "find",
    "recognize",
    "redirect_uris",
    "sharing",
]
