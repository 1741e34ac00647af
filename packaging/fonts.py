"""Make the certificate fonts in resources/fonts from Debian and npm packages.

Usage: python packaging/fonts.py PACKAGES
where PACKAGES is a folder in which each package of SOURCES has been unpacked under its own name (`dpkg-deb -x`, or
`npm pack` and `tar -xf`). Outlines stay as they are; hinting, which print never uses, is left out; WOFF2 becomes
TrueType; the Chinese, Japanese and Korean fonts lose vertical setting, and the serif one the characters outside the
national standards.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

SOURCES = {
    "fonts-noto-core": "20201225-1",
    "fonts-noto-cjk": "1:20220127+repack1-1",
    "@expo-google-fonts/eb-garamond": "0.4.3",
    "@expo-google-fonts/source-serif-4": "0.4.1",
    "inter-ui": "4.1.1",
}
TARGET = Path(__file__).resolve().parents[1] / "resources" / "fonts"

# Latin faces: file in the package -> family folder, file, kind, weight, italic.
FACES = [
    (
        "@expo-google-fonts/eb-garamond/package/400Regular/EBGaramond_400Regular.ttf",
        "eb-garamond/EBGaramond-Regular.ttf",
        "serif",
        400,
    ),
    (
        "@expo-google-fonts/eb-garamond/package/500Medium/EBGaramond_500Medium.ttf",
        "eb-garamond/EBGaramond-Medium.ttf",
        "serif",
        500,
    ),
    (
        "@expo-google-fonts/eb-garamond/package/600SemiBold/EBGaramond_600SemiBold.ttf",
        "eb-garamond/EBGaramond-SemiBold.ttf",
        "serif",
        600,
    ),
    (
        "@expo-google-fonts/eb-garamond/package/400Regular_Italic/EBGaramond_400Regular_Italic.ttf",
        "eb-garamond/EBGaramond-Italic.ttf",
        "serif",
        400,
    ),
    (
        "@expo-google-fonts/source-serif-4/package/400Regular/SourceSerif4_400Regular.ttf",
        "source-serif-4/SourceSerif4-Regular.ttf",
        "serif",
        400,
    ),
    (
        "@expo-google-fonts/source-serif-4/package/600SemiBold/SourceSerif4_600SemiBold.ttf",
        "source-serif-4/SourceSerif4-SemiBold.ttf",
        "serif",
        600,
    ),
    ("inter-ui/package/web/Inter-Regular.woff2", "inter/Inter-Regular.ttf", "sans", 400),
    ("inter-ui/package/web/Inter-Medium.woff2", "inter/Inter-Medium.ttf", "sans", 500),
    ("inter-ui/package/web/Inter-SemiBold.woff2", "inter/Inter-SemiBold.ttf", "sans", 600),
    ("inter-ui/package/display/InterDisplay-SemiBold.woff2", "inter/InterDisplay-SemiBold.ttf", "sans", 600),
    ("inter-ui/package/display/InterDisplay-Bold.woff2", "inter/InterDisplay-Bold.ttf", "sans", 700),
]

# Ending of the Noto family -> ISO 15924 script; the serif, the sans and the sans bold are taken where they exist.
NOTO = dict(
    pair.split(":")
    for pair in [
        "Adlam:Adlm",
        "Armenian:Armn",
        "Balinese:Bali",
        "Bamum:Bamu",
        "Batak:Batk",
        "Bengali:Beng",
        "Buginese:Bugi",
        "Buhid:Buhd",
        "CanadianAboriginal:Cans",
        "Chakma:Cakm",
        "Cham:Cham",
        "Cherokee:Cher",
        "Devanagari:Deva",
        "Ethiopic:Ethi",
        "Georgian:Geor",
        "Gujarati:Gujr",
        "GunjalaGondi:Gong",
        "Gurmukhi:Guru",
        "HanifiRohingya:Rohg",
        "Hanunoo:Hano",
        "Hebrew:Hebr",
        "Javanese:Java",
        "Kannada:Knda",
        "KayahLi:Kali",
        "Khmer:Khmr",
        "Lao:Laoo",
        "Lepcha:Lepc",
        "Limbu:Limb",
        "Lisu:Lisu",
        "Malayalam:Mlym",
        "Mandaic:Mand",
        "MasaramGondi:Gonm",
        "MeeteiMayek:Mtei",
        "Miao:Plrd",
        "Mongolian:Mong",
        "Myanmar:Mymr",
        "NKo:Nkoo",
        "NewTaiLue:Talu",
        "Newa:Newa",
        "NyiakengPuachueHmong:Hmnp",
        "OlChiki:Olck",
        "Oriya:Orya",
        "Osage:Osge",
        "PahawhHmong:Hmng",
        "Rejang:Rjng",
        "Saurashtra:Saur",
        "Sinhala:Sinh",
        "SoraSompeng:Sora",
        "Sundanese:Sund",
        "SylotiNagri:Sylo",
        "Syriac:Syrc",
        "Tagalog:Tglg",
        "Tagbanwa:Tagb",
        "TaiLe:Tale",
        "TaiTham:Lana",
        "TaiViet:Tavt",
        "Tamil:Taml",
        "Telugu:Telu",
        "Thaana:Thaa",
        "Thai:Thai",
        "Tibetan:Tibt",
        "Tifinagh:Tfng",
        "Vai:Vaii",
        "Wancho:Wcho",
        "WarangCiti:Wara",
        "Yezidi:Yezi",
        "Yi:Yiii",
    ]
)
ARABIC = [
    ("NotoNaskhArabic-Regular", "serif", 400),
    ("NotoSansArabic-Regular", "sans", 400),
    ("NotoSansArabic-Bold", "sans", 700),
]
ALPHABETS = [("NotoSerif-Regular", "serif", 400), ("NotoSans-Regular", "sans", 400), ("NotoSans-Bold", "sans", 700)]
CJK = {"Hani", "Hira", "Kana", "Hang", "Bopo"}
DROPPED = ("DSIG", "vhea", "vmtx", "VORG", "BASE", "MVAR", "STAT", "meta", "LTSH", "VDMX", "hdmx", "JSTF")


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


def pack(
    data: bytes, unicodes: Iterable[int] | None = None, features: Iterable[str] | None = None, index: int = 0
) -> bytes:
    """Cut a font to the characters and features given (all where not given), without hinting."""
    face = hb.Face(hb.Blob(data), index)
    wanted = hb.SubsetInput()
    if unicodes is None:
        wanted.keep_everything()
    else:
        wanted.unicode_set.set(set(unicodes) & set(face.unicodes))
    if features is not None:
        wanted.layout_feature_tag_set.clear()
        wanted.layout_feature_tag_set.update({_tag(feature) for feature in features})
    wanted.drop_table_tag_set.update({_tag(table) for table in DROPPED})
    # Identity: the number of a glyph is then also its name in the outlines, which is what a PDF refers to.
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    return bytes(wanted.subset(face).blob.data)


def read(path: Path) -> bytes:
    """The font's bytes as TrueType or OpenType, whatever it was packed as."""
    if path.suffix != ".woff2":
        return path.read_bytes()
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _encodable(codec: str, characters: Iterable[int]) -> set[int]:
    return {code for code in characters if chr(code).encode(codec, "ignore")}


