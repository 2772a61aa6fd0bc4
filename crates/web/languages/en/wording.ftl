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
wording-minimum = Figures are shown only when a unit has at least five documents from three sources and 2,000 words. Less could point at somebody.
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
wording-missing-text = { $n ->
    [0] All files could be read.
    [one] 1 file could not be read. It is missing from the figures and does not count as silence.
   *[other] { $n } files could not be read. They are missing from the figures and do not count as silence.
 }
wording-range = { $low } to { $high }%
wording-percent = { $n }%
wording-and = { $all } and { $last }
wording-too-little = Too little material: lacks { $what }
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
wording-numbers-caption = Passages month by month
wording-numbers-kind = How
wording-how = Columns that rise are passages with own words, columns that hang are quotations. The dot is the share of the year’s passages, and the line is the uncertainty: that is where the share lies 19 times out of 20, given that it is chance which documents were handed in.
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
wording-months-no-share = No month by itself has enough material for a share. The year has.
wording-months-share = The dots are the months’ shares with the uncertainty as a line. The grey band is the year’s. Months with too little material have no dot.
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
wording-take-back = Take it back
wording-keys = When you are in the list: j and k go forward and back, 1 to 4 answer, u takes the latest answer back.
wording-keys-begin = Begin
wording-say-failed = The answer was not saved. Try again.
wording-trace-taken-back = The passage was read again and does not show the element in own words.
