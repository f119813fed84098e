"""What a text is: its letters and marks, its Markdown as clean HTML, and the ids of what is in it."""
