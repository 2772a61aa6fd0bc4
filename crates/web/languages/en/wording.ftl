# Documents: hand in, see how it went, delete.
wording-doc-title = Documents
wording-doc-lede = Minutes, transcripts and strategies that are read for the words of the foundation. Here is how each of them went.
wording-doc-new = Hand in documents
wording-doc-tabs = Documents by how far they have come
wording-doc-all = All
wording-doc-waiting = Waiting
wording-doc-read = Read
wording-doc-missing = Missing
wording-doc-refused = Refused
wording-doc-pages = More documents
wording-doc-page-before = Previous page
wording-doc-page-after = Next page
wording-doc-document = Document
wording-doc-unit = Unit
wording-doc-day = Day
wording-doc-how = How it went
wording-doc-kind = Kind
wording-doc-source = Source
wording-doc-about-short = about the foundation
wording-doc-taken =
    { $taken ->
        [one] { $taken } document is handed in
       *[other] { $taken } documents are handed in
    }, { $here } { $here ->
        [one] was
       *[other] were
    } here already.
wording-doc-lost =
    { $rows ->
        [one] { $rows } row of the index names a file that was not there.
       *[other] { $rows } rows of the index name a file that was not there.
    }
wording-doc-deleted = The document is deleted. Everything is counted again without it.
wording-doc-progress =
    { $waiting ->
        [one] { $waiting } document waits to be read. The figures follow when it has been.
       *[other] { $waiting } documents wait to be read. The figures follow when they have been.
    }
wording-doc-again = Look again
wording-doc-none = No documents here
wording-doc-empty-title = The documents will be here
wording-doc-empty = What you write and say in common anyway: minutes, webinars, strategies, posts on the intranet. It takes at least five documents from three sources before a unit has figures.
wording-doc-says-waiting = Waits to be read.
wording-doc-says-read =
    { $words ->
        [one] Read: { $words } word.
       *[other] Read: { $words } words.
    }
wording-doc-says-duplicate = Nearly the same as another document, so it does not count a second time.
wording-doc-why-empty = No text; counts as missing, never as silence. If it is a scan, turn it into text (OCR) and hand it in again.
wording-doc-why-garbled = The text is not words that can be read; counts as missing, never as silence. Save the document anew from the program it was written in and hand it in again.
wording-doc-why-conversation = It looks like notes or a form from a conversation. Those are never read here, and the file is not kept. Delete it from the list.
wording-doc-why-too-large = The file is too large. Split it and hand in the parts.
wording-doc-why-format = This kind of file cannot be read here. Save it as Word, PDF or text and hand it in again.
wording-doc-why-lies = The content of the file is not what its name says. Save it anew and hand it in again.
wording-doc-why-broken = The file is damaged. Fetch it again from where it came.
wording-doc-why-locked = The file is locked with a password. Save it without and hand it in again.
wording-doc-why-encoding = The letters in the file cannot be read. Save it as UTF-8 and hand it in again.
wording-doc-why-too-much = Reading the file took too long or too much space. Save it anew or in several parts.
wording-doc-law = Rules
wording-doc-law-html = <b>Expect access to documents.</b> The documents can be given out when somebody asks for them under the access-to-documents law.
wording-doc-nobody-html = <b>Nobody can be evaluated here.</b> The analysis looks at units and never at people. It does not know who wrote or said anything.
wording-doc-error = Error:
wording-doc-new-lede = Choose files, a folder or a ZIP. They are read in the background, and the files are not kept once they have been read: only the text.
wording-doc-choose-again = Nothing was handed in. Mend what is wrong and choose the files again.
wording-doc-more-rows = … and { $more } more.
wording-doc-files = Files
wording-doc-files-hint = Word, PDF, text, subtitles (VTT, SRT) or ZIP. At most 200 files and 100 MB at a time, at most 50 MB in one file. You can also drag them here.
wording-doc-folder = Or a folder
wording-doc-folder-hint = Everything in the folder and its subfolders is taken along.
wording-doc-index = With an index: index.csv or index.xlsx
wording-doc-index-text = Put a table called index into the folder or the ZIP. It says of each file where it belongs. The first three columns must be there.
wording-doc-index-file = minutes.docx
wording-doc-index-unit = Elderly and Health
wording-doc-index-kind = minutes
wording-doc-index-source = Works council
wording-doc-index-about = yes
wording-doc-otherwise = What the index does not say
wording-doc-otherwise-text = Holds for all files that you hand in now, where the index says nothing. Without an index, fill in unit and day.
wording-doc-unit-hint = The name or the key. Where several have the same name, write the unit above too: “Team (North)”.
wording-doc-day-hint = The day of the meeting, or when the text was published.
wording-doc-kind-hint = For example minutes, transcript or strategy.
wording-doc-source-hint = Who published it: a committee or a page of the intranet. Never a person.
wording-doc-about = The occasion was the foundation itself
wording-doc-about-hint = Then what is said is something you were asked to say. It counts by itself.
wording-doc-eyes = The text can be read by leaders and representatives of the unit and of those above it, HR, and external advisers with access. Hand in common documents only. Notes and forms from conversations are refused.
wording-doc-send = Hand in
wording-doc-cancel = Cancel
wording-doc-no-files = Choose at least one file.
wording-doc-many = There are { $files } files. At most { $most } at a time; take the rest afterwards.
wording-doc-nothing-taken =
    { $wrong ->
        [one] Nothing was taken: there is { $wrong } mistake in the index.
       *[other] Nothing was taken: there are { $wrong } mistakes in the index.
    }
wording-doc-row-unit = Row { $row }: no unit that you hand in for is called “{ $unit }”.
wording-doc-row-units = Row { $row }: several units are called “{ $unit }”. Write the unit’s key or “Team (North)”.
wording-doc-row-day = Row { $row }: “{ $text }” is not a day. Write it as 2026-11-24.
wording-doc-row-long = Row { $row }: the column { $column } is too long. At most { $most } characters.
wording-doc-nowhere = { $file }: nothing says which unit it belongs to.
wording-doc-undated = { $file }: nothing says which day it is from.
wording-doc-unpacks = { $file } is too large when it is unpacked. At most { $most } MB in all.
wording-doc-unit-unknown = No unit that you hand in for is called so.
wording-doc-unit-several = Several units are called so. Write the unit above too: “Team (North)”.
wording-doc-occasion = Occasion
wording-doc-occasion-about = The foundation itself
wording-doc-occasion-other = Another
wording-doc-passages = Passages
wording-doc-no-passages = No passages here.
wording-doc-apart-frame = Not counted: a heading, a row of a table or the head of minutes.
wording-doc-apart-short = Not counted: too short.
wording-doc-apart-boilerplate = Not counted: a standing phrase that is in several documents.
wording-doc-apart-duplicate = Not counted: the document is nearly the same as another.
wording-doc-apart-language = Not counted: another language.
wording-doc-mode-own = in own words
wording-doc-mode-quoted = quoted
wording-doc-mode-missed = missed
wording-doc-delete = Delete the document
wording-doc-delete-title = Delete the document?
wording-doc-delete-text = Its passages, what was found in them and what people said of them are deleted and cannot be brought back. Its traces are withdrawn, and everything is counted again without it.
wording-doc-delete-folder = If the file lies in the watched folder, it is not taken in again. You can hand it in anew yourself.
wording-doc-keep = Keep it
wording-doc-deleted-reason = The document was deleted
