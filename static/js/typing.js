// A form that filters as one chooses waits for the end of what is typed: a date is whole at its first
// digit of a year, and an exchanged field would lose the next. Enter, the button, or leaving the
// field end it; a day that is picked with the pointer counts at once.

const FIELDS = "form[data-typed] input:is([type=date], [type=text])";
const LEADS_AWAY = new Set(["Tab", "Enter", "Escape", "Shift", "Control", "Alt", "Meta"]);

let typed = null; // the field in which somebody types
let waits = false; // something has been chosen or typed that does not show yet

document.addEventListener(
  "keydown",
  (event) => {
    const field = event.target.closest?.(FIELDS);
    if (field && !LEADS_AWAY.has(event.key)) typed = field;
  },
  true,
);

document.addEventListener(
  "change",
  (event) => {
    if (event.target !== typed || typed.type !== "date") return;
    event.stopPropagation();
    waits = true;
  },
  true,
);

document.addEventListener(
  "submit",
  () => {
    typed = null;
    waits = false;
  },
  true,
);

document.addEventListener("focusout", (event) => {
  if (event.target !== typed) return;
  typed = null;
  if (waits) event.target.dispatchEvent(new Event("change", { bubbles: true }));
  waits = false;
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.target.closest("form[data-typed]") && !event.detail.target.querySelector("form[data-typed]")) return;
  if (event.detail.xhr.status === 400) event.detail.shouldSwap = true; // the page says what is wrong
  if (!typed?.isConnected || !event.detail.target.contains(typed)) return;
  event.detail.shouldSwap = false;
  waits = true;
});
