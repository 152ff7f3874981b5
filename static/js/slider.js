// A slider through the versions of a schema: what it shows is each version's own page, put in place
// of the one before, so that nothing flickers and the control stays where it is.

const SWAPPED = ["version", "version-line", "version-told"];
const KEPT = 40; // pages
const pages = new Map(); // by address, the latest used last
let turn = 0;
let speaking;

const slide = document.querySelector("input.slide");
const here = () => location.pathname + location.search;
const shown = () => document.getElementById("version");
let at = here(); // the address of what is shown

function addressOf(number) {
  const query = new URLSearchParams(location.search);
  query.delete("under"); // what one version has there, another may not
  const text = query.toString();
  const versions = document.querySelector("[data-versions]").dataset.versions;
  return `${versions}${number}/${text ? `?${text}` : ""}`;
}

function load(address) {
  const known = pages.get(address);
  pages.delete(address);
  const asked = known ?? ask(address);
  pages.set(address, asked);
  if (pages.size > KEPT) pages.delete(pages.keys().next().value);
  return asked;
}

async function ask(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    return await answer.text();
  } catch (error) {
    pages.delete(address);
    throw error;
  }
}

// Shows the page at `address`, unless another one has been wanted since; whether it did.
async function show(address) {
  const mine = ++turn;
  let text;
  try {
    text = await load(address);
  } catch {
    if (mine === turn) location.assign(address); // the browser says best what went wrong
  }
  if (!text || mine !== turn) return false;
  const page = new DOMParser().parseFromString(text, "text/html");
  const folded = foldedRows();
  for (const id of SWAPPED) {
    document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
  }
  document.title = page.title;
  at = address;
  foldAgain(folded);
  window.htmx?.process(shown());
  shown().dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: shown() } }));
  return true;
}

// What the reader has folded up stays so, unless something in it has changed.
function foldedRows() {
  const folded = document.querySelectorAll("#version .group > details:not([open])");
  return new Set([...folded].map((details) => details.parentElement.id));
}

function foldAgain(folded) {
  for (const details of document.querySelectorAll("#version .group > details[open]")) {
    if (folded.has(details.parentElement.id) && !details.querySelector(".marked")) details.open = false;
  }
}

function tell(number) {
  const date = document.querySelector(`#version-dates option[value="${number}"]`);
  slide.value = number;
  slide.setAttribute("aria-valuetext", date.dataset.said);
}

// Politely, and only what the reader has come to rest at.
function say() {
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    document.getElementById("version-said").textContent = shown().dataset.said;
  }, 400);
}

async function slideTo(number) {
  tell(number);
  if (!(await show(addressOf(number)))) return;
  say();
  for (const next of [number - 1, number + 1]) {
    if (next >= slide.min && next <= slide.max) load(addressOf(next)).catch(() => {});
  }
}

slide.addEventListener("input", () => slideTo(slide.valueAsNumber));

slide.addEventListener("change", () => {
  const address = addressOf(slide.valueAsNumber);
  if (address !== here()) history.pushState(null, "", address);
});

addEventListener("popstate", async (event) => {
  if (here() === at || !(await show(here()))) return; // only the place in the page is another
  tell(Number(shown().dataset.number));
  say();
});

document.addEventListener("rows", () => (at = here())); // the filter has changed the address
