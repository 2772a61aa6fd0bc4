# A unit's interpretation of an element.
interpretation-title = { $element } in { $unit }
interpretation-lede = { $shows }. Last on { $day }.
interpretation-lede-never = { $shows }.
interpretation-source-leadership = From the leadership foundation, edition { $number }
interpretation-source-employee = From the employee foundation, edition { $number }
interpretation-retired = The edition in force no longer has this element. What was written and seen stays.
interpretation-meaning = What it means here
interpretation-keep = We keep
interpretation-concrete = We make concrete
interpretation-leave-out = We leave out
interpretation-add = We add
interpretation-change = We change
interpretation-why = Why do we do it this way?
interpretation-because = Because
interpretation-jobs = For each kind of job
interpretation-signs = What one would see us do
interpretation-stop = What we stop doing
interpretation-dilemma = A dilemma
interpretation-participants = How many took part?
interpretation-underway = Underway
interpretation-in-use = In use
interpretation-set-aside = Set aside
interpretation-not-begun = Not begun
interpretation-in-use-since = In use since { $day }
interpretation-set-aside-on = Set aside on { $day }
interpretation-newer-draft = A newer version is underway. Others still read this one.
interpretation-took-part = { $people ->
    [one] One took part
   *[other] { $people } took part
}
interpretation-written-under = Written under edition { $number }
interpretation-history = How it came to be
interpretation-follows = Follows
interpretation-nothing-yet = The unit has not interpreted the element yet, and no unit above it has an interpretation in use.
interpretation-tell = I have seen it happen
interpretation-write = Write the interpretation
interpretation-edit = Edit the interpretation
interpretation-others = See how others have interpreted it
interpretation-trail = Traces
interpretation-traces = { $traces ->
    [0] None unprompted
    [one] One
   *[other] { $traces }
} { $months ->
    [3] this quarter
    [6] in six months
    [12] in a year
   *[other] in two years
}
interpretation-sign-seen = { $stories ->
    [one] seen once
   *[other] seen { $stories } times
}, last on { $day }
interpretation-sign-not-seen = not seen yet

# The workspace
interpretation-workspace = Interpret
interpretation-edit-lede = Write what the text means in your everyday work. Nothing has to be filled to save. "We leave this out, because …" is a good answer.
interpretation-source-label = The text that you interpret
interpretation-all-levels = all leaders
interpretation-near = How { $unit } has interpreted it
interpretation-near-show = The rest of it
interpretation-near-all = See it with its traces
interpretation-hand-employee = Hand in hand with the employee foundation: { $element }
interpretation-hand-leadership = Hand in hand with the leadership foundation: { $element }
interpretation-eyes = Until you take the text into use, only the leader who answers for the unit can read it. Once it is in use, everybody who can see the unit's page can: the unit and those below it, the leaders above, the directors, HR, representatives, advisers and the data protection officer.
interpretation-eyes-short = Everybody who can see the unit, once it is in use
interpretation-eyes-reason = Everybody who can see the unit
interpretation-meaning-hint = Two or three sentences that a new colleague would understand.
interpretation-moves = What we do with the text
interpretation-moves-hint = Open those you need.
interpretation-keep-hint = Words that shall stand as they stand.
interpretation-concrete-hint = What a big word means here.
interpretation-leave-out-hint = What does not fit here. Feel free to write: We leave this out, because …
interpretation-add-hint = What is missing for us.
interpretation-change-hint = What we say in another way.
interpretation-why-hint = Optional, but the next leader would like to know.
interpretation-jobs-hint = A job and a sentence, at most { $most } lines. Empty lines are not saved.
interpretation-job = Kind of job
interpretation-job-means = It means
interpretation-add-job = Add a line
interpretation-signs-hint = Up to { $most } signs. Something that a stranger could notice. A sign that you reword keeps its stories.
interpretation-sign = Sign { $number }
interpretation-add-sign = Add a sign
interpretation-stop-hint = Something new gets room only when something else stops.
interpretation-dilemma-hint = Where does the element pull in two directions?
interpretation-participants-hint = The number only. We store no names.
interpretation-at-most = At most { $most } characters
interpretation-left = { $n } characters left
interpretation-over = { $n } characters too many
interpretation-row = { $what }, line { $number }
interpretation-too-many = There is room for { $most }. Delete some, or put them together.
interpretation-save = Save
interpretation-publish = Take into use
interpretation-publish-changes = Take the changes into use
interpretation-lay-away = Set aside
interpretation-lay-away-hint = the element takes no room with you now
interpretation-reason = Why do you set it aside?
interpretation-reason-hint = One sentence. The text is kept, and you can take it up again.
interpretation-reason-missing = Write a sentence about why, so that others understand.
interpretation-bring-back = Take up again
interpretation-back = Back
interpretation-is-set-aside = The interpretation is set aside. If you write in it and save, it is underway again.
interpretation-because-of = The reason: { $reason }
interpretation-others-read-older = You are editing an interpretation that is in use. Others read the version before until you take the changes into use.
interpretation-written-under-long = It is written under edition { $written }. Edition { $now } is in force now. Read the text again and save: then the interpretation follows the new edition.
interpretation-error-title = Error:
interpretation-flaws = It was not saved. Mend this:
interpretation-nothing-to-use = First write what the element means here, or what you do with the text: keep, make concrete, leave out, add or change. One sentence is enough.
interpretation-saving = Saving …
interpretation-saved-at = Saved { $time }
interpretation-not-saved = Not saved yet
interpretation-not-saved-because = Not saved. { $what }: { $why }
interpretation-offline = No connection. Your text is here, and we try again.
interpretation-failed = It was not saved. Your text is here, and we try again.
interpretation-signed-out = You are signed out. Sign in in another window, and we save the text here.
interpretation-compare = See the difference

