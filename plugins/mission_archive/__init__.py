"""The archive of a mission: from records that editors write to a public site."""
