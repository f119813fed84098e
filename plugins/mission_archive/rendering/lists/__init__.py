"""Lists of records and of terms, and the other pages by which readers find their way."""
