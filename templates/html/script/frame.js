// ---- frame: the theme, links to keep, where a link leads, what a term means

const root = document.documentElement;

const made = (tag, properties, ...inside) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
};

// What is said to those who hear the page.
const live = made("p", { className: "unseen", lang: "en" });
live.setAttribute("aria-live", "polite");
document.body.append(live);
document.addEventListener("say", (event) => { live.textContent = event.detail; });
const say = (words) => document.dispatchEvent(new CustomEvent("say", { detail: words }));

// ---- the theme

const themes = ["system", "light", "dark"];
const theme = made("button", { type: "button", className: "theme" });
const show = (name) => {
  if (name === "system") delete root.dataset.theme;
  else root.dataset.theme = name;
  theme.textContent = `Theme: ${name}`;
};
show(root.dataset.theme ?? "system");
theme.addEventListener("click", () => {
  const next = themes[(themes.indexOf(root.dataset.theme ?? "system") + 1) % themes.length];
  show(next);
  try { localStorage.setItem("theme", next); } catch { /* It lasts as long as the page does. */ }
});
document.querySelector(".tools")?.append(theme);

// ---- where a link within the page leads

const targetOf = (link) => {
  const hash = link?.getAttribute("href");
  return hash?.startsWith("#") ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
};
let pointed = null;
const point = (link) => {
  const found = link?.closest("nav") ? null : targetOf(link);
  const target = found?.contains(link) ? null : found;
  if (target === pointed) return;
  pointed?.classList.remove("pointed");
  target?.classList.add("pointed");
  pointed = target;
};
const main = document.querySelector("main");
for (const type of ["mouseover", "focusin"]) main.addEventListener(type, (event) => point(event.target.closest("a")));
main.addEventListener("mouseleave", () => point(null));
main.addEventListener("focusout", () => point(null));

// ---- links to keep: a heading, a step or a condition that leads to itself is copied as well

main.addEventListener("click", (event) => {
  const link = event.target.closest("a.self, a.label");
  if (!targetOf(link)?.contains(link)) return;
  navigator.clipboard?.writeText(link.href).then(() => note(link, "Link copied"), () => {});
});
const note = (near, words) => {
  const box = near.getBoundingClientRect();
  const shown = made("span", { className: "note", lang: "en", ariaHidden: "true" }, words);
  document.body.append(shown);
  shown.style.left = `${Math.max(8, Math.min(box.left, innerWidth - shown.offsetWidth - 8)) + scrollX}px`;
  shown.style.top = `${box.bottom + 4 + scrollY}px`;
  say(words);
  setTimeout(() => shown.remove(), 1500);
};

// ---- what a term means: shown when it is pointed at or has the focus, gone with Escape

const tip = made("div", { id: "tip", className: "tip", hidden: true });
tip.setAttribute("role", "tooltip");
let term = null;
let closing = 0;
const close = () => {
  if (!term) return;
  term.title = tip.textContent;
  term.removeAttribute("aria-describedby");
  term = null;
  tip.hidden = true;
};
const open = (link) => {
  clearTimeout(closing);
  if (link === term) return;
  close();
  term = link;
  tip.textContent = link.title;
  link.removeAttribute("title");
  link.setAttribute("aria-describedby", "tip");
  tip.hidden = false;
  const box = link.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8)) + scrollX}px`;
  const above = box.bottom + tip.offsetHeight + 8 > innerHeight;
  tip.style.top = `${(above ? box.top - tip.offsetHeight - 6 : box.bottom + 6) + scrollY}px`;
};
const soon = () => { closing = setTimeout(close, 250); };
document.body.append(tip);
tip.addEventListener("mouseenter", () => clearTimeout(closing));
tip.addEventListener("mouseleave", soon);
for (const link of main.querySelectorAll("a.term[title]")) {
  link.addEventListener("mouseenter", () => open(link));
  link.addEventListener("focus", () => open(link));
  link.addEventListener("mouseleave", soon);
  link.addEventListener("blur", close);
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

// ---- on paper nothing is folded

const folded = [];
addEventListener("beforeprint", () => {
  folded.push(...document.querySelectorAll("details:not([open])"));
  for (const each of folded) each.open = true;
});
addEventListener("afterprint", () => { for (const each of folded.splice(0)) each.open = false; });
