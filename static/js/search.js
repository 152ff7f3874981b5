// "/" and Ctrl-K lead to the search; what it needs beyond that comes when it is used. What has been
// searched for and opened is remembered in this browser alone.

const MOST = 6;
const form = document.querySelector("[data-search]");
const input = form?.querySelector("input");

let asked = null;
const palette = () => (asked ??= import(form.dataset.palette).then(({ open }) => open(form, { read, remember, forget })));

function read(kind) {
  try {
    const kept = JSON.parse(localStorage.getItem(`recent-${kind}`));
    return Array.isArray(kept) ? kept.filter(({ url, text }) => /^\/(?!\/)/.test(url) && text) : [];
  } catch {
    return []; // storage is switched off, or holds something else
  }
}

function remember(kind, entry) {
  const kept = [entry, ...read(kind).filter(({ url }) => url !== entry.url)].slice(0, MOST);
  try {
    localStorage.setItem(`recent-${kind}`, JSON.stringify(kept));
  } catch {
    // Storage is switched off or full: nothing is remembered.
  }
}

function forget() {
  for (const kind of ["searches", "properties"]) localStorage.removeItem(`recent-${kind}`);
}

if (form) {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const slash = event.key === "/" && plain && !typing && !document.querySelector("dialog[open]");
    const command = event.key.toLowerCase() === "k" && event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey;
    if (!slash && !command) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  input.addEventListener("focus", palette);
  if (document.activeElement === input) palette();

  const searched = document.querySelector("[data-searched]")?.dataset.searched;
  if (searched) remember("searches", { url: `/search/?q=${encodeURIComponent(searched)}`, text: searched });
  const opened = document.querySelector("[data-recent]")?.dataset;
  if (opened) remember("properties", { url: location.pathname, text: opened.recent, where: opened.recentWhere });
}
