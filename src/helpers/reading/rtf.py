"""Rich text, as Nexis, Factiva and word processors write it."""

from helpers.reading.libraries import require


def text_of(data: bytes, name: str) -> str:
    """The document's text; what is deleted or hidden in it as the library has it."""
    require("striprtf", "striprtf", "rich text (RTF)", name)
    from striprtf.striprtf import rtf_to_text

    return rtf_to_text(data.decode("cp1252", "replace"), encoding="cp1252", errors="replace")
