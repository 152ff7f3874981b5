// Rows that hold others: what is inside comes when it is unfolded, and links open what encloses them.

const FRAGMENT = { headers: { "HX-Request": "true" } };

async function ask(address) {
  const answer = await fetch(address, FRAGMENT);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const template = document.createElement("template");
  template.innerHTML = await answer.text();
  return template.content;
}

// What was not sent is asked for once: in place of the link that leads to it, or where the name leads.
async function fill(details) {
  const nested = details.querySelector(":scope > .nested");
  const link = (nested ?? details).querySelector(":scope > a.later");
  const name = nested?.childElementCount ? null : details.previousElementSibling?.querySelector(".cell-name a");
  const from = link?.dataset.part ?? (link ?? name)?.getAttribute("href").split("#")[0];
  if (!from || details.dataset.asked) return;
  details.dataset.asked = "yes";
  try {
    const part = await ask(from);
    if (link) link.replaceWith(part);
    else nested.append(part);
  } catch {
    delete details.dataset.asked; // it can be tried again
  }
}

document.addEventListener("toggle", (event) => {
  if (event.target.open && event.target.matches(".group > details, .rest")) fill(event.target);
}, true);

// A click anywhere on a row that holds others unfolds it, unless it is for a link or marks text.
document.addEventListener("click", (event) => {
  const row = event.target.closest(".group > .row");
  if (!row || event.target.closest("a, summary, button") || !getSelection().isCollapsed) return;
  const details = row.nextElementSibling;
  details.open = !details.open;
});

const named = () => decodeURIComponent(location.hash.slice(1));
const find = (name) => (name && (document.getElementById(name) ?? document.getElementById(encodeURI(name)))) || null;

// The row that the address names, with all that encloses it unfolded and in view.
async function openTarget() {
  const name = location.hash.slice(1);
  let target = document.getElementById(name) ?? find(named());
  if (!target && name && document.querySelector("#rows")) target = await bring(name);
  if (!target) return;
  const inside = target.querySelector(":scope > details");
  for (let at = inside ?? target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  const show = () => target.scrollIntoView({ block: "center" });
  show();
  requestAnimationFrame(() => requestAnimationFrame(show)); // the rows around have their heights now
}

// A part that was sent folded up, put in place of its outermost row. Nothing if there is none.
async function bring(name) {
  const address = new URL(location.pathname, location.href);
  address.searchParams.set("open", decodeURIComponent(name));
  try {
    const part = (await ask(address)).firstElementChild;
    const folded = document.getElementById(part.id);
    if (!folded || location.hash.slice(1) !== name) return null;
    folded.replaceWith(part);
    part.dispatchEvent(new CustomEvent("rows", { bubbles: true }));
    return document.getElementById(name);
  } catch {
    return null; // there is no such place: the page is shown as it is
  }
}

// A link to a row of this very page needs no other page, however the row was sent.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href*='#']");
  const isPlain = !event.defaultPrevented && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (!link || !isPlain || link.pathname !== location.pathname || !link.closest(".rows, .outline, .facts")) return;
  event.preventDefault();
  if (location.hash === link.hash) openTarget();
  else location.hash = link.hash;
});

addEventListener("hashchange", openTarget);
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll(".group > details")) details.open = true;
});
if (location.hash) openTarget();
