// Writing a note: Ctrl-Enter saves, nothing that was typed is lost, and leaving is asked about.

const form = document.getElementById("writing");
const text = form.elements.text;
const notice = document.getElementById("draft");
const key = `note ${location.pathname}`;
const saved = "unsaved" in form.dataset ? null : text.defaultValue; // what was sent back is not
const basedOn = form.elements.based_on.value;
let leaving = false;

// What was typed and not saved, of the same revision; the sign-in may have come in between.
function draft() {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept?.basedOn === basedOn ? kept.text : null;
  } catch {
    return null; // storage is switched off
  }
}

function keep() {
  try {
    if (text.value === saved) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ basedOn, text: text.value }));
  } catch {
    // Storage is switched off, or full: the browser still asks before the page is left.
  }
}

function write(value) {
  text.value = value;
  text.dispatchEvent(new Event("input", { bubbles: true })); // for the preview
}

const before = draft();
if (saved === null) keep();
else if (before !== null && before !== saved) {
  notice.hidden = false;
  notice.querySelector("button").addEventListener("click", () => {
    notice.hidden = true;
    write(saved ?? "");
    text.focus();
  });
  // After htmx, which has the preview follow, has begun to listen.
  document.addEventListener("DOMContentLoaded", () => write(before));
}

text.addEventListener("input", keep);
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[value=save]"));
});
form.addEventListener("submit", () => (leaving = true));
addEventListener("pageshow", () => (leaving = false));
addEventListener("beforeunload", (event) => {
  if (!leaving && text.value !== saved) event.preventDefault();
});
