# The foundations: reading, bringing in, writing, publishing.
foundation-leadership = The leadership foundation
foundation-employee = The employee foundation
foundation-leadership-within = the leadership foundation
foundation-employee-within = the employee foundation
foundation-title-leadership = Leadership foundation of { $organisation }
foundation-title-employee = Employee foundation of { $organisation }
foundation-edition = Edition { $number }
foundation-by = { $foundation }, edition { $number }
foundation-draft-of = { $foundation }, edition { $number }, draft
foundation-edition-since = Edition { $number }, in force since { $day }
foundation-in-force-since = In force since { $day }
foundation-in-force-from = Comes into force on { $day }
foundation-from-to = { $from } – { $to }
foundation-from = from { $day }
foundation-not-yet = not yet
foundation-phase-draft = draft
foundation-phase-coming = coming
foundation-phase-in-force = in force
foundation-phase-superseded = superseded
foundation-all-levels = all leaders
foundation-own-level = your level
foundation-error-title = Error:
foundation-optional = optional
foundation-save = Save
foundation-saved = Saved.
foundation-change = Change

# Reading.
foundation-elements-title = Elements
foundation-hand-in-hand = Two foundations, hand in hand
foundation-hand-in-hand-with = Hand in hand with
foundation-lede = What leaders commit to, employees can count on, and the other way round.{ $prominent ->
    [0] {""}
    [one] {" "}One element was chosen as prominent.
   *[other] {" "}{ $prominent } elements were chosen as prominent.
}
foundation-lede-one = This is what we want to be known by.{ $prominent ->
    [0] {""}
    [one] {" "}One element was chosen as prominent.
   *[other] {" "}{ $prominent } elements were chosen as prominent.
}
foundation-coming = { $foundation } comes in a new edition, edition { $number }. It holds from { $day }.
foundation-read-it = Read it
foundation-new-since = What is new in { $foundation } since edition { $number }?
foundation-preamble-of = The preamble of { $foundation }
foundation-prominent = prominent
foundation-prominent-because = Prominent since { $since }: { $why }
foundation-examples-and-dilemmas = Examples and dilemmas
foundation-none-title = The texts will be here
foundation-none = No foundation is in force yet. Once one is published, everybody can read it here.
foundation-bring-in = Bring the text in
foundation-retired-since = Taken out on { $day }. The text stands here because something was written under it.
foundation-not-in-force = The element is not in force. The text stands here because something was written under it.
foundation-lives-on-in = It lives on in:
foundation-came-from = It comes from:
foundation-wording-of = As edition { $number } had it, from { $day }
foundation-whole-edition = Read the whole edition

# The editions.
foundation-editions-title = Editions
foundation-editions-lede = A published edition does not change. What people have interpreted always points at the edition that they read.
foundation-editions-first = Begin by bringing the text in. Three pages: choose the document, look through the split, publish.
foundation-column-edition = Edition
foundation-column-state = State
foundation-column-in-force = In force
foundation-column-who = Published
foundation-column-elements = Elements
foundation-column-element = Element
foundation-column-prominent = Prominent
foundation-column-do = Action
foundation-published-by = published by { $name }, { $time }
foundation-begun-by = begun by { $name }
foundation-go-on = Go on
foundation-publish = Publish
foundation-read = Read
foundation-compare-with = Compare with edition { $number }
foundation-none-begun = Not begun yet.
foundation-by-hand = Write it in by hand
foundation-new-draft = New draft from the latest edition
foundation-waiting = { $file } waits to be looked through
foundation-uploaded-at = Brought in { $time }. It is kept for { $days } days.
foundation-look-through = Look through the split
foundation-choose-prominent = Choose what is prominent

