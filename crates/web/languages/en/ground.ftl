# What an interpretation stands on has changed.
shift-title = What it stands on has changed
shift-reader = The foundation or the unit above has other words since the interpretation was taken into use.
shift-words = The foundation says it in a new way
shift-words-text = From edition { $was } to edition { $now }. Added text is underlined, text taken out is struck through.
shift-above = { $unit } has changed its interpretation
shift-above-text = From the one that held when you last looked to the one that holds now.
shift-gone = { $unit } no longer has its interpretation in use
shift-gone-text = You built on it when you took yours into use.
shift-moved = You no longer belong below { $unit }
shift-moved-text = You built on its interpretation when you took yours into use.
shift-a-unit = A unit above you
shift-headline = Headline
shift-meaning = Meaning
shift-behaviours = What one sees
shift-good = Good examples
shift-bad = Bad examples
shift-dilemmas = Dilemmas
shift-holds = Ours still holds
shift-holds-hint = One click is enough. The history will say that you have seen the difference. Otherwise edit the interpretation and take it into use again.
held-title = Still holds
held-version = Version { $number } still holds
held-against-above = edition { $number } of the foundation and the interpretation in { $unit }
copied-above = Do you recognise it? “{ $words }” also stands in { $unit }. That is fine. If the words fit, you follow them already and need not write them again. How would you say it yourselves?
copied-foundation = “{ $words }” stands word for word in the foundation. That is fine. How would you say it to a new colleague?
sharing-line = Read by those who can see the unit
sharing-all = Read by everybody in the organisation, as an example to others
sharing-begin = Show it to everybody
sharing-stop = No longer show it to everybody
step-shifted = Does the interpretation of { $element } still hold?
step-shifted-in = Does the interpretation of { $element } in { $unit } still hold?
step-shifted-some = Does an interpretation in { $unit } still hold?
step-shifted-hint = What it stands on has changed. See the difference, and say yes with one click, or edit it.
step-shifted-do = See the difference
work-shifted = { $count ->
    [one] One interpretation stands on something that has changed
   *[other] { $count } interpretations stand on something that has changed
}
work-shifted-hint = { $units ->
    [one] In one unit.
   *[other] In { $units } units.
} The leaders see the difference on their own pages and answer themselves.
work-shifted-do = See where
reminder-title = Reminders
reminder-small = From HR, { $day }. Only you see it, and nobody is told whether you have read it.
reminder-away = Put away
