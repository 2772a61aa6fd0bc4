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
        [one] { $words } word.
       *[other] { $words } words.
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
        [one] Nothing was taken: there is { $wrong } mistake.
       *[other] Nothing was taken: there are { $wrong } mistakes.
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

# Wording: the pages.
wording-menu = Wording
wording-title = Wording
wording-question = Where is the foundation in our own words?
wording-kicker = { $unit } · twelve months to { $day }
wording-lede = See where the elements show in what we have written and said in common. Own words and quotations are counted apart.
wording-in = Wording in { $unit }
wording-documents = Documents
wording-rounds = Rounds of reading
wording-hand-in = Hand in documents
wording-rules = The rules behind it
wording-element-text = The element’s text
wording-empty-title = The wording comes here
wording-empty = Once minutes, strategies and transcripts are handed in, you can see where the foundation lives in our own words, where it is only quoted, and where it is silent.
wording-minimum = Figures are shown only when there are at least five documents from three sources and 2,000 words, both in the unit and in what is left beside it. Otherwise a single document could be worked out. The material counts in the unit above.
wording-fact-documents = Documents
wording-fact-sources = Sources
wording-fact-passages = Passages
wording-fact-words = Words
wording-fact-missing = Could not be read
wording-apart = What is set apart
wording-apart-text = Counted { $time } in the whole organisation: { $documents } documents with { $passages } passages and { $words } words. These are not counted:
wording-apart-frame = { $n } headings, table rows and heads
wording-apart-short = { $n } passages that are too short
wording-apart-boilerplate = { $n } standing phrases found in three documents or more
wording-apart-duplicate = { $n } passages in documents that nearly repeat another
wording-apart-foreign = { $n } passages in languages other than Danish and English
wording-counted-again = Everything is counted again when something new comes. Whoever keeps the figures from before can see what one new document added to them, but not what it says.
wording-missing-text = { $n ->
    [0] All files could be read.
    [one] 1 file could not be read. It is missing from the figures and does not count as silence.
   *[other] { $n } files could not be read. They are missing from the figures and do not count as silence.
 }
wording-range = { $low } to { $high }%
wording-percent = { $n }%
wording-and = { $all } and { $last }
wording-too-little = Too little material: lacks { $what } here or right beside it
wording-nothing-yet = Too little material: nothing read yet
wording-lack-documents = { $n ->
    [one] 1 document
   *[other] { $n } documents
 }
wording-lack-sources = { $n ->
    [one] 1 source
   *[other] { $n } sources
 }