# Bringing in.
foundation-upload-title = Bring the text in
foundation-upload-crumb = Bring in
foundation-upload-lede = Headings become elements, and the list under “Det betyder, at …” (This means that …) becomes behaviours. You look through it all before anything is stored as a draft.
foundation-step-upload = Choose the document
foundation-step-check = Look through the split
foundation-step-publish = Publish
foundation-which = Which foundation is it?
foundation-choose-file = Choose a document
foundation-file-hint = Word (.docx) or Markdown (.md), at most 10 MB
foundation-file-over = {"{size}"}. There is room for {"{max}"}.
foundation-split-text = Split the text
foundation-file-none = Choose the document to bring in.
foundation-file-too-large = The document is too large. There is room for { $limit } MB, also when it is unpacked. Take out pictures and try again.
foundation-file-empty = There is nothing in the document. Open it and see whether it is the right one.
foundation-file-not-what-it-claims = The document is named as if it were { $claimed }, but it is { $found }. Save it again as a Word document (.docx) or Markdown (.md).
foundation-file-not-a-text = That is { $found }, and it cannot be split. Save the text as a Word document (.docx) or Markdown (.md).
foundation-file-locked = The document is locked with a password. Take it off in Word and try again.
foundation-file-broken = The document is damaged and cannot be read. Open it in Word, save it as a new .docx document and try again.
foundation-file-encoding = Some of the letters cannot be read. Save the text as UTF-8 and try again.
foundation-file-no-elements = There are no headings in the document, so the elements cannot be found. Make each element's name a heading (in Word: “Heading 2”) and try again.
foundation-file-too-many-elements = There are more than { $limit } headings of the same level. Is it the right document? Only the elements should be headings of their level.
foundation-file-too-many-behaviours = There are more than { $limit } lines in the list under “{ $headline }”. Split the element or shorten the list.
foundation-file-too-many-blocks = There are more than { $limit } paragraphs in the document. Bring in the foundation itself and nothing else.
foundation-file-headline-too-long = The heading in paragraph { $block } is longer than { $limit } characters. Is it running text that was made to look like a heading?
foundation-file-meaning-too-long = The text under “{ $headline }” is longer than { $limit } characters. Is a heading missing?
foundation-file-entry-too-long = The item in paragraph { $block } is longer than { $limit } characters. Make several items of it.
foundation-file-preamble-too-long = There are more than { $limit } characters before the first element. Is a heading missing?
foundation-kind-text = plain text
foundation-kind-workbook = an Excel workbook
foundation-kind-document = a Word document
foundation-kind-archive = a ZIP archive
foundation-kind-old-office = a document of an old Office, or a locked one
foundation-kind-pdf = a PDF
foundation-kind-markup = a web page
foundation-kind-rich-text = an RTF document
foundation-kind-binary = something other than text
foundation-kind-empty = empty

