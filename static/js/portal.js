// What every page does better with script: light and dark, times, menus, the language. All of it works without.

const root = document.documentElement;

function themeSwitch() {
  const button = document.querySelector("[data-theme-switch]");
  button?.addEventListener("click", () => {
    const systemDark = matchMedia("(prefers-color-scheme: dark)").matches;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : systemDark;
    root.dataset.theme = dark ? "light" : "dark";
    // The server writes it into each page, so that it never flashes.
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${root.dataset.theme}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  });
}

// Times are written in UTC; show them in the reader's zone, and the exact moment on hover. Where it
// matters how long ago one was (data-ago), and that is less than a day, this is told instead.
function localTimes(within) {
  const times = within.querySelectorAll("time[data-local]");
  if (!times.length) return; // to make the formats costs more than all else here
  const format = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short" }); // 2026-09-30 14:05, as days are written
  let relative;
  const ago = (count, unit) => (relative ??= new Intl.RelativeTimeFormat(root.lang, { numeric: "auto" })).format(count, unit);
  for (const time of times) {
    const at = new Date(time.dateTime);
    const minutes = Math.round((at - Date.now()) / 60_000);
    const isNear = time.closest("[data-ago]") && Math.abs(minutes) < 24 * 60;
    const near = () => (minutes > -60 ? ago(minutes, "minute") : ago(Math.round(minutes / 60), "hour"));
    time.title = isNear ? format.format(at) : time.dateTime;
    time.textContent = isNear ? near() : format.format(at);
    delete time.dataset.local;
  }
}

// What unfolds over the page closes as menus do: by Escape, and by a click or a step elsewhere.
function menus() {
  const close = (left) => {
    for (const details of document.querySelectorAll("details.menu[open]")) {
      if (!details.contains(left)) details.open = false;
    }
  };
  document.addEventListener("click", (event) => close(event.target));
  document.addEventListener("focusin", (event) => close(event.target));
  document.addEventListener("keydown", (event) => {
    const details = event.key === "Escape" && event.target.closest("details.menu[open]");
    if (!details) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
}

// The language switch leads back to the address as it is now: script may have changed it.
function languageSwitch() {
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("form[data-language]")) {
      target.elements.next.value = location.pathname + location.search + location.hash;
    }
  });
}

themeSwitch();
menus();
languageSwitch();
localTimes(document);
document.addEventListener("htmx:load", (event) => localTimes(event.detail.elt));