wording-lack-words = { $n } words
wording-see-above = See { $unit }
wording-leadership = The leadership foundation
wording-employee = The employee foundation
wording-key-own = own words
wording-key-quoted = quoted
wording-key-share = share
wording-says-year = Own words in { $own } of { $passages } passages, { $range }.
wording-says-none = No own words in { $passages } passages.
wording-says-year-quoted = Quoted in { $n }.
wording-says-year-missed = Missed in { $n }.
wording-silent = Silent here, but heard elsewhere.
wording-perhaps-silent = The material does not say whether this is silence.
wording-silent-word = silent
wording-numbers = The figures behind
wording-numbers-label = The figures behind the picture
wording-numbers-caption = Passages month by month. A dash is too little material.
wording-numbers-kind = How
wording-how = Columns that rise are passages with own words, columns that hang are quotations. Months without a line beneath have too little material, or one beside them has.
wording-how-year = The dot is the share of the year’s passages with own words, and the band is the uncertainty: that is where the share lies 19 times out of 20, given that it is chance which documents were handed in.
wording-words = Words that set the unit apart
wording-words-hint = Times in 100,000 words
wording-words-word = Word
wording-words-here = Here
wording-words-elsewhere = Elsewhere
wording-words-alone = The whole organisation has nobody to differ from. Choose a unit below.
wording-words-none = No word stands out for certain.
wording-quiet-none = No element is silent here.
wording-quiet-rule = Silent means that the element is heard less than half as much as elsewhere, that there are 20 documents or 5,000 words to hear it in, that nine files in ten could be read, and that people have read 60 passages without a find and found no more than one.
wording-below = Units below
wording-below-hint = In alphabetical order
wording-below-order = In alphabetical order, never by figure
wording-below-read = What was read
wording-read-of = { $documents } documents, { $passages } passages, { $words } words
wording-promise = The analysis looks at documents and never at people. It cannot be used to evaluate anybody: nothing here shows who said what.
wording-public = The documents can be given out under the rules on public access.
wording-year = Own words in { $own } of the year’s { $passages } passages, { $range }.
wording-year-none = No own words in the year’s { $passages } passages.
wording-year-beside = It is also quoted in { $quoted } and missed in { $missed }.
wording-months = Month by month
wording-months-hint = Number of passages
wording-month = Month
wording-months-none = No month has enough material to be shown by itself. The year has.
wording-months-share = The dots are the months’ shares with the uncertainty as a line. The grey band is the year’s. Months without a line beneath have too little material, or one beside them has.
wording-share = Share
wording-share-of = { $share }% ({ $range })
wording-of-passages = of the passages have own words
wording-little = too little material
wording-the-year = The whole year
wording-uncertainty = The figures in brackets are the uncertainty: that is where the share lies 19 times out of 20, given that it is chance which documents were handed in.
wording-read-by-people = Read by people
wording-calibrated = { $read ->
    [one] 1 random passage from the whole organisation was read in the round that ended on { $day }.
   *[other] { $read } random passages from the whole organisation were read in the round that ended on { $day }.
 }
wording-calibrated-share = By that reading, { $share }% of all passages show the element in own words, { $range }.
wording-calibrated-precision = Of what the rules found, { $share }% was right.
wording-alpha = Two people read without seeing each other’s answers. Their agreement is { $alpha } ({ $low } to { $high }), where 1 is full agreement.
wording-alpha-reliable = That is enough to rely on.
wording-alpha-unsure = Below 0.80 the figure should be read with caution.
wording-one-reader = One person read. With two readers you also see how far they agree.
wording-not-calibrated = Nobody has read a random sample yet. The figures are what the rules found, and the rules make mistakes.
wording-own-of = { $own } of { $passages } passages
wording-passages = The passages
wording-passages-hint = The clearest first
wording-passages-choose = Show passages
wording-passages-none = No passages here.
wording-passages-pages = More passages
wording-clearer = Clearer
wording-fainter = More
wording-mode-own = Own words
wording-mode-quoted = Quoted
wording-mode-missed = Missed
wording-document = The document
wording-why = Found by: { $families }
wording-why-alike = Found because it resembles the examples.
wording-why-quoted = Found because the words are the foundation’s own.
wording-own-rules = Our own rules
wording-say = What does the passage show?
wording-say-hint = Say what a passage shows. A find in own words becomes a trace, and you can always take it back. Nobody can see here who said it.
wording-says-own = A find
wording-says-nothing = Not a find
wording-says-quoted = Quoted
wording-says-missed = Missed
wording-said = Said: { $says }
wording-in-round = The passage is being read in a round now. The answers come here when it is closed.
wording-take-back = Take it back
wording-keys = When you are in the list: j and k go forward and back, 1 to 4 answer, u takes the latest answer back.
wording-keys-begin = Begin
wording-say-failed = The answer was not saved. Try again.
wording-trace-taken-back = The passage was read again and does not show the element in own words.

# Wording: rounds of reading.
wording-round-lede = A round of reading is an hour for each element: a human reads random passages and says what they show. Then you know how often the rules are wrong.
wording-round-new = Open a round
wording-round-open-title = Open rounds
wording-round-closed-title = Closed rounds
wording-round-element = Element
wording-round-progress = How far
wording-round-opened-on = Opened
wording-round-closed-on = Closed
wording-round-changed = What it changed
wording-round-alike = Agreement
wording-round-pages = More rounds
wording-round-empty-title = The rounds of reading come here
wording-round-empty = Open a round for an element. One person reads, and preferably another, without seeing each other’s answers. It takes about an hour each, on a phone or a computer.
wording-round-empty-reader = There are no rounds yet. When HR opens one, you can take part.
wording-round-stands = { $read } of { $all } passages read
wording-round-was-read = { $read ->
    [one] 1 passage read
   *[other] { $read } passages read
 }
