"""Where a URL or an email address ends in text: the data of UTS #58, Unicode 17.0.0.

Facts of LinkTerm.txt, LinkBracket.txt and LinkEmail.txt, © 2025 Unicode, Inc., Unicode License v3
(https://www.unicode.org/license.txt). A character that is in none of these has the class Include.

Made by `docs/generators/make_linkification.py`; not to be edited.
"""

from __future__ import annotations

from typing import Final

UNICODE_VERSION: Final = "17.0.0"

#: Ranges of the class Soft: part of a URL only where something follows.
SOFT: Final = (
    "21-22 27 2c 2e 3a-3b 3f ab bb 37e 387 589 5c3 60c 61b 61d-61f 6d4 700-70a 70c 7f8-7f9 830-835 "
    "837-83e 85e 964-965 e5a-e5b f08 f0d-f12 104a-104b 1361-1368 166e 16eb-16ed 1735-1736 17d4-17d6 "
    "17da 1802-1805 1808-1809 1944-1945 1aa8-1aab 1b4e-1b4f 1b5a-1b5b 1b5d-1b5f 1b7d-1b7f 1c3b-1c3f "
    "1c7e-1c7f 2018-2019 201b-201d 201f 2024 2039-203a 203c-203d 2047-2049 275b-2760 2cf9-2cfb "
    "2e00-2e0d 2e1c-2e1d 2e20-2e21 2e2e 2e3c 2e41 2e4c 2e4e-2e4f 2e53-2e54 3001-3002 a4fe-a4ff "
    "a60d-a60f a6f3-a6f7 a876-a877 a8ce-a8cf a92f a9c7-a9c9 aa5d-aa5f aadf aaf0-aaf1 abeb fe12 "
    "fe15-fe16 fe50-fe52 fe54-fe57 ff01 ff0c ff0e ff1a-ff1b ff1f ff61 ff64 1039f 103d0 10857 1091f "
    "10a56-10a57 10af0-10af5 10b3a-10b3f 10b99-10b9c 10f55-10f59 10f86-10f89 11047-1104d 110be-110c1 "
    "11141-11143 111c5-111c6 111cd 111de-111df 11238-1123c 112a9 113d4-113d5 1144b-1144d 1145a-1145b "
    "115c2-115c5 115c9-115d7 11641-11642 1173c-1173e 11944 11946 11a42-11a43 11a9b-11a9c 11aa1-11aa2 "
    "11c41-11c43 11c71 11ef7-11ef8 11f43-11f44 12470-12474 16a6e-16a6f 16af5 16b37-16b39 16b44 "
    "16d6e-16d6f 16e97-16e98 1bc9f 1da87-1da8a 1f676-1f678"
)

#: Ranges of the class Hard: never part of a URL. Code points without a character are left out.
HARD: Final = (
    "0-20 7f-a0 149 673 f77 f79 1680 17a3-17a4 2000-200a 2028-2029 202f 205f 206a-206f 2329-232a 3000 "
    "d800-f8ff e0001 f0000-ffffd 100000-10fffd"
)

#: Closing brackets with their opening ones, of the classes Close and Open.
BRACKETS: Final = (
    "29=28 3e=3c 5d=5b 7d=7b f3b=f3a f3d=f3c 169c=169b 2046=2045 207e=207d 208e=208d 2309=2308 "
    "230b=230a 2769=2768 276b=276a 276d=276c 276f=276e 2771=2770 2773=2772 2775=2774 27c6=27c5 "
    "27e7=27e6 27e9=27e8 27eb=27ea 27ed=27ec 27ef=27ee 2984=2983 2986=2985 2988=2987 298a=2989 "
    "298c=298b 298e=298f 2990=298d 2992=2991 2994=2993 2996=2995 2998=2997 29d9=29d8 29db=29da "
    "29fd=29fc 2e23=2e22 2e25=2e24 2e27=2e26 2e29=2e28 2e56=2e55 2e58=2e57 2e5a=2e59 2e5c=2e5b "
    "3009=3008 300b=300a 300d=300c 300f=300e 3011=3010 3015=3014 3017=3016 3019=3018 301b=301a "
    "fe5a=fe59 fe5c=fe5b fe5e=fe5d ff09=ff08 ff3d=ff3b ff5d=ff5b ff60=ff5f ff63=ff62"
)

