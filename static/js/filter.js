// Filters the rows as one types; the address says what was asked for.

const PAUSE = 60; // ms
let waiting;
let asked;

function wanted(form) {
  const query = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...query]) if (!value) query.delete(name, value);
  return query.toString();
}

async function show(form) {
  clearTimeout(waiting);
  asked?.abort();
  asked = new AbortController();
  const query = wanted(form);
  const address = location.pathname + (query ? `?${query}` : "");
  const before = location.pathname + location.search;
  let text;
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: asked.signal });
    if (!answer.ok) throw new Error(`${answer.status}`);
    text = await answer.text();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address); // the browser says best what went wrong
    return;
  }
  // Whoever has gone elsewhere in the meantime stays there, also within the page.
  if (!form.isConnected || location.pathname + location.search !== before) return;
  const fresh = new DOMParser().parseFromString(text, "text/html");
  history.replaceState(history.state, "", address + location.hash);
  put(form, fresh);
}

// The counts change in place: what is chosen, and where the reader is, stays as it is.
function put(form, fresh) {
  form.querySelector(".filter-shown").replaceChildren(...fresh.querySelector(".filter-shown").childNodes);
  for (const next of fresh.querySelectorAll(".facets :is(input, option)")) {
    const old = form.querySelector(`.facets ${next.localName}[value="${CSS.escape(next.value)}"]`);
    if (!old) continue;
    old.disabled = next.disabled && document.activeElement !== old;
    if (next.localName === "option") old.textContent = next.textContent;
    else old.parentElement.querySelector(".soft").textContent = next.parentElement.querySelector(".soft").textContent;
  }
  fresh.querySelectorAll(".filter-shown, .facets").forEach((each) => each.remove());
  const rows = document.getElementById("rows");
  rows.replaceChildren(...document.adoptNode(fresh.body).childNodes);
  rows.dispatchEvent(new CustomEvent("rows", { bubbles: true }));
}

const formOf = (event) => event.target.closest?.("#filters");

document.addEventListener("input", (event) => {
  const form = formOf(event);
  if (!form || event.target.type !== "search") return;
  clearTimeout(waiting);
  waiting = setTimeout(() => show(form), PAUSE);
});

document.addEventListener("change", (event) => {
  const form = formOf(event);
  if (form && event.target.type !== "search") show(form);
});

document.addEventListener("submit", (event) => {
  const form = formOf(event);
  if (!form) return;
  event.preventDefault();
  show(form);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest(".filter-shown a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const form = link.closest("form");
  for (const each of form.elements) {
    if (each.type === "checkbox") each.checked = false;
    else if (each.name) each.value = "";
  }
  form.querySelector("input").focus();
  show(form);
});
