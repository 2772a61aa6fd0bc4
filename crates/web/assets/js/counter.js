// Says how many characters are left once most of them are used.

const SPEAK_AFTER = 700;
const SHOW_BELOW = 0.25;

export function counter(field) {
  const most = field.maxLength;
  const output = document.getElementById(`${field.id}-count`);
  if (!output || most <= 0) return;
  // `maxlength` cuts what is pasted without a word. Here one may write too much, see it, and shorten it.
  field.removeAttribute("maxlength");
  const limit = output.textContent;
  output.setAttribute("aria-live", "polite");

  let timer = 0;
  function show() {
    // Counted as the server does: characters, a line break being one.
    const left = most - [...field.value].length;
    output.toggleAttribute("data-over", left < 0);
    const text = left < 0 ? field.dataset.counterOver : field.dataset.counter;
    const next = left > most * SHOW_BELOW ? limit : text.replace("{n}", Math.abs(left));
    if (output.textContent !== next) output.textContent = next;
  }
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, SPEAK_AFTER);
  });
  show();
}
