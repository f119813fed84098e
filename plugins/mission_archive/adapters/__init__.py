"""The only code that knows MkDocs: plugins that hand the archive's pages to it, and the commands that run it."""
