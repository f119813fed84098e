"""Links: those inside a built site, checked on its files, and those to other hosts, which are asked."""