# Looking through the split.
foundation-split-title = Is the text split rightly?
foundation-split-lede = { $elements ->
    [one] We found one element
   *[other] We found { $elements } elements
} in { $file }. The document stands on the left, and what will be stored on the right. Mend what is wrong.
foundation-notes-title = { $count ->
    [one] One thing to look at
   *[other] { $count } things to look at
}
foundation-note-no-level = { $headline }: { $count ->
    [one] one behaviour has no leader level. It is for all leaders.
   *[other] { $count } behaviours have no leader level. They are for all leaders.
}
foundation-note-no-behaviours = { $headline }: we found no behaviours.
foundation-note-no-meaning = { $headline }: there is a heading but no text.
foundation-note-unknown-tie = { $headline }: “{ $tie }” is not in the other foundation yet. Bring that in first, or tick it afterwards.
foundation-note-unused = { $count ->
    [one] One paragraph of the document is left out. It is marked on the left.
   *[other] { $count } paragraphs of the document are left out. They are marked on the left.
}
foundation-new-levels = New leader levels
foundation-new-levels-hint = They stand in parentheses after the behaviours and are not among your levels yet. They are added when you store the draft. Untick what is not a level.
foundation-in-document = In the document
foundation-as-split = As it was split
foundation-front = Title and preamble
foundation-title-field = Title
foundation-preamble-field = Preamble
foundation-element-n = Element { $number }
foundation-headline = Headline
foundation-meaning = Meaning
foundation-behaviours = Behaviours
foundation-behaviour-n = Behaviour { $number }
foundation-applies-to = For
foundation-good = Good examples
foundation-bad = Examples of the opposite
foundation-dilemmas = Dilemmas
foundation-one-a-line = one a line
foundation-wrongly-split = Wrongly split?
foundation-merge = Put it together with the one before
foundation-to-preamble = It is preamble, not an element
foundation-leave-out = Leave it out
foundation-cut-at = A new element begins at
foundation-cut = Split here
foundation-read-as-label = read as a label
foundation-unused = left out
foundation-unused-here = This is left out.
foundation-make-element = Make it an element
foundation-store-draft = Store as a draft
foundation-save-corrections = Save the corrections
foundation-nothing-published = Nothing is published
foundation-drop-upload = Throw the document away
foundation-other-document = Choose another document
foundation-split-conflict-title = Somebody else corrected the split while you worked
foundation-split-conflict = What you see is your own. If you save, it replaces theirs.
foundation-see-theirs = See theirs
foundation-draft-in-the-way-title = There is a draft of edition { $number } already
foundation-draft-in-the-way = Publish it or throw it away first. What you have corrected here is kept.
foundation-go-to-draft = Go to the draft
foundation-too-many = There is room for { $most }.
foundation-in-line = Line { $number }: { $error }

# The draft.
foundation-draft-lede = Draft of edition { $number }. It becomes something that others can read when you publish it.
foundation-eyes-draft = HR can read the draft. Everybody can read it once the edition is published.
foundation-eyes-published = Everybody can read the edition. It cannot be changed afterwards.
foundation-eyes-all = Everybody can read it
foundation-no-elements-yet = No elements yet. Write the first one's headline below.
foundation-ties = Hand in hand
foundation-up = Up
foundation-down = Down
foundation-take-out = Take out
foundation-new-element = New element
foundation-add-element = Add
foundation-discard-fold = Throw the draft away
foundation-discard-warning = What is in the draft is lost. Published editions stay.
foundation-discard = Throw the draft away
foundation-element-lede = Element of the draft of edition { $number }.
foundation-meaning-hint = What do we mean, said so briefly that it can be remembered? An empty line parts paragraphs.
foundation-it-means = It means that …
foundation-behaviours-hint = Behaviour that can be seen. Empty lines are not saved.
foundation-add-row = Add a line
foundation-one-a-line-most = One a line, at most { $most }.
foundation-dilemmas-hint = Where does the element pull in two directions? One a line.
foundation-ties-hint = Elements of { $foundation }
foundation-no-other = There are no elements in { $foundation } yet. Tick the boxes when it is brought in.
foundation-said-by-other = said in { $foundation }
foundation-next-element = Next element
foundation-back-to-draft = Back to the draft
foundation-conflict-title = Two people wrote at once
foundation-conflict = Somebody else saved this while you wrote. Your text stands below. If you save, yours is what counts.
foundation-element-conflict = Somebody else saved the element while you wrote. Your text stands below, and nothing is lost. Take over what you want to keep, and save.
foundation-take-theirs = Take theirs as it is
foundation-conflict-key = Struck through: what only theirs has. Underlined: what only yours has.
foundation-theirs = theirs:
foundation-mine = yours:
foundation-element-taken-out = Somebody else took the element out of the draft while you wrote. Your text stands below. If you save, the element is put back, as the last one.

