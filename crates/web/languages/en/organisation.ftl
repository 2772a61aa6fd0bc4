# The organisation: tree, units, people, import, names, settings.
org-title = Organisation
org-kicker = { $units ->
    [one] One unit
   *[other] { $units } units
} · { $people ->
    [one] one employee
   *[other] { $people } employees
} · as it is today, { $day }
org-kicker-on = { $units ->
    [one] One unit
   *[other] { $units } units
} · { $people ->
    [one] one employee
   *[other] { $people } employees
} · as it was on { $day }
org-import = Import
org-new-unit = New unit
org-export = Get as CSV
org-names = Names
org-find = Find a unit or a person
org-find-unit = Find a unit
org-search = Search
org-as-on = As it was on
org-show = Show
org-tree = The organisation as a tree
org-whole = The whole organisation
org-nothing-then = There are no units on that day.
org-found-units = Units
org-found-no-units = No unit has a name with that in it.
org-found-people = People
org-found-no-people = Nobody that you can see has a name with that in it.
org-found-more = There are more. Write more of the name.
org-title-at = { $title }, { $unit }
org-kind-under = { $kind } under { $above }
org-below = { $units ->
    [one] One unit below
   *[other] { $units } units below
}
org-of = { $unit }
org-people = employees, with the units below
org-leaderless = no leader
org-acting = acting
org-leader = leader
org-employee = employee
org-name = Name
org-kind = Kind
org-unit = Unit
org-post = Post
org-role = Role
org-from = From
org-days = From and to
org-from-day = from { $day }
org-from-on = { $day } –
org-from-to = { $from } – { $to }
org-page-of = { $from }–{ $to } of { $many }
org-save = Save
org-cancel = Cancel
org-change = Change
org-error = Error:{" "}
org-optional = may be left out
org-eyes-unit = Everybody with an account can see the unit and its leader.
org-eyes-person = HR, the leaders above the unit, the data protection officer and those who run Grundlag can see it. A leader's name can be seen by all.
org-eyes-names = Everybody with an account sees the names.
org-eyes-import = Only you and others who may import see what is in the files before you say yes.

# A unit
org-unit-coming = The unit does not begin until { $day }.
org-unit-closed = The unit closed on { $day }. What it interpreted and its traces stay.
org-unit-under = { $kind } under { $above }.
org-unit-top = { $kind }, at the top of the organisation.
org-unit-since = There since { $day }.
org-unit-edit = Change the unit
org-unit-overview = See it in the overview
org-unit-people-title = Employees here
org-unit-people = { $here } in the unit, { $below } with the units below
org-unit-nobody = Nobody has a post in the unit itself.
org-unit-add-person = Add an employee
org-unit-leads = Leader
org-unit-no-leader = The unit has no leader of its own. The leader above answers for it.
org-unit-below = Units below
org-unit-none-below = There are none.
org-unit-create-below = Create a unit below
org-unit-history = History
org-unit-move-or-close = Move or close
org-unit-stays = What the unit interpreted and its traces stay.
org-unit-move = Move the unit
org-unit-close = Close it on a day
org-event-created = Created under { $above }.
org-event-created-top = Created at the top of the organisation.
org-event-renamed = Renamed from { $was } to { $name }.
org-event-moved = Moved from { $was } to { $above }.
org-event-kind = Was { $was }, became { $kind }.
org-event-closed = Closed.
org-create-title = New unit
org-create-lede = Under { $above }.
org-create-submit = Create the unit
org-edit-title = Change { $name }
org-edit-lede = The change holds from the day that you choose. What was before can still be seen.
org-edit-submit = Save the change
org-valid-from = Holds from
org-valid-from-hint = May lie in the past or in the future.
org-external-id = Id in your own system
org-external-id-hint = Used to recognise the unit at the next import.
org-external-id-taken = Another unit has that id.
org-not-then = The unit is not there on { $day }. Choose a day when it is.
org-move-title = Move { $name }
org-move-lede = Choose the unit that it is to lie below. Everything below it moves along.
org-move-to = { $name } will lie below { $above }. Everything below it moves along.
org-move-says = { $unit } moves to { $above }
org-move-there = { $unit } already lies below { $above } on that day.
org-move-keeps = { $unit } is the same unit: interpretations, stories, traces, decisions, roles and leader stay in it.
org-move-below = The units below it: { $below }.
org-move-people = { $people ->
    [one] One person working in it and below it.
   *[other] { $people } people working in it and below it.
}
org-move-before = What happened before that day happened below { $above }, and can still be seen so, “as it was”.
org-move-sees = From that day the leaders of { $above } and above, and no longer the ones until then, are above the unit and see what leaders above a unit can see.
org-move-submit = Move the unit
org-move-other = Choose another
org-move-top = The unit at the top cannot be moved.
org-close-title = Close { $name }
org-close-lede = The unit disappears from the organisation on that day. What it interpreted and its traces stay.
org-close-on = Closes on
org-close-on-hint = The first day without the unit.
org-close-end-posts = { $posts ->
    [one] The one post in the unit ends on the same day
   *[other] The { $posts } posts in the unit end on the same day
}
org-close-posts = { $posts ->
    [one] There is one post in the unit on that day. Tick that it ends, or move the employee first.
   *[other] There are { $posts } posts in the unit on that day. Tick that they end, or move the employees first.
}
org-close-below = Units lie below it on that day: { $units }. Move or close them first.
org-close-top = The unit at the top cannot be closed.
org-close-submit = Close the unit
org-flaw-cycle = Then a unit would lie below itself: { $units }. Choose another.
org-flaw-orphan = { $unit } would lie below { $parent }, which is not there on { $day }.
org-flaw-twice = { $unit } would be in two places at once on { $day }.
org-flaw-deep = { $unit } would lie more than { $most } levels down.

