# How far the interpretations have come, and who could use a hand.
cascade-menu = Underway
cascade-title = Where is it underway?
cascade-lede = { $units ->
    [one] One unit has a leader of its own
   *[other] { $units } units have a leader of their own
}: { $in_use } have at least one interpretation in use, { $underway } are underway, and { $none } have not begun. The figures are for planning. They do not say who is best.
cascade-areas = Area by area
cascade-areas-hint = Units with a leader of their own, in alphabetical order
cascade-follow = Follow the unit above
cascade-changed = Stand on something that has changed
cascade-help = Where a hand would help
cascade-help-none = None of the rules points at anybody right now.
cascade-no-leader = No leader
cascade-shifted = Something has changed beneath them
cascade-still = A draft lies still
cascade-new = A new leader
cascade-not-begun = Not begun yet
cascade-why-no-leader = Nobody leads the unit, and nobody above answers for it.
cascade-why-shifted = { $count ->
    [one] One interpretation stands on something that has changed.
   *[other] { $count } interpretations stand on something that has changed.
}
cascade-why-still = Last touched on { $day }.
cascade-why-new = Leader since { $day }, and nothing is begun.
cascade-why-not-begun = A unit above it has had an interpretation in use since { $day }.
cascade-reminded = Reminded on { $day }.
cascade-see = See the unit
cascade-remind = Send a reminder to those chosen
cascade-remind-hint = The reminder stands on the page of the leader who answers for the unit. Nobody else sees it, and you are not told whether it was read.
cascade-none-chosen = Choose at least one unit.
cascade-sent = { $count ->
    [0] No reminder was sent: those chosen were reminded recently, or the reason is gone.
    [one] One reminder was sent.
   *[other] { $count } reminders were sent.
}
cascade-newer = Previous
cascade-older = Next
cascade-rules = The rules
cascade-rule-no-leader = No leader: neither the unit nor any above it has a leader.
cascade-rule-shifted = Something has changed: the foundation or the unit above has other words, and the leader has not said whether the interpretation holds.
cascade-rule-still = A draft lies still: nobody has touched it for { $weeks } weeks.
cascade-rule-new = A new leader: the leader came within { $weeks } weeks, and nothing is begun.
cascade-rule-not-begun = Not begun: a unit above it has had an interpretation in use for at least { $weeks } weeks, and here nothing is begun. A unit without a leader of its own follows the one above and is not on the list.
cascade-rule-reminder = The first rule that fits is the one shown. A reminder stands for { $days } days and is not sent again before that.
remind-no-leader = { $unit } lacks a leader.
remind-shifted = In { $unit } an interpretation stands on something that has changed. See the difference, and say whether yours holds. It takes a few minutes.
remind-still-draft = In { $unit } lies a draft that nobody has touched for long. One sentence is enough to take it into use, and you may also set it aside.
remind-new-leader = Welcome as leader of { $unit }. Begin by reading what the unit above has written. If you want to say something yourselves, one sentence is enough.
remind-not-begun = { $unit } follows the unit above today. If the words fit, that is fine. Otherwise begin with the element that matters most.