wording-round-change-rules = From { $before }%, as the rules found, to { $after }% ({ $range })
wording-round-change-before = From { $before }% in the round before to { $after }% ({ $range })
wording-round-no-share = Too little was read for a share
wording-round-reliable-short = enough to rely on
wording-round-tentative-short = with caution
wording-round-unfit-short = too small
wording-round-flash-opened = The round is open. Two people can read now, without seeing each other’s answers.
wording-round-flash-many = The rounds are open. Two people can read in each, without seeing each other’s answers.
wording-round-flash-full = Both places are taken.
wording-round-flash-freed = The place is free. Somebody else can read on where it stopped.
wording-round-flash-closed = The round is closed.
wording-round-new-title = Open a round of reading
wording-round-new-lede = Choose which elements are to be read, and for how long. A round is read in the whole organisation’s material, by two people who do not see each other’s answers.
wording-round-length = How long for each element and each reader?
wording-round-length-half = Half an hour
wording-round-length-hour = An hour
wording-round-length-two = Two hours
wording-round-length-says = About { $passages } passages for each element: half of them where the rules found something and half where they did not, in random order, so that nobody can tell them apart.
wording-round-elements = Elements
wording-round-found-column = The rules found
wording-round-today-column = Uncertainty today
wording-round-after-column = Expected after the round
wording-round-today = { $range } (read { $day })
wording-round-today-none = unknown: nobody has read
wording-round-after-says = The uncertainty is the band in which the share lies 19 times out of 20. The expected one takes it that the rules do as well as in the last round. Where nobody has read, it takes it that they are right three times out of four and overlook one passage in fifty.
wording-round-is-open = A round is open
wording-round-open-them = Open
wording-round-choose-one = Choose at least one element.
wording-round-not-free = One of the elements cannot be read now: a round is open, or it is no longer in force.
wording-round-nothing-yet = There is nothing to read yet. Hand in documents first; they are counted in the background.
wording-round-kicker-open = Round of reading, opened { $day }
wording-round-kicker-closed = Round of reading, closed { $day }
wording-round-lede-open = { $passages } random passages from the whole organisation: { $with } where the rules found the element, and { $without } where they did not. The readers cannot see which are which.
wording-round-readers = The readers
wording-round-readers-hint = Nobody can see who reads
wording-round-first = First reader
wording-round-second = Second reader
wording-round-place-yours = you
wording-round-place-free = free
wording-round-read-of = { $read } of { $all }
wording-round-read-first = Read as the first reader
wording-round-read-second = Read as the second reader
wording-round-read-on = Read on
wording-round-read-begin = Begin to read
wording-round-readers-say = The first reader’s answers give the share. The second reads the same without seeing the answers, and how much they agree says whether the figure can be relied on. Once both are done, or the round is closed, you can see where you answered differently.
wording-round-waiting = Once both are done, or the round is closed, their agreement stands here.
wording-round-free = Free the place
wording-round-free-label = Free the place: { $place }
wording-round-free-title = Has a reader stopped?
wording-round-free-says = Free the place, and somebody else reads on where it stopped. The answers that were given stay.
wording-round-close = Close the round
wording-round-rules-changed = The rules have been changed since the round was opened. The share still holds, but how often the rules are right is about the old ones.
wording-round-counted-again = Everything is being counted again. The traces and the silence follow shortly.
wording-round-share-title = The share
wording-round-before = Before
wording-round-after = After
wording-round-by-rules = { $share }%, as the rules found. Nobody knew how often they were wrong.
wording-round-by-before = { $share }, read { $day }
wording-round-found = { $read ->
    [one] Of 1 passage where the rules found the element, { $shown } showed it in own words.
   *[other] Of { $read } passages where the rules found the element, { $shown } showed it in own words.
 }
