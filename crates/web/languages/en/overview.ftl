# The overview, a unit's page, an element across units.
overview-title = Overview
overview-question = Does the foundation live?
overview-kicker = { $unit } · { $period }
overview-lede = { $elements ->
    [one] One element
   *[other] { $elements } elements
} { $areas ->
    [one] in one area
   *[other] in { $areas } areas
}. Each ring shows how far an element has come: from words to deeds that others can see.
overview-field = Element by element, area by area
overview-caption = How far each element has come in each area
overview-area = Area
overview-element = Element
overview-alone = the unit itself
overview-people = people
overview-in = in { $unit }: { $shows }
overview-silence-rule = Silent means: the element is prominent and has been interpreted and in use for at least { $weeks } weeks, at least { $room } traces of other elements were left in the same place in those months, and nobody has left a trace of this one for { $weeks } weeks.
overview-gaining-rule = Gaining means: more traces than in the equally long period before, and more than chance would give one time in twenty.
overview-all-elements = Show all elements
overview-prominent-only = Show the prominent ones only
overview-months = Traces month by month
overview-months-hint = The last twelve months. The last one is not over.
overview-numbers = Show the numbers
overview-numbers-label = Traces per month
overview-quiet = What is silent
overview-quiet-in = { $element } in { $unit }
overview-quiet-none = No prominent element is silent here just now.
strip-says = { $year } in a year, { $month } in { $name }
quiet-last = In use since { $used }. The last trace is from { $last }.
quiet-never = In use since { $used }. No trace yet.
saying-confirmed-html = <b>{ $element }</b> has been seen by others in { $seen } of { $of } areas. { $traces } traces came in the period, most of them from { $most }.
saying-gaining-html = <b>{ $element }</b> is gaining in { $unit }: { $now } traces in the period against { $before } in the one before.
saying-silent-html = It is <b>silent about { $element }</b> in { $unit }. It is interpreted, but nobody has left a trace for { $weeks } weeks.{ $others ->
    [0] {""}
    [one] {" "}One more place is silent.
   *[other] {" "}{ $others } more places are silent.
}
saying-never-html = It is <b>silent about { $element }</b> in { $unit }. It is interpreted, but nobody has left a trace yet.{ $others ->
    [0] {""}
    [one] {" "}One more place is silent.
   *[other] {" "}{ $others } more places are silent.
}
saying-nothing-confirmed-html = <b>Nobody has confirmed anything yet</b> in the period. It takes another unit telling what it has seen.
saying-nothing-gaining-html = <b>Nothing is gaining</b> beyond what chance can give.
saying-nothing-silent-html = <b>Nothing is silent.</b>{ $unjudged ->
    [0] {""}
    [one] {" "}In one place there is too little to go by.
   *[other] {" "}In { $unjudged } places there is too little to go by.
}
saying-see-traces = { $traces ->
    [one] See the trace
   *[other] See the { $traces } traces
}
saying-take-it-up = Take it up
period-choose = Period
period-quarter = Quarter
period-half = Half-year
period-year = Year
period-two-years = Two years
period-from-to = { $first } – { $last }
empty-title = The rings will be here
empty-text = One for each element in each area. The first arc is filled when a unit takes an interpretation into use. It takes a foundation, an organisation and a leader who begins.
first-kicker = Empty so far
first-title = Three steps before the foundation can take root
first-lede = Allow a morning. You can stop on the way, and nothing can be seen by others before you let it go.
first-organisation = The organisation
first-organisation-text = Units, people and leaders from your own system. Two CSV files or the files from OS2mo. Five minutes when you have them.
first-organisation-do = Bring it in
first-organisation-done = The organisation is here
first-foundation = The foundation
first-foundation-text = The leadership foundation and the employee foundation, from Word or written here. You look through how it is split.
first-foundation-do = Bring the text in
first-leaders = The leaders
first-leaders-text = See who leads what, and open up for the first circle. Starting with one area is fine.
first-leaders-do = Choose the first
