// The list under the search box: a combobox as the ARIA Authoring Practices describe it, whose focus
// stays in the box. An answer that comes late never takes the place of a newer one.

const PAUSE = 50; // milliseconds without a key before the server is asked

export function open(form, recent) {
  const input = form.querySelector("input");
  const found = form.querySelector("#found");
  const said = form.querySelector("[role=status]");
  const remembered = form.querySelector("template");
  let active = null;
  let timer = 0;
  let number = 0; // of the latest question
  let request = null;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-haspopup", "listbox");
  input.setAttribute("aria-expanded", "false");

  const options = () => [...found.querySelectorAll("[role=option]")];

  function choose(option) {
    active?.removeAttribute("aria-selected");
    active = option ?? null;
    if (!active) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    active.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }

  function show(content) {
    choose(null);
    found.replaceChildren(content);
    for (const [index, option] of options().entries()) option.id = `found-${index}`;
    const list = found.querySelector("[role=listbox]");
    found.hidden = !found.childElementCount;
    input.setAttribute("aria-expanded", String(Boolean(list)));
    if (list) input.setAttribute("aria-controls", list.id);
    else input.removeAttribute("aria-controls");
    said.textContent = found.querySelector("[data-said]")?.dataset.said ?? "";
  }

  function close() {
    number += 1;
    clearTimeout(timer);
    request?.abort();
    show("");
  }

  function showRecent() {
    const content = remembered.content.cloneNode(true);
    for (const group of content.querySelectorAll("[data-recent]")) {
      const entries = recent.read(group.dataset.recent);
      if (!entries.length) group.remove();
      for (const { url, text, where } of entries) group.append(link(url, text, where));
    }
    if (content.querySelector("[role=option]")) show(content);
    else close();
  }

  function link(url, text, where) {
    const option = document.createElement("a");
    option.href = url;
    option.className = "hit-recent";
    option.tabIndex = -1;
    option.setAttribute("role", "option");
    option.setAttribute("translate", "no");
    option.append(text);
    if (where) option.append(" ", Object.assign(document.createElement("small"), { textContent: where }));
    return option;
  }

  async function ask() {
    const mine = (number += 1);
    request?.abort();
    const text = input.value.trim();
    if (!text) return showRecent();
    request = new AbortController();
    try {
      const answer = await fetch(form.dataset.quick + encodeURIComponent(text), { signal: request.signal });
      const html = answer.ok ? await answer.text() : "";
      if (mine === number) show(document.createRange().createContextualFragment(html));
    } catch {
      // Not answered, or no longer asked: Enter still leads to the page of all results.
    }
  }

  function later() {
    choose(null); // what is marked no longer answers what is typed
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  function step(by) {
    const stops = [null, ...options()];
    choose(stops[(stops.indexOf(active) + by + stops.length) % stops.length]);
  }

  const keys = {
    ArrowDown: () => (found.hidden ? ask() : step(1)),
    ArrowUp: () => step(-1),
    Home: () => active && choose(options()[0]),
    End: () => active && choose(options().at(-1)),
    Enter: (event) => active?.dispatchEvent(clickLike(event)),
    Escape: () => !found.hidden && (close(), true),
  };

  input.addEventListener("input", (event) => event.isComposing || later());
  input.addEventListener("compositionend", later);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.shiftKey) return;
    const moves = event.key in keys && (event.key.startsWith("Arrow") || active || event.key === "Escape");
    if (!moves) return;
    if (event.key !== "Escape" || !found.hidden) event.preventDefault();
    keys[event.key](event);
  });
  input.addEventListener("focus", () => !input.value && showRecent());
  input.addEventListener("click", () => found.hidden && ask());
  form.addEventListener("submit", close);
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) close();
    if (!event.target.closest("[data-forget]")) return;
    recent.forget();
    close();
    input.focus();
  });
  addEventListener("pageshow", (event) => event.persisted && close());

  if (document.activeElement === input) {
    if (input.value && input.value !== input.defaultValue) later();
    else if (!input.value) showRecent();
  }
}

// As if the option had been clicked with the same keys held: Ctrl opens another tab.
function clickLike({ ctrlKey, metaKey }) {
  return new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey });
}
