import pytest

from milepost.draw.drawable import Fault, fault_of

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630">'


@pytest.mark.parametrize(
    ("svg", "told", "line"),
    [
        (f"{SVG}\n<g>\n<rect/>\n</svg>", "<g> is never closed; add </g>", 2),
        (f"{SVG}\n<g>", "<g> is never closed; add </g>", 2),
        (f"{SVG}<g/>\né</g>\n</svg>", "</g> ends nothing that is open; take it out", 2),
        (f"{SVG}\n<rect x=3/></svg>", "no valid SVG: not well-formed", 2),
        (f"{SVG}<a:b/></svg>", "no valid SVG: unbound prefix", 1),
        ("", "no valid SVG: no element found", 1),
        ("\n<html></html>", "begins with <html>; a picture is one <svg xmlns=", 2),
        ('<svg xmlns="https://svg.org"/>', "begins with <svg>; a picture is one", 1),
        ("<svg/>", '<svg> has no size; give it viewBox="0 0 1200 630"', 1),
        ('<svg viewBox="0 0 0 630"/>', "<svg> has no size", 1),
        ('<svg width="500" height="500px"/>', "<svg> is 500 × 500; give it viewBox=", 1),
    ],
)
def test_what_cannot_be_drawn_is_told_with_its_line(svg: str, told: str, line: int) -> None:
    fault = fault_of(svg, 1200, 630)
    assert isinstance(fault, Fault)
    assert fault.message.startswith(told)
    assert fault.line == line


@pytest.mark.parametrize("size", ['viewBox="0 0 600 315"', 'width="1200" height="630px"'])
def test_a_picture_may_have_any_size_of_its_proportions(size: str) -> None:
    assert fault_of(f"<svg {size}><g/></svg>", 1200, 630) is None
