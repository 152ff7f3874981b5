// Before the first paint, so that a reader's choice of light or dark never flashes.
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system's choice holds.
}
document.documentElement.classList.add("scripted");
