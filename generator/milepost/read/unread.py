"""Kinds of files that athletes have and nobody reads yet, with what is to be said of them."""

from collections.abc import Mapping

_PICTURES = """
    .tif .tiff .gif .bmp .psd .jxl .jp2 .j2k .raw .dng .cr2 .cr3 .crw .nef .nrw .arw .sr2 .srf
    .orf .rw2 .raf .pef .srw .x3f .3fr .iiq .insp
"""
_VIDEOS = """
    .3gp .3g2 .avi .mkv .mts .m2ts .mpg .mpeg .wmv .flv .ogv .insv .360
"""

UNREAD: Mapping[str, str] = dict.fromkeys(
    (".kml", ".kmz"), "files are not read yet; export the activity as GPX"
)
"""What to say of a kind of recording, by its suffix."""

PACKED: Mapping[str, str] = dict.fromkeys(
    (".gz", ".zip", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz"),
    "files are not unpacked; unpack it, and put what is in it here",
)
"""What to say of what services and recorders pack their files into, by its suffix."""

UNSHOWN: Mapping[str, str] = {
    **dict.fromkeys(_PICTURES.split(), "pictures are not shown yet; save it as JPEG"),
    **dict.fromkeys(_VIDEOS.split(), "videos are not shown yet; export it as MP4"),
}
"""What to say of a kind of picture or video, by its suffix."""
