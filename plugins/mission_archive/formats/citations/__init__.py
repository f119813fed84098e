"""How a record is cited: by people in three styles, by programs in files beside its page and in the page's head."""
