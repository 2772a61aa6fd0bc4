sign-in-title = Sign in
sign-in-email = E-mail
sign-in-password = Password
sign-in-submit = Sign in
sign-in-wrong-title = You did not get in
sign-in-wrong = The e-mail and the password do not belong together. Check whether Caps Lock is on.
sign-in-attempts = After five attempts we wait a minute before you can try again.