# A person
org-no-email = No e-mail
org-email = E-mail
org-email-hint = What the person signs in with.
org-email-malformed = This is no e-mail address.
org-email-taken = Another person has that address.
org-person-edit = Change name and e-mail
org-person-posts = Posts
org-person-no-posts = No posts.
org-person-what = What is here about a person
org-person-what-text = Name, e-mail, posts and access. No CPR number is stored. Traces and overview hold no people.
org-person-create = New employee
org-person-create-lede = With a post in { $unit }. Somebody who is here already gets another post on their own page.
org-person-create-submit = Add
org-post-hint = Such as »Nurse« or »Head of school«.
org-post-add = Add a post
org-post-add-title = New post for { $name }
org-post-add-lede = Choose the unit first.
org-post-in = In { $unit }.
org-post-edit = Change
org-post-of = { $title } in { $unit }
org-post-edit-title = Change { $name } in { $unit }
org-post-edit-lede = Here you correct a mistake, or end the post with a last day. When somebody gets a new post, end the old one and add the new one. Then one can see who was where.
org-post-reversed = The last day lies before the first.
org-leader-of-level = Leader: { $level }
org-leader-no-level = Leader, without a level
org-acting-label = Acting, until somebody is appointed
org-first-day = First day
org-last-day = Last day

# Names
org-names-title = What do you call it?
org-names-lede = The names are used everywhere in place of ours. The order goes from the top down. Empty both fields to remove a name.
org-names-levels = Leader levels
org-names-kinds = Kinds of unit
org-names-order = Order
org-names-danish = Danish
org-names-english = English
org-names-order-of = Order, line { $line }
org-names-danish-of = Danish, line { $line }
org-names-english-of = English, line { $line }
org-names-submit = Save the names
org-names-twice = That name is there already.
org-names-used = »{ $name }« is used in { $many ->
    [one] one place
   *[other] { $many } places
} and cannot be removed. Write a name again.