#: Ranges of what an address may have before the @-sign.
EMAIL: Final = (
    "21 23-27 2a-2b 2d-39 3d 3f 41-5a 5e-7e aa b5 b7 ba c0-d6 d8-f6 f8-2c1 2c6-2d1 2e0-2e4 2ec 2ee "
    "300-374 376-377 37b-37d 37f 386-3f5 3f7-481 483-487 48a-559 560-588 591-5bd 5bf 5c1-5c2 5c4-5c5 "
    "5c7-5f2 610-61a 620-669 66e-6d3 6d5-6dc 6df-6e8 6ea-6fc 6ff 710-7f5 7fa-7fd 800-82d 840-85b "
    "860-887 889-88f 897-8e1 8e3-963 966-96f 971-9f1 9fc 9fe-a75 a81-aef af9-b6f b71 b82-bef c00-c6f "
    "c80-c83 c85-d4e d54-d57 d5f-d6f d7a-df3 e01-e3a e40-e4e e50-e59 e81-f00 f18-f19 f20-f29 f35 f37 "
    "f39 f3e-f84 f86-fbc fc6 1000-1049 1050-109d 10a0-10fa 10fc-135f 1369-1371 1380-138f 13a0-13fd "
    "1401-166c 166f-167f 1681-169a 16a0-16ea 16ee-1734 1740-17d3 17d7 17dc-17e9 180b-180d 180f-193b "
    "1946-19da 1a00-1a1b 1a20-1a99 1aa7 1ab0-1abd 1abf-1b4c 1b50-1b59 1b6b-1b73 1b80-1bf3 1c00-1c37 "
    "1c40-1c7d 1c80-1cbf 1cd0-1cd2 1cd4-1fbc 1fbe 1fc2-1fcc 1fd0-1fdb 1fe0-1fec 1ff2-1ffc 200c-200d "
    "203f-2040 2054 2071 207f 2090-209c 20d0-20dc 20e1 20e5-20f0 2102 2107 210a-2113 2115 2118-211d "
    "2124 2126 2128 212a-2139 213c-213f 2145-2149 214e 2160-2188 2c00-2ce4 2ceb-2cf3 2d00-2d6f "
    "2d7f-2dff 3005-3007 3021-302f 3031-3035 3038-303c 3041-309a 309d-309f 30a1-318e 31a0-31bf "
    "31f0-31ff 3400-4dbf 4e00-a48c a4d0-a4fd a500-a60c a610-a66f a674-a67d a67f-a6f1 a717-a71f "
    "a722-a788 a78b-a827 a82c a840-a873 a880-a8c5 a8d0-a8f7 a8fb a8fd-a92d a930-a953 a960-a9c0 "
    "a9cf-a9d9 a9e0-aa59 aa60-aa76 aa7a-aadd aae0-aaef aaf2-ab5a ab5c-ab69 ab70-abea abec-d7fb "
    "f900-fb28 fb2a-fbb1 fbd3-fc5d fc64-fd3d fd50-fd8f fd92-fdc7 fdf0-fdf9 fe00-fe0f fe20-fe2f "
    "fe33-fe34 fe4d-fe4f fe71 fe73 fe77 fe79 fe7b fe7d fe7f-fefc ff10-ff19 ff21-ff3a ff3f ff41-ff5a "
    "ff65-ffdc 10000-100fa 10140-10174 101fd-102e0 10300-1031f 1032d-1039d 103a0-103cf 103d1-10563 "
    "10570-10855 10860-10876 10880-1089e 108e0-108f5 10900-10915 10920-10939 10940-109b7 109be-109bf "
    "10a00-10a3f 10a60-10a7c 10a80-10a9c 10ac0-10ac7 10ac9-10ae6 10b00-10b35 10b40-10b55 10b60-10b72 "
    "10b80-10b91 10c00-10cf2 10d00-10d6d 10d6f-10d85 10e80-10eac 10eb0-10ec7 10efa-10f1c 10f27-10f50 "
    "10f70-10f85 10fb0-10fc4 10fe0-11046 11066-110ba 110c2 110d0-1113f 11144-11173 11176-111c4 "
    "111c9-111cc 111ce-111da 111dc 11200-11237 1123e-112a8 112b0-113d3 113e1-1144a 11450-11459 "
    "1145e-114c5 114c7-115c0 115d8-11640 11644-11659 11680-116b8 116c0-11739 11740-1183a 118a0-118e9 "
    "118ff-11943 11950-119e1 119e3-11a3e 11a47-11a99 11a9d 11ab0-11af8 11b60-11be0 11bf0-11c40 "
    "11c50-11c59 11c72-11ef6 11f00-11f42 11f50-11fb0 12000-1246e 12480-12ff0 13000-1342f 13440-16a69 "
    "16a70-16af4 16b00-16b36 16b40-16b43 16b50-16b59 16b63-16d6c 16d70-16e7f 16ea0-16fe1 16fe3-1bc99 "
    "1bc9d-1bc9e 1ccf0-1ccf9 1cf00-1cf46 1d165-1d169 1d16d-1d172 1d17b-1d182 1d185-1d18b 1d1aa-1d1ad "
    "1d242-1d244 1d400-1d6c0 1d6c2-1d6da 1d6dc-1d6fa 1d6fc-1d714 1d716-1d734 1d736-1d74e 1d750-1d76e "
    "1d770-1d788 1d78a-1d7a8 1d7aa-1d7c2 1d7c4-1d7ff 1da00-1da36 1da3b-1da6c 1da75 1da84 1da9b-1e14e "
    "1e290-1e2f9 1e4d0-1e5fa 1e6c0-1e8c4 1e8d0-1e959 1ee00-1eebb 1fbf0-1fbf9 20000-33479 e0100-e01ef"
)
