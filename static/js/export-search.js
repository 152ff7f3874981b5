// The search of an export: portal/search/ranking.py once more, over the index that lies beside this page.

const MOST = 100; // hits that are shown
const FEW_VALUES = 8;
const EVERY_TYPE = 6; // an integer is a number, too
const JOINTS = /[ _\-.:/[\]*]+/g;
const HUMP = /(?<=[a-z0-9])(?=[A-Z])/g;
const [NAME, BEGINS, PART, VALUE, INSIDE, PATH, IN_VALUE, TITLE, NOTE, DESCRIPTION] = Array(10).keys();
const TOTALS = 1024; // more than the rules of any question add up to
const GONE = 2 ** 20; // more than any score

const fold = (text) => text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss").replace(/\s/g, " ");
const squeeze = (text) => text.replace(JOINTS, "");

function folded(text) {
  const whole = fold(text);
  const squeezed = squeeze(whole);
  const words = fold(text.replace(HUMP, " "));
  return { text: whole, spaced: squeezed && ` ${words.replace(JOINTS, " ").trim()}`, squeezed };
}

function prepared(group) {
  const path = folded(group.path);
  for (const core of group.cores) {
    core.by = {
      path,
      name: folded(core.name),
      values: core.values.map(fold),
      notes: core.notes.map(fold),
      title: fold(core.title),
      description: fold(core.description),
    };
  }
  return group;
}

const holds = (name, word) => name.text.includes(word.text) || (word.squeezed !== "" && name.squeezed.includes(word.squeezed));

function inName(name, word) {
  if (!holds(name, word)) return null;
  if (name.text.startsWith(word.text) || (word.squeezed && name.squeezed.startsWith(word.squeezed))) {
    return name.text === word.text || (word.squeezed && name.squeezed === word.squeezed) ? NAME : BEGINS;
  }
  return name.spaced.includes(word.spaced || ` ${word.text}`) ? PART : INSIDE;
}

// The best rule by which a word is found in what is said of a property.
function where({ by }, word) {
  const named = inName(by.name, word);
  if (named !== null && named < VALUE) return named;
  if (by.values.includes(word.text)) return VALUE;
  if (named !== null) return named;
  if (holds(by.path, word)) return PATH;
  if (by.values.some((value) => value.includes(word.text))) return IN_VALUE;
  if (by.title.includes(word.text)) return TITLE;
  if (by.notes.some((note) => note.includes(word.text))) return NOTE;
  return by.description.includes(word.text) ? DESCRIPTION : null;
}

function score(core, words, together) {
  if (words.length === 1) {
    const found = where(core, words[0]);
    return found === null ? null : found * (TOTALS + 1);
  }
  const rules = words.map((word) => where(core, word));
  const joined = together && where(core, together);
  if (rules.includes(null)) return joined === null || joined > INSIDE ? null : joined * TOTALS;
  const best = Math.min(...rules, joined ?? Infinity);
  return best * TOTALS + rules.reduce((sum, rule) => sum + rule, 0);
}

function asked(text) {
  const words = [...text.matchAll(/"([^"]+)"|(\S+)/g)].map(([, phrase, word]) =>
    phrase ? { text: fold(phrase), spaced: "", squeezed: "" } : folded(word.replaceAll('"', "")),
  );
  return words.filter((word) => word.text);
}

function joint(words) {
  const squeezed = words.map((word) => word.squeezed).join("");
  if (words.length < 2 || !squeezed) return null;
  return { text: words.map((word) => word.text).join(" "), spaced: words.map((word) => word.spaced).join(""), squeezed };
}

// The hits of a question, the best first: each with the places of a path that answer, those gone last.
function find(groups, text) {
  const words = asked(text);
  if (!words.length) return [];
  const together = joint(words);
  const hits = [];
  for (const group of groups) {
    const places = [];
    for (const core of group.cores) {
      const found = score(core, words, together);
      if (found === null) continue;
      for (const place of core.places) places.push({ core, place, score: found + (place.gone === null ? 0 : GONE) });
    }
    if (!places.length) continue;
    places.sort((one, other) => one.score - other.score);
    hits.push({ path: group.path, places, score: places[0].score });
  }
  return hits.sort((one, other) => one.score - other.score);
}

const element = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

function shown({ path, places }, words, text) {
  const { core, place } = places[0];
  const name = element("span", "hit-name", core.name);
  const types = element("span", "hit-type", core.types.length < EVERY_TYPE ? core.types.join(` ${words.or} `) : words.any);
  const link = element("a", "hit", name, " ", types, " ", element("span", "hit-where", path === core.name ? "" : path));
  link.href = place.url;
  const isAsked = (value) => asked(text).some((word) => fold(value).includes(word.text));
  const first = [...core.values.filter(isAsked), ...core.values.filter((value) => !isAsked(value))];
  const values = first.slice(0, FEW_VALUES).map((value) => element("span", "chip", value));
  const list = element("ul", "places calm");
  for (const { place: each } of places) {
    const to = element("a", "", each.at);
    to.href = each.url;
    const gone = each.gone === null ? [] : [" ", element("span", "state removed", words.gone.replace("{n}", each.gone))];
    list.append(element("li", "", to, ...gone));
  }
  const item = element("li", "", link);
  if (values.length) item.append(element("p", "chips", ...values));
  if (core.description) item.append(element("p", "hit-text", core.description.slice(0, 200)));
  item.append(list);
  for (const each of item.querySelectorAll(".hit-name, .hit-where, .chip, .hit-text, .places a")) each.translate = false;
  return item;
}

function begin(box) {
  const groups = globalThis.index.map(prepared);
  const input = document.querySelector("form[role=search] input");
  const said = box.querySelector("[role=status]");
  const list = box.querySelector(".hits");
  const show = () => {
    const found = find(groups, input.value);
    const words = box.dataset;
    said.textContent = input.value.trim() ? (found.length === 1 ? words.one : words.many.replace("{n}", found.length)) : words.empty;
    list.replaceChildren(...found.slice(0, MOST).map((hit) => shown(hit, words, input.value)));
  };
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", show);
  show();
}

const results = document.querySelector("[data-export-search]");
if (results) begin(results);
