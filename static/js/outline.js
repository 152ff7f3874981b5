// The outline follows the reader: it marks the first row that can be seen.

const seen = new Set();
let entries = new Map(); // of the outline, by the id of the row
let observer;

function begin() {
  observer?.disconnect();
  seen.clear();
  const outline = document.querySelector(".outline");
  const rows = document.getElementById("rows");
  if (!outline || !rows) return;
  complete(outline, rows);
  entries = new Map([...outline.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const top = document.querySelector(".sticky")?.getBoundingClientRect().bottom ?? 0;
  observer = new IntersectionObserver(follow, { rootMargin: `-${Math.max(0, Math.round(top))}px 0px 0px 0px` });
  for (const id of entries.keys()) {
    const row = document.getElementById(id);
    if (row) observer.observe(row.matches(".group") ? row.firstElementChild : row);
  }
}

// A long outline is not sent, since the rows themselves name all that is in it.
function complete(outline, rows) {
  const list = outline.querySelector("ul");
  if (list.childElementCount || document.querySelector(".filter-shown a")) return; // filtered: not all are there
  for (const link of rows.querySelectorAll(":scope > .row .cell-name a, :scope > .group > .row .cell-name a")) {
    const entry = document.createElement("a");
    entry.href = `#${link.closest("[id]").id}`;
    entry.textContent = link.textContent;
    list.append(document.createElement("li"));
    list.lastChild.append(entry);
  }
}

// Beside the rows, css shows it in any case; what assists the reader is told so as well.
const isBeside = matchMedia("(min-width: 56.01rem)");

function openWhereItIsShown() {
  const details = document.querySelector(".outline > details");
  if (details) details.open = isBeside.matches;
}

function follow(changes) {
  for (const { target, isIntersecting } of changes) {
    const id = (target.id ? target : target.parentElement).id;
    if (isIntersecting) seen.add(id);
    else seen.delete(id);
  }
  const first = [...entries].find(([id]) => seen.has(id))?.[1];
  const last = document.querySelector(".outline [aria-current]");
  if (!first || first === last) return;
  last?.removeAttribute("aria-current");
  first.setAttribute("aria-current", "location");
  keepInView(first);
}

function keepInView(link) {
  const box = link.closest(".outline");
  const [inner, outer] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
  if (inner.top < outer.top) box.scrollTop += inner.top - outer.top;
  else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom;
}

isBeside.addEventListener("change", openWhereItIsShown);
openWhereItIsShown();
const later = window.requestIdleCallback ?? setTimeout;
later(begin);
document.addEventListener("rows", () => later(begin));
document.addEventListener("htmx:load", () => {
  openWhereItIsShown(); // another version has come
  later(begin);
});
