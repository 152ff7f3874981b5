// Tells while one types whether a value matches the pattern. The pattern may be hostile, so it runs in a worker, which
// is ended after half a second. No request is made but for the worker itself, when the page is opened.

const PATIENCE = 500; // milliseconds

function tester(box) {
  const field = box.querySelector("textarea");
  const said = box.querySelector("output");
  const pattern = JSON.parse(box.dataset.tester);
  let worker = null;
  let ready = false;
  let asked = null; // what the worker is trying now
  let hung = null; // what the last one was ended at
  let timer = 0;

  const say = (words, state) => {
    said.textContent = words;
    box.dataset.state = state;
  };

  function start() {
    ready = false;
    worker = new Worker(box.dataset.worker);
    worker.addEventListener("message", ({ data }) => (data === "ready" ? begin() : answer(data)));
    worker.addEventListener("error", () => say(box.dataset.fails, "unknown"));
  }

  function begin() {
    ready = true;
    ask();
  }

  function ask() {
    if (!ready || asked !== null) return;
    if (!field.value) return say("", "");
    if (field.value === hung) return say(box.dataset.hangs, "unknown");
    asked = field.value;
    timer = setTimeout(stop, PATIENCE);
    worker.postMessage({ pattern, text: asked });
  }

  function stop() {
    worker.terminate();
    [hung, asked] = [asked, null];
    if (field.value === hung) say(box.dataset.hangs, "unknown");
    start();
  }

  function answer({ matches, loose, invalid }) {
    clearTimeout(timer);
    const text = asked;
    asked = null;
    if (text !== field.value) return ask();
    if (invalid) return say(box.dataset.invalid, "unknown");
    const broken = !matches && /[\n\r\u2028\u2029]/u.test(text);
    const words = matches ? box.dataset.match : broken ? box.dataset.lineBreak : box.dataset.noMatch;
    say(loose ? `${words} (${box.dataset.loose})` : words, matches ? "match" : "no-match");
  }

  field.addEventListener("input", ask);
  try {
    start();
  } catch {
    say(box.dataset.fails, "unknown");
  }
}

for (const box of document.querySelectorAll("[data-tester]")) tester(box);
