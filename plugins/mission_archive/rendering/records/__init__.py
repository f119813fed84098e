"""What the page of a record says besides its text."""
