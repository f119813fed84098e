"""What a published site keeps: addresses for ever, what changed since the last time, and the rules for servers."""
