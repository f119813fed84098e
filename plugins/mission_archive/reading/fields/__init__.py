"""What each field may hold, and how it is read."""
