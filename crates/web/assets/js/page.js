/** Closes an open menu on Escape and on a click beside it. */
export function popup(details) {
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (details.open && !details.contains(event.target)) details.open = false;
  });
}

/** A second click within three seconds sends nothing twice; afterwards the form may be sent again. */
export function submitOnce(form) {
  let sent = 0;
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - sent < 3000 && sent > 0) event.preventDefault();
    else sent = event.timeStamp;
  });
}

/** The browser's own print dialogue; the button is there only where it works. */
export function print(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
