# How others have interpreted, two side by side, and a talk.
others-title = How others have interpreted { $element }
others-lede = { $count ->
    [0] There is nothing to read here yet. A leader can show the unit’s interpretation to everybody on its own page.
    [one] One interpretation in use, in the order of the areas and the alphabet.
   *[other] { $count } interpretations in use, in the order of the areas and the alphabet.
}
others-who = You see those that their leader shows to everybody, and those that you can see anyway.
others-area = Area
others-everywhere = The whole organisation
others-kind = Kind of unit
others-all-kinds = All kinds
others-show = Show
others-beside = Put beside ours
others-newer = Previous
others-older = Next
beside-title = { $one } and { $other }
beside-lede = { $element }, read side by side. Neither of them is the right one.
beside-missing = One of the two units has no interpretation in use that you can see.
beside-nothing = nothing written
talk-mark-title = Do they collide?
talk-mark-lede = Does your “when we …” meet theirs in a way that does not add up? Mark it for a talk. Both leaders see it on their own pages, and their leader can then read your interpretation of { $element }.
talk-about = Where do they collide?
talk-about-hint = A place where you really meet: a handover, a shift, an enquiry. At most { $most } characters.
talk-eyes = The leaders of the two units
talk-mark = Mark for a talk
talk-is-marked = The two are marked for a talk.
talk-see-it = See the talk
talk-title = A talk between { $one } and { $other }
talk-marked-by = Marked on { $day } by { $name }
talk-marked-on = Marked on { $day }
talk-outcome = What came out of it?
talk-outcome-hint = A sentence or two that both can stand by. At most { $most } characters.
talk-close = Save and close the talk
talk-closed-by = Closed on { $day } by { $name }
talk-closed-on = Talked through on { $day }
talk-closed-meanwhile = The other leader has closed the talk meanwhile. What you wrote was not saved. Here it is, so that you can take it along:
talk-list = Talks with other units
talk-between = { $one } and { $other }
talk-open = Take it
talk-see = See it
talk-missing = Write a sentence.
talk-note = The page is for the two leaders only.
