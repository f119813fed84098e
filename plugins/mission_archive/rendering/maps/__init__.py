"""Maps as SVG, from outlines that the package ships. No map knows which country it will show."""
