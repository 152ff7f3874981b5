// What every page of an export does by itself, opened as a file: it remembers light or dark, and "/" leads to the search.

const own = document.documentElement;
try {
  const kept = localStorage.getItem("theme");
  if (kept === "light" || kept === "dark") own.dataset.theme = kept;
  new MutationObserver(() => localStorage.setItem("theme", own.dataset.theme)).observe(own, { attributeFilter: ["data-theme"] });
} catch {
  // Storage is switched off for files: the choice holds for this page.
}

document.addEventListener("keydown", (event) => {
  const input = document.querySelector("form[role=search] input");
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const command = event.key.toLowerCase() === "k" && event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey;
  if (!input || (!slash && !command)) return;
  event.preventDefault();
  input.focus();
  input.select();
});
