// What in a document could run, style, frame, load or lead astray, and is not the portal's own.
// Asked of a live page, or of one that was only parsed (for the positive control).
(root) => {
  const OURS = new Set(
    ("html head title body header footer main nav section form fieldset legend label input select option " +
      "optgroup button textarea datalist output progress details summary dialog aside " +
      "h1 h2 h3 h4 p div span a ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td " +
      "pre code kbd samp mark del ins strong em b s small bdi bdo time wbr br hr template script link meta " +
      "noscript svg path circle rect line text polyline g").split(" "),
  );
  const IN_TEXTS = new Set(
    "a blockquote br code em hr li ol p pre s small span strong table tbody td th thead tr ul".split(" "),
  );
  const ATTRIBUTES_IN_TEXTS = new Set(["href", "title", "rel", "class", "start"]);
  const CLASSES_IN_TEXTS = new Set(["inside", "gone", "wiki", "unlinked", "broken"]);
  const ADDRESSES = ["href", "src", "action", "formaction", "data", "poster", "srcset", "background", "xlink:href"];
  const LINKED = new Set(["http:", "https:", "mailto:"]);
  const found = [];
  const here = location.origin;
  const ours = (address) => {
    try {
      return new URL(address, location.href).origin === here;
    } catch {
      return false;
    }
  };
  for (const each of root.querySelectorAll("*")) {
    const tag = each.localName;
    const told = (what) => found.push(`${tag} ${what}`);
    const html = each.namespaceURI === "http://www.w3.org/1999/xhtml";
    if (!OURS.has(tag) || (html ? tag === "svg" : !each.closest("svg"))) told("is none of ours");
    if (!html && !each.closest("svg")?.hasAttribute("viewBox")) told("is no icon of ours");
    const text = each.parentElement?.closest(".prose");
    if (text && !IN_TEXTS.has(tag)) told("in a text");
    if (tag === "script" && !ours(each.getAttribute("src") ?? "https://inline.invalid/")) told("not ours");
    if (tag === "link" && !ours(each.href)) told("not ours");
    if (tag === "meta" && !each.closest("head")) told("in the body");
    if (tag === "meta" && each.httpEquiv) told(each.httpEquiv);
    for (const { name, value } of each.attributes) {
      if (name.startsWith("on") || ["style", "srcdoc", "ping", "is"].includes(name)) told(`${name}=${value}`);
      if (name.startsWith("hx-") && /^hx-(get|post)$/.test(name) && !ours(value)) told(`${name}=${value}`);
      if (text && !ATTRIBUTES_IN_TEXTS.has(name)) told(`${name}=${value} in a text`);
      if (text && name === "class" && [...each.classList].some((one) => !CLASSES_IN_TEXTS.has(one))) told(value);
      if (!ADDRESSES.includes(name)) continue;
      let scheme;
      try {
        scheme = new URL(value, location.href).protocol;
      } catch {
        scheme = "none";
      }
      if (!LINKED.has(scheme)) told(`${name}=${value}`);
      if (tag !== "a" && !ours(value)) told(`${name}=${value} elsewhere`);
    }
    if (tag === "a" && text && each.href && !ours(each.href) && !/nofollow noopener noreferrer/.test(each.rel)) {
      told(`rel=${each.rel}`);
    }
  }
  const turning = /[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/;
  const walker = document.createTreeWalker(root.body ?? root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: parent, data } = walker.currentNode;
    if (turning.test(data) && parent?.localName !== "textarea") found.push(`${parent?.localName} turns: ${data}`);
  }
  return [...new Set(found)];
}
