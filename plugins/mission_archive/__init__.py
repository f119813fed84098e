"""The archive of a mission: from records that editors write to a public site.

The way of a record, in the order of the calls. `archive build` (cli.build, adapters.commands.build) runs MkDocs, whose
hooks take three steps (adapters.records.RecordsPlugin), and lets the new site take the place of the old one:

    building.read.read                          1. on_pre_build: everything is read and checked; nothing is written
        reading.content.read_content            finds the files; checks what no record knows alone
        reading.records.read_record             one record: decode, parse, fields, join
        reading.records.record_of               the Record that its files make
        model.archive.Archive                   all of them: what lists what, what led to what
    building.plan.plan                          2. on_env: every page and file with its address; no page is made yet
        rendering.site_plan.site_plan           a PagePlan for each page
    building.write.write                        3. on_post_build: asks each planned file for its bytes, and writes them
        building.page_files.page_bytes          for a page:
        rendering.records.pages.record_page     what it says
        rendering.texts.markdown.to_html        its text as HTML, kept by rendering.texts.bodies.Bodies
        model.text.prose.parsed                 from Markdown to HTML
        building.templates.Templates            all of it as HTML (`page`), by overrides/record.html
    building.placing.put_in_place               the new site in the place of the old one

Beside its page there are its row in lists (rendering.lists.rows.RecordRows), its part in the index of the search
(building.search.search) and its files for programs (formats.table.format_files).
"""
