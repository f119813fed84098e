"""From a built site to a published one: addresses for ever, what changed since, and the rules for servers."""
