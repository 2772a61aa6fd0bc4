ring-translated = interpreted
ring-unprompted = said unprompted
ring-acted = acted on
ring-confirmed = seen by others
ring-gaining = gaining
ring-silent = interpreted but silent
ring-nothing = no trace yet
ring-all = all four
