ring-translated = oversat
ring-unprompted = sagt uopfordret
ring-acted = handlet efter
ring-confirmed = set af andre
ring-gaining = i fremgang
ring-silent = oversat, men stille
ring-nothing = intet spor endnu
ring-all = alle fire