wording-round-overlooked = { $read ->
    [one] Of 1 passage without a find, { $shown } showed it all the same.
   *[other] Of { $read } passages without a find, { $shown } showed it all the same.
 }
wording-round-agreement = Agreement
wording-round-same = They answered the same about { $same } of { $both } passages.
wording-round-reliable = That is enough to rely on: 0.80 or more (Krippendorff).
wording-round-tentative = That allows tentative conclusions: between 0.67 and 0.80 (Krippendorff).
wording-round-unfit = Below 0.67 nothing is concluded (Krippendorff). The round writes no traces. Talk about where you read differently, and open a new one.
wording-round-one-answer = They used only one answer, so their agreement cannot be calculated.
wording-round-differing = Where they answered differently
wording-round-differing-more = { $more ->
    [one] And 1 passage more.
   *[other] And { $more } passages more.
 }
wording-round-silence = Silence
wording-round-silence-few = Before a unit is called silent, humans must have read { $least } passages without a find. { $read } have been read, so no unit is called silent.
wording-round-silence-no = In all rounds of the element { $read } passages without a find have been read, and { $shown } showed it all the same. The rules overlook too much for a unit to be called silent.
wording-round-silence-yes = In all rounds of the element { $read } passages without a find have been read, and { $shown } showed it. A unit can be called silent when the rest of the rule is met.
wording-round-silent-in = Silent in:
wording-round-silent-nowhere = No unit is silent about the element.
wording-round-traces = Traces
wording-round-traces-says = { $traces ->
    [0] None of the passages that were read is a trace.
    [one] 1 of the passages that were read is a trace, because everybody who read it saw the element in own words.
   *[other] { $traces } of the passages that were read are traces, because everybody who read them saw the element in own words.
 } Months get a figure for the rest, by how often the rules were right.
wording-round-read-title = Passage { $number } of { $all }
wording-round-passage = The passage
wording-round-answer = What does the passage show?
wording-round-means-own = the element, said in own words
wording-round-means-nothing = something else
wording-round-means-quoted = the foundation’s own words and nothing more
wording-round-means-missed = it is lacking, or the opposite
wording-round-said-last = Previous answer: { $says }.
wording-round-take-back = Take it back
wording-round-gone = The passage is gone: its document was deleted. Here is the next.
wording-round-eyes = Nobody can see that the answer is yours. The other reader sees it only when both are done or the round is closed.
wording-round-keys-read = Keys: 1 to 4 answer, u takes the previous answer back.
wording-round-element-text = The element
wording-round-done-title = You have read all of it
wording-round-done-says = { $all ->
    [one] The one passage is read.
   *[other] All { $all } passages are read.
 } Thank you.
wording-round-done-wait = Once the other is done too, or the round is closed, you can see how much you agreed.
wording-round-done-both = You are both done. Now you can see how much you agreed.
wording-round-see = See the round
wording-round-close-title = Close the round?
wording-round-close-read = The first reader has read { $first } of { $all } passages, the second { $second }.
wording-round-close-says = When the round is closed, nobody can answer any more. The share is calculated from what was read. Passages in which every reader saw the element become traces, and everything is counted again. Who read is forgotten.
wording-round-close-early = What was read is a random sample, so the round may well be closed early. The band becomes wider.
wording-round-close-none = The first reader has not read enough for a share.
wording-round-close-keep = Leave it open

