// What the pages do better with script. Each part works alone, and every page works without all of it.

const root = document.documentElement;

function themeSwitch() {
  const button = document.querySelector("[data-theme-switch]");
  button?.addEventListener("click", () => {
    const systemDark = matchMedia("(prefers-color-scheme: dark)").matches;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : systemDark;
    root.dataset.theme = dark ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // Storage is switched off: the choice holds for this page.
    }
  });
}

// Times are written in UTC; show them in the reader's zone, and the exact moment on hover.
function localTimes(within) {
  const format = new Intl.DateTimeFormat(root.lang, { dateStyle: "medium", timeStyle: "short" });
  for (const time of within.querySelectorAll("time[data-local]")) {
    time.title = time.dateTime;
    time.textContent = format.format(new Date(time.dateTime));
    delete time.dataset.local;
  }
}

// "/" goes to the search, Escape leaves it, the arrows walk through what it found.
function searchKeys() {
  const box = document.querySelector(".search");
  const input = document.querySelector("#search");
  const found = document.querySelector("#found");
  if (!input || !found) return;
  const close = () => found.replaceChildren();
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === "Escape" && found.childElementCount) {
      close();
      input.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      walk(event, input, [...found.querySelectorAll("a")]);
    }
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) close();
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) close();
  });
}

function walk(event, input, links) {
  const stops = [input, ...links];
  const at = stops.indexOf(document.activeElement);
  if (at < 0 || !links.length) return;
  event.preventDefault();
  const step = event.key === "ArrowDown" ? 1 : -1;
  stops[(at + step + stops.length) % stops.length].focus();
}

// A link to a property opens everything that encloses it.
function openTarget() {
  const name = location.hash.slice(1);
  const target = document.getElementById(name);
  if (!target && name && document.querySelector(".later") && !location.search) {
    // A long document is sent folded up: ask for it with this part unfolded.
    location.replace(`?under=${encodeURIComponent(decodeURIComponent(name))}#${name}`);
  }
  const inside = target?.querySelector(":scope > details");
  for (let at = inside ?? target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  target?.scrollIntoView({ block: "center" });
}

// A click anywhere on a row that holds others unfolds it, unless it is for a link or marks text.
function unfoldRows() {
  document.addEventListener("click", (event) => {
    const details = event.target.closest(".group > .row")?.nextElementSibling;
    if (details && !event.target.closest("a") && getSelection().isCollapsed) details.open = !details.open;
  });
}

// The menu of narrow screens closes as menus do.
function menu() {
  const details = document.querySelector("details.menu");
  document.addEventListener("click", (event) => {
    if (!details.contains(event.target)) details.open = false;
  });
  details?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    details.open = false;
    details.querySelector("summary").focus();
  });
}

function copyButtons() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const said = button.parentElement.querySelector("[data-said]");
    try {
      await copy(button.dataset.copy);
      said.textContent = `${button.textContent} copied`;
    } catch {
      said.textContent = "this browser does not let it be copied";
    }
    setTimeout(() => (said.textContent = ""), 2000);
  });
}

async function copy(text) {
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

themeSwitch();
searchKeys();
menu();
copyButtons();
localTimes(document);
openTarget();
unfoldRows();
addEventListener("hashchange", openTarget);
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll(".group > details")) details.open = true;
});
document.addEventListener("htmx:load", (event) => localTimes(event.detail.elt));
