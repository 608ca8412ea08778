// Reloads the page when the site has changed, and shows what is wrong with the texts. Only `usecase serve` adds this.
"use strict";
{
  let seen = null;

  const line = (tag, words, name) => {
    const made = document.createElement(tag);
    made.textContent = words;
    if (name) made.className = name;
    return made;
  };

  const show = ({ errors, trouble }) => {
    document.getElementById("live")?.remove();
    if (!errors.length && !trouble) return;
    const panel = line("details", "", "live");
    panel.id = "live";
    panel.open = sessionStorage.getItem("live") !== "closed";
    panel.addEventListener("toggle", () => sessionStorage.setItem("live", panel.open ? "open" : "closed"));
    const count = errors.length + (trouble ? 1 : 0);
    panel.append(line("summary", count === 1 ? "1 error in the texts" : `${count} errors in the texts`));
    if (trouble) panel.append(line("p", trouble));
    for (const error of errors) {
      const entry = line("p", "");
      entry.append(line("code", error.place), line("strong", ` ${error.code} `), line("span", error.message));
      if (error.hint) entry.append(line("span", ` ${error.hint}`, "hint"));
      panel.append(entry);
    }
    panel.setAttribute("role", "status");
    document.body.append(panel);
  };

  const listen = () => {
    const changes = new EventSource("/~live/changes");
    changes.onmessage = (event) => {
      const state = JSON.parse(event.data);
      if (seen !== null && seen !== state.number) {
        location.reload();
        return;
      }
      seen = state.number;
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