# The words behind: what counts as an element, and what leaves the house.
lexicon-title = The words behind
lexicon-all-lede = Each element is known by families of expressions and by your own rules. When you change something, everything is counted again.
lexicon-of = The words behind “{ $element }”
lexicon-lede = A passage counts as the element when enough of the families’ expressions and your own rules hit it. Here you can see them, try new ones on everything we have read, and go back.
lexicon-follows = Everything is counted again in the background. The figures on the pages follow when that is done.
lexicon-saved = Saved as a new version.
lexicon-undone = Gone back. It is saved as a new version.
lexicon-imported = Taken in as a new version.
lexicon-stale = Somebody saved while you were working. See what stands now, and try again.
lexicon-empty-title = The words will be here
lexicon-empty = When a foundation is published, each element gets its families of expressions from its own text.
lexicon-families = Families
lexicon-families-text = A family is a set of expressions that people use when they show an idea without naming it. The weight says how much the family speaks for the element: 100 is fully, and 0 takes it away.
lexicon-families-none = No families yet.
lexicon-family = Family
lexicon-family-why = Why
lexicon-family-rules = { $n } expressions and patterns
lexicon-family-add = Add a family
lexicon-family-none = None
lexicon-families-save = Save the families
lexicon-share = Weight
lexicon-share-of = The weight of “{ $family }”, 0 to 100
lexicon-why-named = The element’s text says: { $words }.
lexicon-why-alike = The element’s text is like the examples that the family was learned from.
lexicon-why-chosen = Chosen by you { $time }.
lexicon-error-share = Write a whole number from 0 to 100.
lexicon-rules = Own rules
lexicon-rules-none = No rules of your own yet. The families’ expressions count without them too.
lexicon-rule = Rule
lexicon-weight = Strength
lexicon-hits-now = Hits
lexicon-not-counted = not counted yet
lexicon-counting = The rules are being counted. The first time takes some seconds.
lexicon-do = Change or delete
lexicon-edit = Change
lexicon-edit-rule = Change the rule { $rule }
lexicon-remove = Delete
lexicon-remove-rule = Delete the rule { $rule }
lexicon-hits = { $passages ->
    [one] 1 passage
   *[other] { $passages } passages
 } in { $documents ->
    [one] 1 document
   *[other] { $documents } documents
 }
lexicon-hits-all = Hits { $passages ->
    [one] 1 passage
   *[other] { $passages } passages
 } in { $documents ->
    [one] 1 document
   *[other] { $documents } documents
 }, quotations included.
lexicon-hits-none = Hits no passage in what we have read.
lexicon-left-out = { $n ->
    [one] There is no room here for 1 older document. It counts when everything is counted.
   *[other] There is no room here for { $n } older documents. They count when everything is counted.
 }
