# "I have seen it happen": tell, and read before others.
story-title = I have seen it happen
story-new = New story
story-one = A story
story-crumb = Breadcrumb
story-error = Error:
story-summary = Mend this before it can be sent
story-optional = optional
story-lede = Tell briefly what you saw. A couple of sentences will do. Afterwards you find the element that it shows.
story-lede-element = Tell briefly what you saw. A couple of sentences will do.
story-about-element = About the element
story-text = What did you see?
story-text-hint = No names of citizens or colleagues. Write "a citizen" and "a colleague".
story-eyes = HR reads it first. Then everybody who can see the unit
story-eyes-long = Your name is not on it. HR can see that it is you while it is being read. Readers see which unit it is told from; if there are fewer than { $people } in your unit, they see the unit above.
story-eyes-sent = HR reads it first. Then everybody who can see the unit, without your name.
story-at-most = Between { $least } and { $most } characters
story-left = { $n } characters left
story-over = { $n } characters too many
story-too-short = There are { $chars } characters. Write at least { $least }, so that others can picture it.
story-cpr = Take out what looks like a CPR number. The story was not sent.
story-numbers-title = { $count ->
    [one] Something looks like a CPR number
   *[other] Some things look like CPR numbers
}
story-numbers-hint = Write "a citizen" instead. It has to go before you can send.
story-names-title = { $count ->
    [one] Is this the name of a colleague?
   *[other] Are these names of colleagues?
}
story-names-hint = Write "a colleague" instead, or tick the box below the text.
story-names-summary = There may be a name in the text
story-keep = { $count ->
    [one] It is not a colleague or citizen. Keep the word.
   *[other] They are not colleagues or citizens. Keep the words.
}
story-day = When?
story-day-future = That day has not come yet. Choose today or a day before.
story-day-old = That is too long ago. Choose { $first } or a day after.
story-unit = Where did you see it?
story-unit-hint = Your own unit or another
story-unit-choose = Choose a unit
story-unit-own = { $count ->
    [one] Your unit
   *[other] Your units
}
story-unit-around = Around you
story-unit-found = Found
story-find = It was somewhere else
story-find-label = The unit's name, or part of it
story-find-submit = Find the unit
story-find-too-short = Write at least two letters of the unit's name. The rest of what you wrote is still here.
story-find-none = No unit's name has "{ $words }" in it. The rest of what you wrote is still here.
story-find-one = { $unit } is chosen above.
story-find-several = { $count } units have "{ $words }" in their names. Choose above.
story-find-more = { $count } units have "{ $words }" in their names. The first { $shown } can be chosen above. Write more of the name to find the others.
story-from-label = Where do you tell it from?
story-from-hint = You have several posts. Readers see the unit that you choose.
story-signs = Did you see one of the unit's signs?
story-sign-none = No, something else
story-signs-of-another = You chose another unit. See whether it is one of its signs.
story-next = Go on: what does it show?
story-send = Send to HR
story-cancel = Cancel
story-locks = When you go on, the text is locked. Only then do you see the elements. That is how we can see where the foundation shows up in words that nobody asked for.
story-choose-title = What does it show?
story-choose-lede = Your text is saved and locked. It was written before you saw the elements, and that is what counts: the foundation shows up in words that nobody asked for.
story-choose = Choose what fits best
story-choose-hint = If in doubt, choose "I do not know".
story-choose-unknown = I do not know
story-choose-unknown-hint = The story is good enough anyway. HR can choose.
story-leadership = The leadership foundation
story-employee = The employee foundation
story-yours = Your story from { $unit }, { $day }
story-confirms = { $unit } is not your own unit. When HR has read the story, it counts as "seen by others".
story-unprompted = When HR has read the story, it counts as "said unprompted".
story-list = Your stories
story-list-lede = What you have told. Others do not see that it is you. HR can see it while a story is being read.
story-tell = Tell something new
story-tell-first = Tell the first
story-empty-title = What you tell will be here
story-empty = A moment when somebody acted as the foundation says. With you or with others. Two sentences will do, and it takes two minutes.
story-done-sent-html = <b>Thank you.</b> The story now waits for HR. You can see here what becomes of it.
story-done-withdrawn = The story is withdrawn, and its trace no longer counts.
story-done-erased = The story is erased.
story-state-locked = One step is missing
story-state-waiting = Waits for HR
story-state-published = Others can read it
story-state-declined = Sent back to you
story-state-withdrawn = Withdrawn
story-no-element = No element chosen
story-changed = You chose "{ $told }". HR chose "{ $chosen }".
story-chosen = HR chose "{ $chosen }".
story-reason = HR writes: "{ $reason }"
story-unit-gone = The unit was closed before the story was read. You can write it about another unit.
story-many-waiting = You have { $most } stories that have not been read yet. The text is still here; send it when some of them have been read, or take one of them back.
story-again = Write it again
story-as-read = See it as others see it
story-withdraw = Withdraw
story-erase = Erase
story-keep-it = Keep it
story-withdraw-title = Withdraw the story?
story-withdraw-text = Others can then no longer read it, and its trace does not count. The trace stays as withdrawn, without text and without your name. You can erase the text afterwards.
story-withdraw-stale = HR has just let it go, so others can read it now. That is why we ask again.
story-erase-title = Erase the story?
story-erase-text = The text is erased, and nobody can see that it was there.
story-shows = { $element }: seen happening
story-sign-seen = a sign that the unit has chosen
story-fact-where = Where
story-fact-when = When
story-fact-from = Told
story-fact-counts = Counts as
story-to-element = { $element } in { $unit }
story-from = from { $unit }
story-from-own = from inside, in { $unit }
story-from-elsewhere = from elsewhere in { $unit }
story-from-unknown = without saying from where

