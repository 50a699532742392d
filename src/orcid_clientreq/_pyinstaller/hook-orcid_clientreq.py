"""Put the catalogues into the frozen program."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("orcid_clientreq.messages")
