// Reloads the page when the site has changed, and shows what is wrong with the texts. Only `usecase serve` adds this.
"use strict";
{
  // The state of the site that this page is of.
  const mine = document.currentScript.dataset.state;

  const line = (tag, words, name) => {
    const made = document.createElement(tag);
    made.textContent = words;
    if (name) made.className = name;
    return made;
  };

  // It is there before anything stands in it, so that screen readers tell what comes.
  const region = document.createElement("div");
  region.setAttribute("role", "status");
  document.body.append(region);

  const show = ({ errors, trouble }) => {
    region.replaceChildren();
    const count = errors.length + (trouble ? 1 : 0);
    if (!count) return;
    const panel = line("details", "", "live");
    panel.open = sessionStorage.getItem("live") !== "closed";
    panel.addEventListener("toggle", () => sessionStorage.setItem("live", panel.open ? "open" : "closed"));
    panel.append(line("summary", count === 1 ? "1 error in the texts" : `${count} errors in the texts`));
    if (trouble) panel.append(line("p", trouble));
    for (const error of errors) {
      const entry = line("p", "");
      entry.append(line("code", error.place), line("strong", ` ${error.code} `), line("span", error.message));
      if (error.hint) entry.append(line("span", ` ${error.hint}`, "hint"));
      panel.append(entry);
    }
    region.append(panel);
  };

  const listen = () => {
    const changes = new EventSource("/~live/changes");
    changes.onmessage = (event) => {
      const state = JSON.parse(event.data);
      if (state.state !== mine) {
        location.reload();
        return;
      }
      show(state);
    };
    // A browser would keep the connection of a page that is kept for "back", and has few of them.
    addEventListener("pagehide", () => changes.close(), { once: true });
  };

  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  listen();
}