lexicon-more-forms = and { $n } more forms
lexicon-new = Write a new rule
lexicon-change = Change the rule
lexicon-rule-hint = We count while you type. If nothing happens, press “Count”.
lexicon-weight-hint = How much a passage is to count when the rule hits it.
lexicon-weight-alone = Shows the element alone
lexicon-weight-nearly = Nearly shows it
lexicon-weight-company = Shows it together with more
lexicon-weight-against = Speaks against
lexicon-weight-between = As now: { $n } hundredths
lexicon-note = Why
lexicon-note-hint = Stands in the list of versions. Write no names.
lexicon-eyes = The rules can be seen by HR, and they can be given out under access-to-documents law. The places shown are from common documents; nobody can see who wrote or said anything.
lexicon-save = Save the rule
lexicon-count = Count
lexicon-tried = What the rule hits
lexicon-tried-none = Write a rule, and here you see what it hits in everything we have read.
lexicon-try-failed = The count did not come through. Try again, or press “Count”.
lexicon-forms = Forms in the texts
lexicon-years = Year by year
lexicon-examples = Places, spread over all of them
lexicon-see-first = First see what the rule hits. Save again when you have seen it.
lexicon-error-empty = Write at least one word.
lexicon-error-long = The rule is too long. At most { $most } characters.
lexicon-error-word = “{ $word }” cannot stand here. A word is letters and digits, perhaps with * or = beside it.
lexicon-error-bracket = The brackets do not match. Each ( needs its ), and they cannot stand inside each other.
lexicon-error-side = Something is missing on one side of { $word }.
lexicon-error-distance = The distance in “{ $word }” has to be a number from 1 to 50. For OF it is 2 to 20.
lexicon-error-common = The rule only has words that stand everywhere. Add a word that says something.
lexicon-error-many = The rule can be read in more than { $most } ways. Split it into several rules.
lexicon-error-set = There is no set named @{ $name }. You can use { $known }.
lexicon-error-twice = That rule is here already.
lexicon-error-full = An element can have at most { $most } rules of its own. Delete some first.
lexicon-how = How to write a rule
lexicon-how-text = A rule is words with a few signs between them. Capitals make no difference, except in NEAR, UNLESS and OF, which are written in capitals. The examples are Danish, as the texts are.
lexicon-how-written = You write
lexicon-how-means = It hits
lexicon-how-lemma = The word in all its inflections.
lexicon-how-exact = Exactly that form.
lexicon-how-class = The word as a verb. /n is noun, and /a is adjective.
lexicon-how-part = Words that end or begin so.
lexicon-how-phrase = The words one after the other, each in all inflections.
lexicon-how-gap = Up to three words between. With a number, up to that many.
lexicon-how-or = One of the words in the brackets.
lexicon-how-near = The two at most eight words apart, in either order. Mostly better than one word alone.
lexicon-how-and = Both in the same passage.
lexicon-how-unless = The first, but not in a passage with the last.
lexicon-how-set = One of the words of a set that comes with Grundlag: { $sets }.
lexicon-how-of = At least three different words of the set in the same passage.
lexicon-versions = Versions
lexicon-versions-who = Who saved stands in the log, with the data protection officer
lexicon-versions-none = None yet. The first is written when everything has been counted once, or when you save.
lexicon-version = Version { $n }
lexicon-current = in force now
lexicon-version-first = The families that the element’s own text gave.
lexicon-go-back = Go back to version { $n }
lexicon-go-back-all = Set all elements back to version { $n }
lexicon-back-to = Back to version { $n }
lexicon-changed = { $element }: { $n ->
    [one] 1 change
   *[other] { $n } changes
 }
lexicon-change-family = The family “{ $family }” was added with weight { $share }
lexicon-change-no-family = The family “{ $family }” was taken away
lexicon-change-share = The family “{ $family }” went from { $from } to { $to }
lexicon-change-rule = New rule, “{ $weight }”:
lexicon-change-no-rule = Deleted rule:
lexicon-change-weight = From “{ $from }” to “{ $to }”:
lexicon-suggest = Proposed words
lexicon-suggest-for = Proposals for “{ $element }”
lexicon-suggest-lede = Words from your own texts that may belong to the element. Nothing counts before you say yes. A yes becomes a rule that shows the element together with more.
lexicon-suggest-from = Found from: { $words }
lexicon-suggest-working = The proposals are being found
lexicon-suggest-wait = We look through everything we have read. It takes up to a minute.
lexicon-suggest-none-title = No proposals
lexicon-suggest-none = There is too little material to say anything, or you have answered all of them.
lexicon-suggest-yes = Yes
lexicon-suggest-no = No
lexicon-suggest-later = Later
lexicon-suggest-save = Save the answers
lexicon-suggest-saved = The answers are saved. The new rules count when everything has been counted again.
lexicon-times = { $n ->
    [one] once
   *[other] { $n } times
 }
