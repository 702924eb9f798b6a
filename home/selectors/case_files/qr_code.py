"""QR codes of addresses, as drawings."""

import io

import segno


def qr_code(address: str) -> str:
    """SVG of the code of an address, of its own size; it takes a fifth of damage, as on a copied sheet."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", xmldecl=False, svgns=True, border=2, omitsize=True, dark="#14211f", light="#ffffff"
    )
    return drawing.getvalue().decode()
