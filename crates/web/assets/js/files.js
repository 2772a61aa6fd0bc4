// Shows what was chosen and how large it is, and says early when it is too large.

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
}

function readable(bytes) {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: value < 10 ? 1 : 0 });
  return `${number.format(value)} ${unit}`;
}
