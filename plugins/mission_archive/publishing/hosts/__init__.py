"""What the server of a site is given: headers, redirects, compressed twins."""
