"""Drawing a certificate: one page, A4 across, as a PDF."""

from fpdf import FPDF

from sessions.queries.certificates import BUILT_IN, Certificate

FAMILY = "certificate"
WIDTH, HEIGHT = 297, 210  # millimetres
INK, QUIET, RULE = (28, 32, 40), (90, 96, 108), (40, 110, 90)


def draw(certificate: Certificate, font: str) -> bytes:
    page = FPDF(orientation="landscape", format="A4")
    page.set_title(certificate.name)
    page.set_auto_page_break(auto=False)
    page.add_page()
    family = BUILT_IN
    if font != BUILT_IN:
        page.add_font(FAMILY, fname=font)
        page.set_text_shaping(use_shaping_engine=True)  # joined letters and right-to-left names
        family = FAMILY
    page.set_draw_color(*RULE)
    page.set_line_width(1.2)
    page.rect(12, 12, WIDTH - 24, HEIGHT - 24)
    _line(page, family, certificate.organisation, size=16, at=40, ink=QUIET)
    _line(page, family, certificate.name, size=38, at=72, ink=INK)
    first, *others = certificate.lines
    _line(page, family, first, size=18, at=102, ink=INK)
    for number, words in enumerate(others):
        _line(page, family, words, size=14, at=122 + 10 * number, ink=QUIET)
    return bytes(page.output())


def _line(page: FPDF, family: str, words: str, *, size: int, at: int, ink: tuple[int, int, int]) -> None:
    """In the middle; a long one is set smaller, until it fits."""
    page.set_text_color(*ink)
    page.set_font(family, size=size)
    room = WIDTH - 48
    if (width := page.get_string_width(words)) > room:
        page.set_font(family, size=max(5, size * room / width))
    page.set_xy(24, at)
    page.cell(room, 12, words, align="C")
