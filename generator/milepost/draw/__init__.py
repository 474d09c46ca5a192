"""Pictures of what was recorded: SVG as text, PNG as bytes. Pure."""