def east_asian(full: bool) -> set[int]:
    """Characters of the Chinese, Japanese and Korean fonts: everything, or what the national standards have."""
    han = [*range(0x3400, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x32000)]
    others = {*range(0x20, 0x180), *range(0x2010, 0x2050), *range(0x3000, 0x3200), *range(0xFF00, 0xFFF0)}
    others |= {*range(0x1100, 0x1200), *range(0xA960, 0xA980), *range(0xAC00, 0xD800)}
    if full:
        return others | set(han)
    level_one = {code for code in _encodable("big5", han) if chr(code).encode("big5") < b"\xc9\x40"}
    return (
        others
        | level_one
        | _encodable("gb2312", han)
        | _encodable("shift_jisx0213", han)
        | _encodable("cp932", han)
        | _encodable("euc_kr", han)
    )


def write(name: str, data: bytes, kind: str, weight: int, scripts: Iterable[str], lines: list[str]) -> None:
    """Write one font file and its entry for fonts.toml."""
    path = TARGET / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    listed = ", ".join(f'"{script}"' for script in sorted(scripts))
    lines += [
        "",
        f"[{path.stem}]",
        f'file = "{name}"',
        f'kind = "{kind}"',
        f"weight = {weight}",
        f"scripts = [{listed}]",
    ]


