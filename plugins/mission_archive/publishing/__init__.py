"""From a built site to a published one: addresses for ever, what changed since, and what a server is told."""
