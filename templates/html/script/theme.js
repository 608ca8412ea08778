// The theme that the reader chose last time, before anything is painted. Where nothing can be kept, the system decides.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // A browser may forbid it for files.
}
