sign-in-title = Log ind
sign-in-email = E-mail
sign-in-password = Adgangskode
sign-in-submit = Log ind
sign-in-wrong-title = Du kom ikke ind
sign-in-wrong = E-mail og adgangskode passer ikke sammen. Se efter, om Caps Lock er slået til.
sign-in-attempts = Efter fem forsøg venter vi et minut, før du kan prøve igen.
