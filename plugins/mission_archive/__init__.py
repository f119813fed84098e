"""The archive of a mission: from records that editors write to a public site.

The way of a record, from room to room:

    reading.content.read_content            from files to records: find, decode, parse, fields, join, rules, record
    model.archive.Archive                   all records without an error: what lists what, what led to what
    building.plan.plan                      every page and file of the site with its address
    rendering.records.pages.record_page     what the page of a record says
    rendering.texts.bodies.Bodies           its text as HTML
    building.templates.Templates            the page as HTML, by overrides/record.html
    building.write.write                    everything that is planned, as files
    building.placing.put_in_place           the new site in the place of the old one

Beside its page there are its row in lists (rendering.lists.rows.RecordRows), its part in the index of the search
(building.search.search) and its files for programs (formats.table.format_files).
adapters.records.RecordsPlugin takes these steps while MkDocs builds; adapters.commands.build runs MkDocs.
"""
