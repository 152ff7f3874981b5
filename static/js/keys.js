// The keys of the pages of schemas and of properties; "?" lists them.

const rows = () => [...document.querySelectorAll(".rows .row")].filter((row) => row.checkVisibility());
const current = () => document.activeElement?.closest(".rows .row");
const details = (row) => row?.parentElement.matches(".group") ? row.nextElementSibling : null;
const link = (row) => row.querySelector(".cell-name a");

function step(by) {
  const all = rows();
  const at = all.indexOf(current());
  const next = at < 0 ? firstInView(all) : all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (!next) return;
  link(next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function firstInView(all) {
  const top = document.querySelector(".sticky")?.getBoundingClientRect().bottom ?? 0;
  return all.find((row) => row.getBoundingClientRect().top >= top) ?? all[0];
}

function fold(open) {
  const row = current();
  const own = details(row);
  if (own && own.open !== open) own.open = open;
  else if (row && !open) {
    const around = row.closest(".nested")?.closest(".group");
    if (around) link(around.firstElementChild).focus();
  }
}

// The link of the row that has the focus, or else of the page.
async function copyLink() {
  const row = current();
  const address = row ? link(row).href : location.href;
  const { copy } = await import("./copy.js");
  const said = document.getElementById("keys-said");
  try {
    await copy(address);
    said.textContent = said.dataset.copied;
  } catch {
    said.textContent = said.dataset.notCopied;
  }
  said.classList.add("is-shown");
  setTimeout(() => {
    said.classList.remove("is-shown");
    said.textContent = "";
  }, 2000);
}

function help() {
  const dialog = document.getElementById("keys");
  if (dialog.open) dialog.close();
  else dialog.showModal();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  l: () => fold(true),
  h: () => fold(false),
  o: () => current() && link(current()).click(),
  y: copyLink,
  f: () => document.getElementById("filter")?.focus(),
  "[": () => document.querySelector("#version-told a[rel=prev]")?.click(),
  "]": () => document.querySelector("#version-told a[rel=next]")?.click(),
  "?": help,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
  if (document.querySelector("dialog[open]") && event.key !== "?") return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-keys]")) help();
});
