"""PDFs made to keep whoever examines them busy."""

import io

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def with_fields(sealed: bytes, many: int, *, filled: bool) -> bytes:
    """A sealed PDF with so many more fields for signatures, all filled with the one that is there, or none."""
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    form = writer.root["/AcroForm"]
    signature = form["/Fields"][0].raw_get("/V")
    fields = ArrayObject(form["/Fields"])
    for number in range(many):
        field = DictionaryObject(
            {NameObject("/FT"): NameObject("/Sig"), NameObject("/T"): TextStringObject(f"f{number}")}
        )
        if filled:
            field[NameObject("/V")] = signature
        fields.append(writer.add_object(field))
    form[NameObject("/Fields")] = fields
    writer.root[NameObject("/AcroForm")] = writer.add_object(form)
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
