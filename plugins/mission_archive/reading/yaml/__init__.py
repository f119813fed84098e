"""From the bytes of a file to its text, and to YAML nodes that know their place."""
