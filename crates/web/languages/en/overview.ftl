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
unit-people = { $people ->
    [one] { $people } person
   *[other] { $people } people
}
unit-kicker = { $unit } · { $people } · in { $parent }
greeting-morning = Good morning, { $name }
greeting-night = Hello, { $name }
greeting-day = Good day, { $name }
greeting-evening = Good evening, { $name }
unit-nothing-waits = Nothing is waiting for you just now.
unit-waits = { $count ->
    [one] One thing is waiting for you. It can be taken in small bites.
   *[other] { $count } things are waiting for you. They can be taken one at a time.
}
unit-seen-it = Have you seen the foundation happen this week, here or elsewhere? Tell it in two minutes.
unit-lede = How the foundation stands here: what the unit has written itself, and what others have seen.
unit-next = Next steps
step-finish = Finish the interpretation of { $element }
step-finish-hint = You have begun. It can be taken into use when you think it fits.
step-finish-do = Write on
step-silent = It is silent about { $element }
step-silent-last = The last trace is from { $day }. Take it up at your next meeting.
step-silent-never = No trace yet. Take it up at your next meeting.
step-silent-do = Take it up
step-begin = Interpret { $element }
step-begin-hint = Nobody above you has interpreted it. Begin with one sentence.
step-begin-follows = Today you follow { $unit }. Write your own when it does not fit.
step-begin-do = Begin
step-held = Did it hold? { $decided }
step-held-hint = You wanted to look back on { $day }. It is one question.
step-held-do = Answer
step-decision = Record the decision: { $decided }
step-decision-untitled = Finish the decision
step-decision-hint = It is a draft. Nobody else can see it yet.
step-decision-do = Go on writing
unit-decisions = Decisions that hold here
unit-words = How it is interpreted
unit-words-count = { $words } of { $elements } elements
words-since = In use since { $day }
words-from = From { $unit }, in use since { $day }
unit-now = Here just now
unit-no-elements = The rings will be here when a foundation is published.
unit-overview = See the overview of the unit and all below it
unit-below = The units below
unit-below-unit = Unit
unit-below-in-use = Interpreted
unit-below-of = { $count } of { $of } elements
unit-below-none = follows the unit above
unit-below-traces = Traces in the period
unit-below-silent = { $count } silent
unit-latest = Latest traces
unit-no-traces = Traces will be here: when an interpretation is taken into use, and when somebody tells what they have seen.
unit-conversation = The month's conversation in the team
unit-question = When did we last see »{ $element }« here, so that it cost us something else?
unit-conversation-hint = Take twenty minutes at the next team meeting. Nothing needs to be written down.
work-title = { $count ->
    [one] One thing is waiting
   *[other] { $count } things are waiting
}
work-nothing = Nothing is waiting
work-nothing-hint = Everything has been read, and no draft is open.
work-lede = What only you can do comes first.
work-stories = { $count ->
    [one] One story is waiting to be read
   *[other] { $count } stories are waiting to be read
}
work-stories-hint = The oldest is from { $day }. About a minute each.
work-stories-do = Read them
work-drafts = { $count ->
    [one] A draft of a new edition is open
   *[other] { $count } drafts of new editions are open
}
work-drafts-hint = Others see it only when you publish it.
work-drafts-do = Work on it
work-prominent = No elements are chosen as prominent
work-prominent-hint = The overview begins with the few you have chosen, and only they can be silent.
work-prominent-do = Choose them
work-clauses = { $count ->
    [one] One clause of the old policy lacks an answer
   *[other] { $count } clauses of the old policy lack an answer
}
work-clauses-hint = They stand at the top of the page that the works council reads.
work-clauses-do = Answer
work-import = The latest import is { $days } days old
work-import-hint = Since then some have surely come and some have left.
work-import-do = Import
work-leaderless = { $count ->
    [one] One unit has no leader
   *[other] { $count } units have no leader
}
work-leaderless-hint = They follow the leader above them until a leader is set.
work-leaderless-do = See the units
work-look-backs = { $count ->
    [one] One decision is waiting for an answer: did it hold?
   *[other] { $count } decisions are waiting for an answer: did they hold?
}
work-look-backs-hint = The oldest was to be looked back on { $day }. The leader answers; you can remind them.
work-look-backs-do = See them
work-now = Just now
work-in-use = Interpretations in use
work-underway = Interpretations under way
work-recent = Stories in the last 30 days
work-overview = See the overview
element-lede = Seen by others in { $seen } of { $of } areas.{ $silent ->
    [0] {""}
    [one] {" "}Silent in one.
   *[other] {" "}Silent in { $silent }.
}
element-areas = Area by area
element-ring = Ring
element-in-use = in use in { $count ->
    [one] one unit
   *[other] { $count } units
}
element-in-use-alone = in use
element-not-in-use = not in use yet
element-silent = silent
element-trail = Traces
element-traces = { $count } in the period
element-prominence = Make it prominent, or not

# As it was, and as the organisation is now
way-choose = Two ways to count
way-now = As we are organised now
way-then = As it was
way-now-rule = What happened in a unit that was merged with others counts in the new unit. What happened in a unit before it was split counts in the unit above its parts. We do not divide it by guessing.
way-then-rule = Each trace counts in the unit where it happened, and below those that were above it then. A unit that began or closed meanwhile is shown as neither gaining nor silent.
way-trail = The traces are the same. They stand on the page as we are organised now.
turn-and = { $names } and { $last }
turn-merged = { $old } were merged into { $new }.
turn-split = { $old } was split into { $new }.
turn-continued = { $old } went on as { $new }.
turn-moved = { $old } moved to lie below { $new }.
turn-closed = { $old } closed.
stay-until = until { $day }
stay-since = since { $day }
overview-months-mark = The vertical line is where the organisation changed.

# When a leader takes over
handover-link = What you take over as leader
handover-title = What you take over
handover-lede = This belongs to { $unit } and passes on when there is a new leader.
handover-turns = How the unit became what it is
handover-own = The unit's interpretations
handover-own-none = The unit has no interpretations yet.
handover-underway = on its way
handover-aside = set aside
handover-before = What you come from
handover-before-hint = This was in use in the unit you come from. It stands there as it was. Write your own when you know what you want to keep.
handover-decisions = Decisions that wait for your answer
handover-decisions-none = No decisions wait for an answer.
handover-look-back = Did it hold? You wanted to look back on { $day }.
handover-not = What does not pass on
handover-not-drafts = Decisions that the previous leader has not recorded. They are the writer’s until the writer hands them over; you only see that they are there.
handover-not-stories = Stories that are not sent, and who told those that are.
handover-not-talks = Talks between two people, and what they wrote for themselves before them.
handover-not-roles = Roles and access. They are given to a person and end with the post.
handover-not-why = A new leader begins with what the unit shares, and not with somebody else's notes about people.
unit-left = Drafts that were left
unit-left-draft = { $unit }: a draft of a decision, last written { $day }
unit-left-text = Whoever wrote it no longer leads the unit, and can hand it over from “My account”. Until then nobody else can read it.
unit-left-aside = Lay it aside
unit-left-done = The draft is laid aside. Whoever wrote it can still hand it over.
