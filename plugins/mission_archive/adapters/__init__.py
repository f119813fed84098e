"""The only code that knows MkDocs: plugins that write our pages beside its own, and the commands that run it."""
