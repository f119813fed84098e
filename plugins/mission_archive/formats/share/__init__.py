"""The picture that other sites show beside a link to a page: its title, date and place, drawn with letters."""