def noto_files(folder: Path) -> list[tuple[Path, str, int, tuple[str, ...]]]:
    """Every Noto font that is packed: path, kind, weight, scripts."""
    wanted: list[tuple[str, str, int, tuple[str, ...]]] = []
    wanted += [(stem, kind, weight, ("Arab",)) for stem, kind, weight in ARABIC]
    wanted += [(stem, kind, weight, ("Latn", "Grek", "Cyrl", "Zyyy")) for stem, kind, weight in ALPHABETS]
    for ending, script in NOTO.items():
        wanted.append((f"NotoSerif{ending}-Regular", "serif", 400, (script,)))
        wanted.append((f"NotoSans{ending}-Regular", "sans", 400, (script,)))
        wanted.append((f"NotoSans{ending}-Bold", "sans", 700, (script,)))
    found = [(folder / f"{stem}.ttf", kind, weight, scripts) for stem, kind, weight, scripts in wanted]
    return [entry for entry in found if entry[0].exists()]


def main(packages: Path) -> None:
    """Write every font, its licence and the list that the program reads."""
    lines = ["# The fonts of certificates and other paper. Made by packaging/fonts.py from:"]
    lines += [f"#   {name} {version}" for name, version in SOURCES.items()]
    for source, name, kind, weight in FACES:
        write(name, pack(read(packages / source)), kind, weight, ("Latn", "Grek", "Cyrl", "Zyyy"), lines)
    for path, kind, weight, scripts in noto_files(packages / "fonts-noto-core/usr/share/fonts/truetype/noto"):
        write(f"noto-{kind}/{path.name}", pack(path.read_bytes()), kind, weight, scripts, lines)
    features = ("locl", "ccmp", "kern", "ljmo", "vjmo", "tjmo")
    for kind in ("Serif", "Sans"):
        data = (packages / f"fonts-noto-cjk/usr/share/fonts/opentype/noto/Noto{kind}CJK-Regular.ttc").read_bytes()
        cut = pack(data, east_asian(full=kind == "Sans"), features)
        write(f"noto-cjk/Noto{kind}CJK-Regular.otf", cut, kind.lower(), 400, CJK, lines)
    (TARGET / "fonts.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    copy_licences(packages)


def copy_licences(packages: Path) -> None:
    """Put each family's licence beside its files."""
    for folder, source in (
        ("eb-garamond", "@expo-google-fonts/eb-garamond/package/LICENSE_FONT"),
        ("source-serif-4", "@expo-google-fonts/source-serif-4/package/LICENSE_FONT"),
        ("inter", "inter-ui/package/LICENSE.txt"),
        ("noto-serif", "fonts-noto-core/usr/share/doc/fonts-noto-core/copyright"),
        ("noto-sans", "fonts-noto-core/usr/share/doc/fonts-noto-core/copyright"),
        ("noto-cjk", "fonts-noto-cjk/usr/share/doc/fonts-noto-cjk/copyright"),
    ):
        (TARGET / folder / "OFL.txt").write_bytes((packages / source).read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
