// Runs in a page before its own scripts, and tells by console.debug, since a page that hangs answers
// no question, when what a reader looks for is painted:
//   began: when the navigation began; this and what follows in ms since 1970
//   names: each word, once an element of its own shows it
//   view:  the element that the address's fragment names, since when it has been in the viewport
//   tasks: how long each task over 50 ms took
(({ words }) => {
  if (window.top !== window) return;
  // A redirect by script begins anew; what counts is the first beginning.
  const began = Number((sessionStorage.__began ??= performance.timeOrigin));
  const seen = { began, names: {}, view: null, tasks: [] };
  const tell = () => console.debug(`seen ${JSON.stringify(seen)}`);
  const patterns = words.map((word) => [word, new RegExp(`(?<![\\w-])${word}(?![\\w-])`)]);
  const candidates = new Map(words.map((word) => [word, new Set()]));
  const now = () => performance.timeOrigin + performance.now();

  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) seen.tasks.push(task.duration);
    tell();
  }).observe({ type: "longtask", buffered: true });

  // A word may be cut in pieces by <wbr>; the texts on both sides of one are read together.
  const isJoined = (node) => node?.nodeType === Node.TEXT_NODE || node?.nodeName === "WBR";
  function whole(text) {
    let [first, all] = [text, ""];
    while (isJoined(first.previousSibling)) first = first.previousSibling;
    for (let node = first; isJoined(node); node = node.nextSibling) all += node.data ?? "";
    return all;
  }

  function consider(text) {
    const element = text.parentElement;
    if (!element || /^(SCRIPT|STYLE|TEMPLATE|TITLE|NOSCRIPT)$/.test(element.tagName)) return;
    const read = whole(text);
    for (const [word, pattern] of patterns) {
      if (!(word in seen.names) && pattern.test(read)) candidates.get(word).add(element);
    }
  }

  // Each node once, however it is nested: what is measured should not pay for the measuring.
  const gathered = new WeakSet();
  function gather(node) {
    if (gathered.has(node)) return;
    gathered.add(node);
    if (node.nodeType === Node.TEXT_NODE) consider(node);
    if (node.shadowRoot) watch(node.shadowRoot);
    for (let inside = node.firstChild; inside; inside = inside.nextSibling) gather(inside);
  }

  const observer = new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === "characterData") consider(target);
      for (const node of addedNodes) gather(node);
    }
  });
  const watched = new WeakSet();
  function watch(root) {
    if (watched.has(root)) return;
    watched.add(root);
    observer.observe(root, { childList: true, subtree: true, characterData: true });
    gather(root);
  }
  watch(document);

  const isRendered = (element) =>
    element.isConnected && element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

  function look() {
    const found = words.filter((word) => !(word in seen.names) && [...candidates.get(word)].some(isRendered));
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const box = target && isRendered(target) && target.getBoundingClientRect();
    const inView = Boolean(box) && box.bottom > 0 && box.top < innerHeight - 10;
    // A message is handled after the frame has been handed on for painting.
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      if (!found.length && inView === (seen.view !== null)) return;
      for (const word of found) seen.names[word] = now();
      seen.view = inView ? (seen.view ?? now()) : null;
      tell();
    };
    channel.port2.postMessage(null);
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
})(ASKED);
