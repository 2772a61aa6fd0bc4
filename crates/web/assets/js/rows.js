// Rows of the same kind. The server renders three empty ones; with script, one is enough and more can be added.

const filled = (row) => [...row.querySelectorAll("input, textarea, select")].some((field) => field.value.trim() !== "");

export function rows(container) {
  const list = container.querySelector("[data-row-list]");
  const template = container.querySelector("template");
  const add = container.querySelector("[data-add]");
  if (!list || !template || !add) return;
  const most = Number(container.dataset.max ?? 20);

  const all = () => [...list.children];
  const updateButton = () => {
    add.hidden = all().length >= most;
  };

  const empty = all().filter((row) => !filled(row));
  for (const row of empty.slice(1)) row.remove();
  updateButton();

  let next = Number(container.dataset.next ?? all().length);
  add.addEventListener("click", () => {
    const row = template.content.firstElementChild.cloneNode(true);
    const index = String(next++);
    for (const element of [row, ...row.querySelectorAll("*")]) {
      for (const name of ["id", "name", "for", "aria-describedby", "aria-labelledby"]) {
        const value = element.getAttribute(name);
        if (value?.includes("__i__")) element.setAttribute(name, value.replaceAll("__i__", index));
      }
      for (const text of element.childNodes) {
        if (text.nodeType === Node.TEXT_NODE) text.data = text.data.replaceAll("__n__", String(all().length + 1));
      }
    }
    list.append(row);
    updateButton();
    row.querySelector("input, textarea, select")?.focus();
  });
}