lexicon-why-neighbour = Used like “{ $of }” in { $n } of 10 samples.
lexicon-why-synonym = Means nearly the same as “{ $of }”.
lexicon-why-compound = Put together with “{ $of }”.
lexicon-why-keyword = Typical of the passages that people confirmed.
lexicon-import = Take in words from another municipality
lexicon-import-lede = Choose a file that another municipality took out of Grundlag. You see the difference before anything changes.
lexicon-import-file = File
lexicon-import-hint = JSON, CSV or Excel, at most 1 MB.
lexicon-import-eyes = The file is not kept. What you take in can be seen by HR and can be given out under access-to-documents law.
lexicon-import-see = See the difference
lexicon-import-no-file = Choose a file.
lexicon-import-large = The file is too large. At most 1 MB.
lexicon-import-format = This is not a file of words from Grundlag. Use one that “Take out” has written.
lexicon-import-later = The file was written by a newer version of Grundlag. Update, and try again.
lexicon-import-column = The file lacks the column { $column }.
lexicon-import-row = Row { $row }: the column { $column } cannot be read.
lexicon-import-empty = The file has no families and no rules.
lexicon-import-elements = The file has { $has } elements. At most { $most }.
lexicon-import-rules = “{ $element }” has too many families or rules. At most { $most } rules.
lexicon-import-name = An element in the file has no name, or one of more than 300 characters.
lexicon-review = The difference
lexicon-review-lede = From { $source }: { $n ->
    [0] nothing new as it is placed here.
    [one] 1 change. Nothing has been changed yet.
   *[other] { $n } changes. Nothing has been changed yet.
 }
lexicon-import-to = Place on
lexicon-import-none = Leave it
lexicon-import-by-name = Proposed because they have the same name.
lexicon-import-by-families = Proposed because they are known by the same families. Look whether it fits.
lexicon-import-no-match = Fits no element here. You can choose one yourself.
lexicon-import-same = Nothing new here.
lexicon-import-left = Cannot be used
lexicon-import-unknown-family = The family “{ $family }” does not exist in this version, or its weight is not between 0 and 1.
lexicon-import-unreadable = The rule “{ $rule }”: { $error }
lexicon-import-keeps = Your own families and rules stay. You can go back afterwards.
lexicon-import-take = Take in as a new version
lexicon-import-again = Show the difference again
lexicon-import-nothing = There is nothing to take in.
lexicon-import-look = You have chosen another element. See the difference, and then take it in.
lexicon-import-why = Taken in from { $source }
export-title = Take out
export-lede = What the pages show, as files. Nothing else comes along.
export-series = The elements’ figures
export-series-text = Month by month and for the whole year, for { $unit } and each unit below it that has enough material. A sheet tells what was counted, when, and with which limits.
export-nothing = There are no figures to take out for { $unit } yet.
export-lexicon-text = Every element’s families and own rules, so that another municipality can see them and take them in. No figures and no texts.
export-xlsx = Excel
export-csv = CSV
export-csv-zip = CSV in a ZIP
export-json = JSON
export-file = wording
export-lexicon-file = words
export-months = months
export-year = year
export-about = about
export-unit = Unit
export-foundation = Foundation
export-element = Element
export-share = Share in %
export-low = From, %
export-high = To, %
export-silence = Silence
export-heard = heard
export-uncertain = cannot be said
export-about-what = What
export-about-says = Explanation
export-organisation = Organisation
export-and-below = { $unit } and each unit below it that has enough material
export-period = Period
export-period-text = Twelve months, from { $from } to { $until }
export-counted = What is counted
export-counted-text = Passages of documents that the unit and all below it handed in. Headings, passages that are too short, standing phrases, near-copies and other languages are set apart.
export-own-text = Passages that show the element in own words.
export-quoted-text = Passages with the foundation’s own wording. Never added to own words.
export-missed-text = Passages in which the element is missed.
export-share-text = Passages with own words of all passages. “From” and “To” are the uncertainty: the share lies there 19 times out of 20 when it is chance which documents were handed in. Empty: too little material in the month.
export-limits = Limits
export-limits-text = A unit is included from { $documents } documents, { $sources } sources and { $words } words. Less could point at somebody.
export-errors = Errors
export-errors-text = The rules make mistakes. Read the passages before you conclude anything, and see on the element’s page how often the rules were right.
export-people = People
export-measured = Counted
export-engine = Grundlag, version
export-lexicon = The words, version
export-written = Written
export-family-text = A family of expressions that comes with Grundlag, named by its key.
export-rule-text = One of the house’s own rules, as it is written.
export-weight-text = Families: 0 to 1. Rules: 3 shows the element alone, 2 nearly, 1 together with more, and below 0 speaks against.
