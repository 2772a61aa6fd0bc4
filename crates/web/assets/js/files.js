// Shows what was chosen and how large it is, and says early when it is too large. What is dropped anywhere in the box around the
// field is chosen, folders with all that is in them: a browser by itself takes files on the field alone, and opens those beside it.

export function fileInput(input) {
  const list = document.getElementById(`${input.id}-files`);
  if (!list) return;
  const most = Number(input.dataset.maxBytes);

  input.addEventListener("change", () => {
    const lines = [...input.files].map((file) => {
      const line = document.createElement("li");
      const name = document.createElement("span");
      const size = document.createElement("span");
      name.textContent = file.name;
      size.textContent = readable(file.size);
      if (file.size > most) {
        line.dataset.over = "";
        size.textContent = input.dataset.tooLarge.replace("{size}", readable(file.size)).replace("{max}", readable(most));
      }
      line.append(name, size);
      return line;
    });
    list.replaceChildren(...lines);
  });

  const box = input.closest(".file");
  if (!box) return;
  const over = (event, is) => {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    box.toggleAttribute("data-drop", is);
  };
  box.addEventListener("dragover", (event) => over(event, true));
  box.addEventListener("dragleave", (event) => over(event, box.contains(event.relatedTarget)));
  box.addEventListener("drop", async (event) => {
    over(event, false);
    const chosen = new DataTransfer();
    for (const file of (await dropped(event.dataTransfer)).slice(0, input.multiple ? undefined : 1)) chosen.items.add(file);
    if (chosen.files.length === 0) return;
    input.files = chosen.files;
    input.dispatchEvent(new Event("change"));
  });
}

/** The files that were dropped, and those in the folders that were. */
async function dropped(transfer) {
  // Taken before the first wait: afterwards the browser has emptied it.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = [...transfer.files];
  return entries.some((entry) => entry.isDirectory) ? (await Promise.all(entries.map(within))).flat() : files;
}

async function within(entry) {
  if (entry.isFile) return [await new Promise((take, fail) => entry.file(take, fail))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    // A folder is given a hundred at a time, until there are none.
    const some = await new Promise((take, fail) => reader.readEntries(take, fail));
    if (some.length === 0) break;
    found.push(...some);
  }
  return (await Promise.all(found.map(within))).flat();
}

function readable(bytes) {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: value < 10 ? 1 : 0 });
  return `${number.format(value)} ${unit}`;
}
