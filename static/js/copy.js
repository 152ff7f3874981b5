// Buttons that put on the clipboard what they name; the words for it stand in the list around them.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const list = button.closest("[data-said-copied]");
  const said = list.querySelector("[data-said]");
  try {
    await copy(button.dataset.copy);
    said.textContent = list.dataset.saidCopied.replace("{what}", () => button.textContent);
  } catch {
    said.textContent = list.dataset.saidRefused;
  }
});

// Puts `text` on the clipboard; throws if the browser does not let it be done.
export async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Browsers have no clipboard for pages over plain HTTP; this old way they still let them have.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("not copied");
}