moderation-summary = Mend this first
moderation-too-short = There are { $chars } characters. Write at least { $least }, so that the teller knows what you mean.
moderation-cpr = Take out what looks like a CPR number.
moderation-one = Read a story
moderation-none = Nothing waits
moderation-waiting = { $count ->
    [one] One waits
   *[other] { $count } wait, the oldest first
}
moderation-lede = Look for names, for citizens who can be recognised, and whether it fits the element. Leave people's own words alone. Send them back with a question.
moderation-empty-title = All is read
moderation-empty = The stories that you read before others will be here.
moderation-start = Begin with the oldest
moderation-list = Stories that wait
moderation-about = About { $unit }
moderation-told = sent { $day }
moderation-counts = counts as "{ $arc }"
moderation-read = Read
moderation-see = Open
moderation-decided = Decided lately
moderation-names = { $count ->
    [one] may be the name of somebody who works here. Ask whether it can become "a colleague".
   *[other] may be names of people who work here. Ask whether they can become "a colleague".
}
moderation-name-kept = The teller was warned about a name and answered that it is not a colleague or citizen.
moderation-teller-html = Told by <b>{ $name }</b>. Only you and others who read before others can see it, and only while it waits.
moderation-teller-you = You told it yourself.
moderation-own = You told it yourself, so somebody else has to read it.
moderation-own-alone = You are the only one who reads before others here. That is why you can decide about your own story.
moderation-publish-title = It shows
moderation-element = Element
moderation-element-hint = The teller has chosen. If you choose another, the teller can see it.
moderation-element-open = The teller has not chosen. The teller can see what you choose.
moderation-element-none = Choose an element
moderation-element-missing = Choose the element that the story shows.
moderation-publish = Let others read it
moderation-decline-title = Or send it back
moderation-decline-reason = What is missing, or what has to go?
moderation-decline-hint = A question is often enough.
moderation-eyes-teller = Only the teller and HR
moderation-decline = Send back
moderation-withdraw-title = Withdraw it
moderation-withdraw-reason = Why?
moderation-withdraw-hint = No names. The reason stands with the trace and cannot be erased.
moderation-eyes-all = The teller and everybody who can see the unit
moderation-withdraw = Withdraw
moderation-taken-back = The teller has withdrawn it.
moderation-stale = It was decided while you had the page open. What you chose was not saved.
moderation-done-published = Others can read it now. The trace is set.
moderation-done-declined = It is sent back to the teller.
moderation-done-withdrawn = It is withdrawn, and the trace no longer counts.
moderation-done-gone = The teller erased it while you were reading.
