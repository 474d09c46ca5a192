"""How the way is drawn on a map that is seen small, or from afar."""

# Rules beside those of `palette.style_sheet`: they only make lines wider.
STYLE = """\
.mp-case{stroke-width:10}
.mp-route{stroke-width:6}
.mp-plan{stroke-width:4.4;stroke-dasharray:.1 8.5}
.mp-skipped{stroke-width:3.4;stroke-dasharray:.1 7}
.mp-link{stroke-width:3.6;stroke-dasharray:8 6}
"""
