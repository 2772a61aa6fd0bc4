# The poster and the card exercise on paper.
poster-link = As a poster
poster-link-all = Our interpretations as a poster
poster-heading = How we do it here
poster-lede = Print on A3, portrait, without scaling. Preferably one element at a time: it can be read from a distance.
poster-all = All that are in use
poster-choose = What goes on the poster?
poster-empty = The unit has not taken an interpretation into use yet. When it has, it can hang on the wall.
poster-print = Print
poster-sees = What one sees us do
poster-foot = { $unit } · interpreted from { $foundation } · { $day }
poster-leadership = the leadership foundation, edition { $number }
poster-employee = the employee foundation, edition { $number }
cards-title = The card exercise on paper
cards-lede = Three cards each, a table to lay them on, and 40 minutes. Print the sheets, hold the exercise, and enter what came out afterwards.
cards-people = How many are you?
cards-people-hint = One sheet with three cards each. At most { $most }.
cards-show = Show the sheets
cards-sheets = { $sheets ->
    [one] One sheet of A4
   *[other] { $sheets } sheets of A4
}: the guide, the cards and the table.
cards-enter = Enter what came out
cards-guide = How to do it
cards-guide-1 = Read the text aloud. (2 minutes)
cards-guide-2 = Each writes three cards alone: We are …, when we … Something that you really do on a good day. (8 minutes)
cards-guide-3 = Read the cards to each other. Nobody explains and nobody corrects. Lay those that say the same on top of each other. (10 minutes)
cards-guide-4 = Lay nine cards as a diamond: one at the top, then two, three, two and one. At the top what matters most here. Go on until you can live with it. (15 minutes)
cards-guide-5 = Read the diamond aloud from the top. Take a picture, or enter it. (5 minutes)
cards-guide-note = The cards are no vote, and nobody writes a name on them.
cards-we = We
cards-we-are = We are
cards-when-we = when we
cards-table = The diamond
cards-table-hint = At the top what matters most here.
cards-round-title = What came out of the cards
cards-round-lede = Enter the cards from the top of the diamond. Empty places are fine, and write no names.
cards-row = { $row ->
    [1] Top
    [2] Second row
    [3] Third row
    [4] Fourth row
   *[other] Bottom
}
cards-card = Card { $number }
cards-held-on = When did you hold the exercise?
cards-went = Where should it go?
cards-beside = Beside the draft, as a proposal
cards-beside-hint = You see the diamond while you write.
cards-into = Into the draft, where it is empty
cards-into-hint = The top card becomes what the element means here, and the next five become signs, as far as there is room. What is written stays.
cards-eyes = The leader who answers for the unit
cards-save = Save
cards-none = Write at least one card.
cards-day-unfit = Write the day, as in 23-11-2026 or 2026-11-23. It cannot lie in the future.
cards-from = From the card exercise on { $day }
cards-from-people = From the card exercise on { $day }, { $people ->
    [one] one took part
   *[other] { $people } took part
}
cards-aside = Put the proposal away
