# The old personnel policy: clause by clause, and what became of each.
policy-title = What became of the old policy?
policy-lede = { $clauses ->
    [one] One clause
   *[other] { $clauses } clauses
} of what the foundations replace. { $open ->
    [0] Every one is accounted for.
    [one] One lacks an answer.
   *[other] { $open } lack an answer.
}
policy-count-open = without an answer
policy-count-carried = carried by an element
policy-count-guideline = in force as a guideline
policy-count-dropped = deliberately dropped
policy-open = no answer
policy-carried = carried
policy-guideline = guideline
policy-dropped = dropped
policy-open-title = Without an answer
policy-open-lede = Nobody has decided what becomes of these. They are the ones to talk about.
policy-carried-title = Carried on by the foundations
policy-carried-lede = What the clause was after now stands in one or more elements.
policy-guideline-title = Still in force as a guideline
policy-guideline-lede = The policy is gone. The rule stands somewhere else.
policy-dropped-title = Deliberately dropped
policy-dropped-lede = Each with its reason.
policy-column-clause = Clause
policy-column-now = What became of it?
policy-answer-do = Answer
policy-change-do = Change
policy-by = { $name }, { $day }
policy-carried-by = Carried by
policy-gone = no longer in force
policy-lost = It was carried by an element that is no longer in force. Now nothing carries it.
policy-begin = Start with the open ones
policy-import-do = Bring a policy in
policy-import-another = Bring in one more document
policy-empty-title = This is where the old policy is accounted for
policy-empty = When the employee foundation replaces a personnel policy, nobody should be able to say that something vanished unnoticed. Every clause gets an answer: carried by an element, still in force as a guideline, or deliberately dropped.
policy-empty-edit = Bring the document in as it is, in Word or Markdown, or paste the text. Then you get the clauses one at a time.
policy-documents = The documents
policy-came = From { $file }, brought in { $day }
policy-came-by = From { $file }, brought in { $day } by { $name }
policy-clauses-n = { $count ->
    [one] One clause
   *[other] { $count } clauses
}
policy-remove = Take the document out again
policy-remove-hint = It can only be taken out as long as nobody has answered.
policy-printed = As it stood { $day }. Answers may change until they have been talked through.
policy-print = The page can be printed as it is. What has no answer comes first.
policy-done-taken-title = The document is in
policy-done-taken = Now for the answers. You get the clauses one at a time.
policy-done-answered = Saved. Every clause is accounted for.
policy-done-removed = The document has been taken out.
policy-done-kept = Somebody has answered a clause, so the document stays.

# One clause.
policy-clause-crumb = Clause { $number }
policy-clause-of = { $document }, clause { $number }
policy-now = Now
policy-nobody = Nobody has answered yet.
policy-question = What became of it?
policy-choose-carried = One or more elements carry it
policy-choose-guideline = It is still in force as a guideline
policy-choose-dropped = It was deliberately dropped
policy-choose-dropped-hint = Write why below. It will be read.
policy-choose-open = It has not been decided yet
policy-choose-open-hint = It stays at the top of the list.
policy-which-elements = Which elements?
policy-which-elements-hint = Choose only those where an employee would find it again.
policy-no-elements = No elements are in force yet. Publish the foundations first.
policy-reference = What is the guideline called?
policy-reference-hint = For instance “Guideline on sickness absence, main committee 2024”
policy-link = Link to it
policy-link-hint = Begins with https://
policy-why = Reason
policy-why-hint = Required when the clause was deliberately dropped. Otherwise if there is something that a reader will wonder about.
policy-eyes = All employees can read the answer and see who gave it
policy-save-next = Save, and go to the next open one
policy-save = Save
policy-skip = Skip
policy-left = { $left ->
    [one] One clause without an answer
   *[other] { $left } clauses without an answer
}
policy-answered = Saved. Here is the next one.
policy-conflict-title = Somebody else answered meanwhile
policy-conflict = Their answer stands under “Now”. Yours stands below and has not been saved. If you save, yours counts.
policy-history = Earlier answers
policy-back = To the whole list
policy-no-element = Choose at least one element that carries it.
policy-no-reference = Write what the guideline is called, so that it can be found.
policy-no-link = Write an address that begins with https:// or http://, or leave the field empty.
policy-no-reason = Write why. When something is dropped, we owe a reason.

# Bringing in.
policy-import-title = Bring the old policy in
policy-import-crumb = Bring in
policy-import-lede = The document is split where it is numbered, else at its headings. You see the split beside the source before anything is taken in.
policy-step-choose = Choose a text
policy-step-check = Look through the split
policy-step-answer = Answer clause by clause
policy-file = Choose a document
policy-file-hint = Word (.docx) or Markdown (.md), at most 10 MB
policy-text = Or paste the text here
policy-text-hint = A number or a heading before each clause
policy-eyes-import = HR can see the text while it is being split. All employees can read it once it is taken in.
policy-pasted = pasted text
policy-split-do = Split the text
policy-neither = Choose a document, or paste the text.
policy-both = Choose either the document or the pasted text, not both.
policy-full = There is room for { $most } documents. Take one out first.
policy-full-title = There is no room for more documents
policy-file-no-clauses = The text has neither numbers nor headings nor a list, so the clauses cannot be found. Put a number before each clause and try again.
policy-file-too-many-blocks = The document has more than { $limit } paragraphs. Bring in the policy alone.
policy-too-many = There is room for { $most } clauses in one document. Put some together, or divide the document.
policy-waiting-title = Begun, not finished
policy-waiting-at = Brought in { $time }. It stays for { $days } days.
policy-look-through = Look through the split

# Looking through the split.
policy-split-title = Are the clauses split rightly?
policy-split-lede = { $clauses ->
    [one] We found one clause
   *[other] We found { $clauses } clauses
} in { $file }. The document stands on the left, and what will be taken in on the right. Mend what is wrong.
policy-unused-note = { $count ->
    [one] One paragraph of the document is left out. It is marked on the left.
   *[other] { $count } paragraphs of the document are left out. They are marked on the left.
}
policy-clause-n = Clause { $number }
policy-number = Number
policy-headline = Headline
policy-clause-text = Text
policy-leave-out = This is no clause
policy-cut-at = A new clause begins at
policy-make-clause = Make it a clause
policy-store = Take in
policy-not-yet = Nothing has been taken in yet
policy-other-document = Choose another text
policy-no-clauses = There are no clauses. Make at least one paragraph a clause.

# On an element's page.
policy-carries = Carries from the old policy
