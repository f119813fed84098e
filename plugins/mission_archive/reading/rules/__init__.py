"""What must agree within a record, between its files, and between records."""