# Comparing.
foundation-compare-title = What is new in edition { $number }?
foundation-compare-crumb = Editions { $old } and { $new }
foundation-compare-key-html = Added text is <ins>underlined</ins>. Text that was taken out is <del>struck through</del>.
foundation-compare-lede = Unchanged: { $same }. Reworded: { $reworded }. New: { $added }. Split or merged: { $moved }. Taken out: { $retired }.
foundation-new = new
foundation-taken-out = taken out:
foundation-put-in = added:
foundation-was-not-there = Not in edition { $number }
foundation-is-not-there = Not in edition { $number }
foundation-because = Because: { $why }
foundation-unchanged = Unchanged:

# Publishing.
foundation-publish-title = Publish edition { $number }
foundation-publish-first-lede = Look the elements over one last time. The edition cannot be changed afterwards, but a new one can supersede it.
foundation-publish-lede = Give an account of each element of edition { $number }, so that what people have interpreted does not lose its thread. The edition cannot be changed afterwards.
foundation-publish-changed = Somebody else has changed the draft since you opened the page. Read it again before you publish.
foundation-not-ready = This is missing before it can be published
foundation-no-elements = There are no elements. Add at least one.
foundation-element-empty = { $headline }: write what it means.
foundation-same-headline = { $headline }: another element has the same headline.
foundation-elements-of = Elements of edition { $number }
foundation-read-draft = Read the draft again
foundation-see-difference = See the difference
foundation-in-edition = In edition { $number }
foundation-points-at-it = Interpretations that point at it: { $interpretations }. Traces: { $traces }.
foundation-what-became = What became of it?
foundation-choose = Choose
foundation-fate-kept = kept
foundation-fate-reworded = reworded
foundation-fate-split = split into several
foundation-fate-merged = merged with another
foundation-fate-retired = retired
foundation-where-now = Where is it now, and why?
foundation-where-now-legend = Where is it now?
foundation-where-now-hint = Tick the one or those that carry it on: one if it was reworded or merged, several if it was split.
foundation-why = Why?
foundation-in-force-field = In force from
foundation-in-force-hint = It can hold from today, from a day to come, or from the day on which it was already taken into use.
foundation-in-force-hint-next = On { $day } at the earliest, when the one before came into force. Interpretations of the one before hold until the unit has looked at them again.
foundation-publish-button = Publish edition { $number }
foundation-edit-draft = Edit the draft
foundation-day-too-early = Choose a day that is not before { $day }.
foundation-day-too-late = Choose a day that is not after { $day }.
foundation-fault-unanswered = Say what became of “{ $headline }”.
foundation-fault-not-the-same = “{ $headline }” does not read the same in the two editions. Choose something other than kept.
foundation-fault-reworded-into-none = Choose the one new element that “{ $headline }” was reworded to.
foundation-fault-taken-twice = Another element was already reworded to what you chose for “{ $headline }”. Were they merged?
foundation-fault-split-into-few = Choose at least two elements that “{ $headline }” was split into.
foundation-fault-merged-into-none = Choose the one element that “{ $headline }” was merged with.
foundation-fault-still-there = “{ $headline }” still stands in the new edition. Choose kept, reworded or split, or take it out of the draft.

# What is prominent.
foundation-prominences-title = Prominent elements
foundation-prominences-lede = The few that we follow in the overview. The choice is not part of the text and can be changed without a new edition.
foundation-too-prominent = { $count } elements are prominent. With more than { $few }, none of them stands out.
foundation-since = since { $day }
foundation-not-prominent = not prominent
foundation-prominence-title = Is “{ $headline }” prominent?
foundation-prominence-lede = From { $foundation }. Prominent just now: { $count }.
foundation-is-it-prominent = Is it prominent?
foundation-prominent-yes = Yes, it is one of those that we follow in the overview
foundation-prominent-no = No
foundation-because-field = Because
foundation-because-hint = Say also who chose, and whether anybody disagreed.
foundation-history = The history
foundation-prominent-since = Prominent since { $day }
foundation-prominent-from-to = Prominent { $from } – { $to }
foundation-not-prominent-on = Not prominent, { $day }
foundation-ended-because = No longer: { $why }