# Import
org-import-title = Import the organisation
org-import-lede = Choose the files from your own system. You see what happens before anything is changed.
org-step-choose = Choose files
org-step-look = Look it through
org-step-done = Done
org-import-files = Choose files
org-import-files-hint = organisation.csv and people.csv, the five files for Plan2learn from OS2mo, an Excel workbook (.xlsx), or all of it in a ZIP. At most 20 MB in all and 10 MB a file.
org-import-too-large = { $size }. There is room for { $max }.
org-import-found-out = Semicolon or comma, UTF-8 or Windows-1252: we find out. CPR numbers are dropped before anything is stored.
org-import-valid-hint = The files say how everything is from that day on. What is planned for later stays.
org-import-look = Look it through
org-import-no-file = Choose at least one file.
org-export-sample = Get your own as CSV
org-export-xlsx = as Excel
org-export-os2mo = as OS2mo
org-import-history = Earlier imports
org-import-none = None yet.
org-import-when = When
org-import-file = Files
org-import-by = Who
org-import-what = What
org-import-state = State
org-import-by-command = The command line
org-import-applied = carried out
org-import-undone = undone
org-import-waiting = waiting for a yes
org-import-says = { $added } added, { $changed } changed, { $ended } ended
org-format-sample = two tables
org-format-os2mo = OS2mo
org-preview-title = Look the import through
org-preview-list = The whole list
org-preview-lede = Nothing is changed yet. This happens when you say yes, and you can undo it until the next import.
org-preview-facts = { $files } · { $format } · holds from { $day }
org-preview-same = Unchanged: { $people } people, { $units } units and { $posts } posts.
org-preview-past = { $posts ->
    [one] One post was
   *[other] { $posts } posts were
} over before that day and left out.
org-preview-inactive = { $rows ->
    [one] One row is
   *[other] { $rows } rows are
} inactive in the files and left out.
org-count-added = are added
org-count-changed = change
org-count-ended = end
org-count-doubtful = are doubtful
org-count-look = look at them first
org-count-people = { $people ->
    [one] one person
   *[other] { $people } people
}
org-count-units = { $units ->
    [one] one unit
   *[other] { $units } units
}
org-count-posts = { $posts ->
    [one] one post
   *[other] { $posts } posts
}
org-count-none = nothing
org-count-leaving = { $people ->
    [one] One person is left without a post.
   *[other] { $people } people are left without a post.
}
org-stops-title = This will not do
org-stops-text = Nothing is changed. The files would break the tree. Mend them in your own system, and bring them in again.
org-doubtful-title = What we doubt
org-doubtful-each = Show each
org-kind-leaderless = { $units ->
    [one] One unit has no leader. It follows the leader above until it has one.
   *[other] { $units } units have no leader. They follow the leader above until they have one.
}
org-kind-same-email = { $people ->
    [one] One person has the same e-mail as another in the files. Only the first gets the address.
   *[other] { $people } people have the same e-mail as another in the files. Only the first gets the address.
}
org-kind-email-taken = { $people ->
    [one] One person has an e-mail that somebody here has already. The person comes in without the address.
   *[other] { $people } people have an e-mail that somebody here has already. They come in without the address.
}
org-kind-unknown-unit = { $posts ->
    [one] One post is in a unit that we do not know. It does not come in.
   *[other] { $posts } posts are in a unit that we do not know. They do not come in.
}
org-kind-rows = { $rows ->
    [one] One row has a mistake.
   *[other] { $rows } rows have a mistake.
}
org-doubt-leaderless = { $unit } has no leader.
org-doubt-leaderless-under = { $unit } under { $above } has no leader.
org-doubt-same-email = { $name } has the same e-mail as an earlier one in the file and comes in without.
org-doubt-email-taken = { $by } has the e-mail already that { $name } has in the file. If the address was given on, remove it from { $by } first.
org-doubt-no-units = There are no units in the files.
org-row = { $file }, row { $row }: { $what }
org-row-missing-id = An id is missing.
org-row-missing-name = A name is missing.
org-row-missing-unit = The post has no unit.
org-row-duplicate-id = Row { $first } has the same id and says something else.
org-row-repeated = Another row says the same.
org-row-unknown-role = The role is neither leader nor employee.
org-row-unknown-answer = »{ $column }« is neither yes nor no.
org-row-malformed-email = The e-mail cannot be right. The person comes in without.
org-row-malformed-date = »{ $column }« is no date. The post does not come in.
org-row-dates-reversed = The post ends before it begins.
org-row-unknown-unit = The unit is not in the files. The post does not come in.
org-row-unknown-parent = The unit above is not in the files.
org-row-unknown-person = The person is not in the files.
org-row-unknown-job-title = The job title's code is not in the files. The post comes in without the title.
org-row-too-long = »{ $column }« is longer than { $limit } characters.
org-row-control-character = »{ $column }« has characters that cannot be shown.
org-row-person-number = »{ $column }« looks like a CPR number and was not read.
org-changed-title = Changes
org-added-title = Added
org-ended-title = Ends
org-ended-text = The posts get an end date. What the employees wrote stays.
org-list-none = None.
org-who-or-what = Who or what
org-now = Now
org-after = After the import
org-earlier = Previous
org-later = Next
org-line-person = person
org-line-postless = new person without a post
org-line-newcomer = new person
org-line-post = post
org-line-under = under { $above }
org-line-top = at the top
org-line-nothing = nothing
org-line-never = does not begin
org-many-end = { $ended } of { $posts } posts end. That is more than a fifth. Is it the right file?
org-many-confirm = Yes, { $ended } posts are to end
org-apply = Carry out the import
org-other-files = Choose other files
org-nothing-to-do = The files say the same as what is here. There is nothing to carry out.
org-drop = Give up the import
org-apply-over = The import is not waiting for a yes. It is carried out, undone or given up.
org-apply-stops = The import cannot be carried out before the files are mended.
org-apply-many = More than a fifth of the posts end. Tick the box if that is what you mean.
org-apply-stale = The organisation has changed since you looked the import through. Here it is again, as it is now.
org-done-title = The organisation is up to date
org-done-lede = It holds from { $day }.
org-done-added = added
org-done-changed = changed
org-done-ended = ended
org-done-doubtful = were doubtful
org-see = See the organisation
org-undo-title = Did it go wrong?
org-undo-text = You can undo the import until the next is carried out. Everything becomes as it was before { $time }.
org-undo-hand-text = You can undo it until the organisation is changed like this again, or imported. Everything will be as it was before { $time }.
org-undo-hand = Undo it
org-undo = Undo the import
org-undo-not-last = Only the latest import can be undone.
org-undo-in-use = The import cannot be undone. Some of what it added is in use: an account, a role, a post, an interpretation or a story. Mend it here instead, or import a new file.
org-undo-changed = The import cannot be undone. Units were created, moved or closed since, and the tree would not hang together.
org-undone-title = The import is undone
org-undone-lede = It happened { $time }. Everything is as it was before it.
org-dropped-title = The import is given up
org-dropped-lede = Nothing was changed.

