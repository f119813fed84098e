"""From the model to a built site: pages are rendered, files written, and the site put in its place. Knows no MkDocs."""
