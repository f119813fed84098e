"""What a proposal changes since the last published state, and the notes that readers are owed."""