# Why files cannot be read
org-file-too-large = { $file } is too large. At most { $limit } are read.
org-file-entries = { $file } has too many files in it. At most { $limit } are read.
org-file-rows = { $file } has too many rows. At most { $limit } are read.
org-file-columns = { $file } has too many columns in row { $row }. At most { $limit } are read.
org-file-cell = { $file }, row { $row }, column { $column }: one cell has more than { $limit } characters.
org-file-empty = { $file } is empty.
org-file-lies = { $file } has the name of { $claimed }, but is { $found }.
org-file-no-table = { $file } is { $found } and no table. Choose CSV or Excel (.xlsx).
org-file-locked = { $file } is locked with a password. Save it without, and try again.
org-file-broken = { $file } cannot be read: { $fault }
org-file-broken-at = { $file } cannot be read from row { $row } on: { $fault }
org-file-column-missing = { $file } lacks the column »{ $column }«.
org-file-column-twice = { $file } has the column »{ $column }« twice.
org-file-unknown = { $file }: we do not know the headers. Get an example below, and see what they are to be called.
org-file-part-missing = The file { $part } is missing.
org-file-part-twice = { $first } and { $second } are both { $part }. Choose one of them.
org-file-mixed = { $first } is in the format { $format }, and { $second } is not. Choose files of one kind.
org-file-cpr = { $file }: the column »{ $column }« has CPR numbers as its key, first in row { $row }. Nothing is stored. Ask your system for another key, such as an employee number.
org-file-other = The file cannot be read: { $text }
org-file-kind-text = text
org-file-kind-workbook = an Excel workbook
org-file-kind-document = a Word document
org-file-kind-archive = a ZIP file
org-file-kind-old = an old Office file
org-file-kind-pdf = a PDF
org-file-kind-markup = a web page
org-file-kind-rich = an RTF file
org-file-kind-binary = a file that we do not know
org-file-kind-empty = empty
org-fault-quote = A quotation mark is never closed. Perhaps the file was cut off.
org-fault-after-quote = Something follows right after a closing quotation mark.
org-fault-cells = The row has more cells than there are headers.
org-fault-encoding = It has letters in an encoding that we cannot read. Save it as UTF-8.
org-fault-mixed = It mixes two encodings. Perhaps two files were joined.
org-fault-archive = It is damaged or cut off.
org-fault-workbook = It is not written as Excel does it.
org-fault-document = It is not written as Word does it.

