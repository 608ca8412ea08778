// ---- frame: the theme, links to keep, where a link leads, what a term means

const main = document.querySelector("main");

// What is said to those who hear the page.
const live = made("p", { className: "unseen", lang: "en", ariaLive: "polite" });
document.body.append(live);

// ---- the theme

const themes = ["system", "light", "dark"];
const chosen = () => root.dataset.theme ?? "system";
const theme = made("button", { type: "button", className: "theme" });
const show = (name) => {
  if (name === "system") delete root.dataset.theme;
  else root.dataset.theme = name;
  theme.textContent = `Theme: ${name}`;
};
show(chosen());
theme.addEventListener("click", () => {
  show(themes[(themes.indexOf(chosen()) + 1) % themes.length]);
  keep("theme", chosen());
});
document.querySelector(".tools")?.append(theme);

// On a phone the links of the bar are a menu, which closes when one leads to another part of the same page.
const menu = document.querySelector(".bar nav");
menu?.addEventListener("click", (event) => { if (event.target.closest("a")) menu.hidePopover?.(); });

// ---- where a link within the page leads

let pointed = null;
const point = (link) => {
  const found = link?.closest("nav") ? null : placeOf(link?.getAttribute("href"));
  const target = found?.contains(link) ? null : found;
  if (target === pointed) return;
  pointed?.classList.remove("pointed");
  target?.classList.add("pointed");
  pointed = target;
};
for (const type of ["mouseover", "focusin"]) main.addEventListener(type, (event) => point(event.target.closest("a")));
for (const type of ["mouseleave", "focusout"]) main.addEventListener(type, () => point(null));

// Beside an element, below it where there is room.
const put = (shown, near) => {
  const box = near.getBoundingClientRect();
  const above = box.bottom + shown.offsetHeight + 8 > innerHeight;
  shown.style.left = `${Math.max(8, Math.min(box.left, innerWidth - shown.offsetWidth - 8)) + scrollX}px`;
  shown.style.top = `${(above ? box.top - shown.offsetHeight - 6 : box.bottom + 6) + scrollY}px`;
};

// ---- links to keep: a heading, a step or a condition that leads to itself is copied as well

main.addEventListener("click", (event) => {
  const link = event.target.closest("a.self, a.label");
  if (!link || !placeOf(link.getAttribute("href"))?.contains(link)) return;
  navigator.clipboard?.writeText(link.href).then(() => note(link, "Link copied"), () => {});
});
const note = (near, words) => {
  const shown = made("span", { className: "note", lang: "en", ariaHidden: "true" }, words);
  document.body.append(shown);
  put(shown, near);
  live.textContent = words;
  setTimeout(() => shown.remove(), 1500);
};

// ---- what a term means: shown when it is pointed at or has the focus, gone with Escape

const tip = made("div", { id: "tip", className: "tip", hidden: true, role: "tooltip" });
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
  put(tip, link);
};
const soon = () => { closing = setTimeout(close, 250); };
document.body.append(tip);
tip.addEventListener("mouseenter", () => clearTimeout(closing));
tip.addEventListener("mouseleave", soon);
for (const link of main.querySelectorAll("a.term[title]")) {
  for (const type of ["mouseenter", "focus"]) link.addEventListener(type, () => open(link));
  link.addEventListener("mouseleave", soon);
  link.addEventListener("blur", close);
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

// ---- on paper nothing is folded, in browsers whose style sheets can't say so either

const folded = [];
addEventListener("beforeprint", () => {
  folded.push(...main.querySelectorAll("details:not([open])"));
  for (const each of folded) each.open = true;
});
addEventListener("afterprint", () => { for (const each of folded.splice(0)) each.open = false; });