# Two at once
interpretation-conflict = Two have written at once
interpretation-conflict-short = Somebody else saved while you were writing. Nothing is lost.
interpretation-conflict-lede = { $name } saved { $time } while you were writing. Nothing is lost. Choose for each field what it shall say.
interpretation-conflict-set-aside = { $name } has set the interpretation aside. If you save, it is underway again.
interpretation-somebody = Somebody else
interpretation-theirs = Written by { $name }
interpretation-mine = Yours, not saved yet
interpretation-take-theirs = Use what { $name } wrote
interpretation-or-this = Otherwise what stands here is saved. Feel free to merge the two:
interpretation-empty = Empty
interpretation-same = { $fields ->
    [0] All fields differ.
    [one] One other field is the same.
   *[other] { $fields } other fields are the same.
}
interpretation-save-chosen = Save what is chosen
interpretation-drop-mine = Throw mine away, and go on in what is saved
interpretation-gone = taken out:
interpretation-new = added:

# The history
interpretation-history-lede = Nothing is deleted. What one person wrote within an hour stands as one.
interpretation-version = Version { $number }
interpretation-versions = All versions
interpretation-first-version = The first version
interpretation-from-to = From version { $from } to { $to }
interpretation-edition = edition { $number } of the foundation
interpretation-no-change = The text is the same as before.
interpretation-no-history = Nothing has been written here yet.
interpretation-marks-html = Added text is <ins>underlined</ins>. Text that was taken out is <del>struck through</del>.
interpretation-restore = Take the version up as a draft
interpretation-restore-hint = It becomes a new version. What is in use is read until you take the draft into use.
interpretation-moved-on = Somebody else has saved since you opened the page. Nothing was changed. Look at the versions again, and then try.
interpretation-on-the-way = { $versions ->
    [one] One version on the way
   *[other] { $versions } versions on the way
}
interpretation-older-versions = Older versions

# The list
interpretations-title = How we interpret
interpretations-kicker = { $unit } · { $day }
interpretations-lede = { $count ->
    [0] No interpretation is in use here yet.
    [one] One interpretation is in use here and below.
   *[other] { $count } interpretations are in use here and below.
} Read your neighbour's before you begin.
interpretations-lede-line = Your unit and those above it. What your own unit has not interpreted, you follow from the nearest above.
interpretations-foundation = Foundation
interpretations-leadership = The leadership foundation
interpretations-employee = The employee foundation
interpretations-no-elements = No foundation is in force yet. Interpretations come once the first edition is.
interpretations-element = Element
interpretations-all = All elements
interpretations-show = Show
interpretations-caption = Where each unit's interpretation of each element stands
interpretations-unit = Unit
interpretations-under = Under
interpretations-state = The interpretation
interpretations-itself = the unit itself
interpretations-below = { $count ->
    [one] one in use below
   *[other] { $count } in use below
}
interpretations-of = { $element } in { $unit }
interpretation-try-sign = Follow it as a sign
interpretation-try-sign-label = Follow as a sign: { $text }
