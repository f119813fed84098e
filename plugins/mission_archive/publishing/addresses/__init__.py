"""The public addresses of a site: the ledger of all that ever were, those that lead on, short ones, the sitemap."""