# Settings
settings-title = Settings
settings-lede = What holds for the whole organisation.
settings-eyes = Everybody with an account sees the name and the rule.
settings-name = The organisation's name
settings-weeks = Silent after
settings-weeks-hint = Weeks without a trace before a prominent and interpreted element is shown as silent. From 1 to 104.
settings-room = Room to show
settings-room-hint = Traces of other elements in those weeks before silence says anything. Below that, it is simply quiet about everything. From 1 to 1,000.
settings-more = More
settings-names = Names of levels and kinds
settings-names-hint = head of area, leader of leaders, centre, institution …
settings-names-edit = Change

# Merging and splitting
org-unit-merge = Merge
org-unit-split = Split
org-merge-title = Merge { $unit } with others
org-merge-lede = You see what will happen before anything is changed.
org-merge-with = Units to merge it with
org-merge-with-hint = These lie below the same unit. If one lies elsewhere, move it here first.
org-merge-none = No other units lie beside it.
org-merge-into = They become
org-merge-into-hint = A new unit begins afresh with its interpretations. One that is there keeps its own.
org-merge-new = a new unit
org-merge-name = Name of the new unit
org-merge-name-hint = Only if they become a new unit.
org-merge-alone = Choose at least one unit to merge it with.
org-merge-not-among = Choose one of the units to be merged, or a new one.
org-merge-says = { $units } become { $new }
org-merge-submit = Merge them
org-split-title = Split { $unit }
org-split-lede = It closes, and two or three new ones take over. You see what will happen before anything is changed.
org-split-first = First part
org-split-second = Second part
org-split-third = Third part
org-split-below = The units below it
org-split-people-to = Those who work in the unit itself go along to
org-split-people = Those who work in the unit itself go along to { $part }.
org-split-no-part = That part has no name. Write one, or choose another part.
org-split-says = { $unit } becomes { $parts }
org-split-submit = Split the unit
org-turn-from-hint = The first day of the new organisation. At most two years ahead or back.
org-turn-far = That day is more than two years away.
org-turn-look = See what will happen
org-turn-again = Change it
org-turn-lede = It holds from { $day }. You can take it back until the organisation is changed in this way again.
org-turn-goes = What goes along
org-turn-below = { $below } will lie below { $unit }.
org-turn-people = { $people ->
    [one] One person has their post in the new unit. Whoever led and is not to lead now goes along as an employee.
   *[other] { $people } people have their posts in the new unit. Those who led and are not to lead now go along as employees.
}
org-turn-stays = What stays where it happened
org-turn-nothing = There is nothing yet.
org-turn-interpretations = { $n ->
    [one] One interpretation. The new leader can read it and writes the unit's own.
   *[other] { $n } interpretations. The new leader can read them and writes the unit's own.
}
org-turn-stories = { $n ->
    [one] One story.
   *[other] { $n } stories.
}
org-turn-traces = { $n ->
    [one] One trace. It can be counted both ways: as it was, and as you are organised now.
   *[other] { $n } traces. They can be counted both ways: as it was, and as you are organised now.
}
org-turn-decisions = { $n ->
    [one] One decision
   *[other] { $n } decisions
}. { $open ->
    [0] None of them waits for an answer.
    [one] One of them waits for an answer, which the new leader gives.
   *[other] { $open } of them wait for answers, which the new leader gives.
}
org-turn-waiting = { $n ->
    [one] One story that nobody has read yet goes back to whoever told it.
   *[other] { $n } stories that nobody has read yet go back to those who told them.
}
org-turn-grants = { $n ->
    [one] One role given for the unit does not go along. Give it again if it is to hold.
   *[other] { $n } roles given for the unit do not go along. Give them again if they are to hold.
}
org-turn-private = What a leader wrote for themselves, and talks between two people, follow the person and not the unit.
org-turn-leads = Who leads { $unit }?
org-turn-leads-hint = Among those who work there now. Somebody else can be put there afterwards.
org-turn-nobody = Nobody yet
org-turn-changes = { $unit } is not there on { $day }. Choose another day.
org-turn-looks = Looks like a reorganisation
org-turn-looks-hint = Tick what is right. Then you can see the figures both as it was and as you are organised now. Without a tick the old unit just closes and the new one begins afresh.
org-turn-looks-merged = { $old } looks as if it was merged with others into { $new }: { $moved } of { $of } people and units are there.
org-turn-looks-split = { $old } looks as if it was split, and one part became { $new }: { $moved } of { $of } people and units are there.
org-turn-looks-continued = { $old } looks as if it goes on as { $new }: { $moved } of { $of } people and units are there.

