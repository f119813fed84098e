"""From files to a built site: records are read, pages planned and written, and the site put in its place. No MkDocs."""
