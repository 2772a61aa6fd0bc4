// Reading in a round with one key: 1 to 4 answer, u takes the latest answer back.
//
// The page puts the focus on the passage, and the keys work only while it is there or on an answer: nobody who types elsewhere
// or speaks to the browser answers by accident (WCAG 2.1.4). An answer is the form's own post, and the next passage a page.

export function round(reading) {
  const keys = reading.querySelector("[data-round-keys]");
  if (keys) keys.hidden = false;
  let sent = false;
  reading.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || sent) return;
    if (!/^[1-4uU]$/.test(event.key)) return;
    const button = reading.querySelector(`button[data-key="${event.key.toLowerCase()}"]`);
    if (!button) return;
    event.preventDefault();
    sent = true;
    button.form.requestSubmit(button);
  });
  // The browser's own "back" brings the page as it was.
  addEventListener("pageshow", () => (sent = false));
}