# OS2mo as a source
org-format-os2mo-api = read directly
org-import-by-itself = By itself
org-os2mo-title = OS2mo
org-os2mo-lede = The organisation is also read from OS2mo. When something differs from what is here, it waits as an import. Nothing is changed before somebody has said yes.
org-os2mo-from = Read from { $url }
org-os2mo-heard = OS2mo last answered { $when }
org-os2mo-read = The whole organisation was last read { $when }
org-os2mo-never = OS2mo has not been asked yet. That happens within { $minutes } minutes while the server runs.
org-os2mo-nothing = There is nothing new to say yes or no to.
org-os2mo-waits = OS2mo has told something new.
org-os2mo-look = See what would change
org-os2mo-wrong = { $when }: { $what }
org-os2mo-wrong-other = OS2mo could not be read.
org-os2mo-wrong-settings = The settings for OS2mo cannot be used: { $why }
org-os2mo-wrong-secret = The file { $file } that opens OS2mo cannot be read or is empty. Put the token or the secret into it, so that Grundlag's user can read it.
org-os2mo-wrong-reach = OS2mo could not be reached to read { $part }: { $why }. See whether the address is right and whether the server may call it. Grundlag tries again by itself.
org-os2mo-wrong-slow = OS2mo did not answer within { $seconds } seconds when asked for { $part }. Grundlag tries again by itself. If it happens every time, ask those who run OS2mo.
org-os2mo-wrong-client = We were given no token for OS2mo (status { $status }). See whether the client's name and secret still hold.
org-os2mo-wrong-refused = OS2mo did not let us in to read { $part } (status { $status }). The token has expired or may not read this. Ask those who run OS2mo for another.
org-os2mo-wrong-status = OS2mo answered with { $status } when asked for { $part }. Grundlag tries again by itself. If it happens every time, ask those who run OS2mo.
org-os2mo-wrong-said = OS2mo said no when asked for { $part }: “{ $message }”. See whether os2mo_url names a version that your OS2mo has, and whether the token may read this.
org-os2mo-wrong-unreadable = What came when we asked for { $part } cannot be read. See whether os2mo_url is the address of OS2mo's GraphQL.
org-os2mo-wrong-large = The answer with { $part } is larger than { $limit } bytes and was not read. Write to those who run Grundlag.
org-os2mo-wrong-endless = OS2mo has more than { $limit } rows of { $part }, or pages without an end. They were not read. Write to those who run Grundlag.
org-os2mo-part-token = the token
org-os2mo-part-units = the units
org-os2mo-part-people = the people
org-os2mo-part-emails = the e-mail addresses
org-os2mo-part-engagements = the engagements
org-os2mo-part-managers = the managers
org-os2mo-part-classes = the job titles
org-os2mo-part-events = the events
org-key = { $file }: { $what }
org-key-unknown-parent = The unit above is not in OS2mo today.
org-key-unknown-person = The person is not in OS2mo today. The post is left out.
