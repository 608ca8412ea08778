// ---- views: extensions beside their steps, apart as a list, or steps in columns by who acts

const flows = [...document.querySelectorAll(".flow.main")];
const views = new Map([["beside", "Extensions at their steps"], ["apart", "Extensions apart"], ["columns", "Columns by who acts"]]);
const sides = ["", "system", "external"];

const kept = () => {
  try { return localStorage.getItem("view"); } catch { return null; }
};
const asked = () => {
  const found = new URLSearchParams(location.search).get("view") ?? kept();
  return views.has(found) ? found : "beside";
};

// Each extension of the main flow, with a mark where it stands.
const moved = flows.map((flow) => [...flow.querySelectorAll("li.step > .extension, .flow > .extension")]
  .filter((each) => !each.parentElement.closest(".extension"))
  .map((extension) => {
    const mark = document.createComment("");
    extension.before(mark);
    return { extension, mark };
  }));

// Where extensions stand when they are apart.
const lists = flows.map((flow, at) => {
  const list = document.createElement("div");
  list.className = "flow listed";
  const heading = document.createElement("h3");
  heading.textContent = "Extensions";
  heading.lang = "en";
  list.append(heading);
  list.hidden = true;
  if (moved[at].length) flow.after(list);
  return list;
});

// Who acts on each side, for the head of the columns; none where one side alone acts.
const sideOf = (subject) => sides.findLast((side) => !side || subject.classList.contains(side));
const heads = flows.map((flow) => {
  const subjects = [...flow.querySelectorAll(".subject")];
  const names = sides.map((side) =>
    [...new Set(subjects.filter((each) => sideOf(each) === side).map((each) => each.textContent))].join(", "));
  const head = document.createElement("div");
  head.className = "sides";
  if (names.filter(Boolean).length > 1) {
    const shown = names[2] ? names : names.slice(0, 2);
    head.append(...shown.map((name) => Object.assign(document.createElement("b"), { textContent: name })));
    flow.closest(".sheet, main").classList.add(names[2] ? "three" : "two");
    flow.prepend(head);
  }
  return head;
});

const arrange = (view) => {
  document.documentElement.dataset.view = view;
  flows.forEach((flow, at) => {
    for (const { extension, mark } of moved[at]) {
      if (view === "apart") lists[at].append(extension);
      else mark.after(extension);
    }
    lists[at].hidden = view !== "apart";
  });
  for (const group of document.querySelectorAll(".views")) {
    const inputs = [...group.querySelectorAll("input")];
    (inputs.find((each) => each.value === view) ?? inputs[0]).checked = true;
  }
};

const choose = (view) => {
  arrange(view);
  try { localStorage.setItem("view", view); } catch { /* It lasts as long as the page does. */ }
  const url = new URL(location.href);
  url.searchParams.set("view", view);
  try { history.replaceState(null, "", url); } catch { /* Some browsers keep the address of a file as it is. */ }
};

flows.forEach((flow, at) => {
  // What makes no difference isn't offered.
  const offered = [...views].filter(([view]) => view === "beside"
    || (view === "apart" && moved[at].length) || (view === "columns" && heads[at].isConnected));
  if (offered.length < 2) return;
  const group = document.createElement("fieldset");
  group.className = "views";
  group.lang = "en";
  group.append(Object.assign(document.createElement("legend"), { textContent: "Layout" }));
  for (const [view, words] of offered) {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "radio", name: `view-${at}`, value: view });
    input.addEventListener("change", () => choose(view));
    label.append(input, Object.assign(document.createElement("span"), {
      textContent: view === "beside" && !moved[at].length ? "One column" : words,
    }));
    group.append(label);
  }
  flow.before(group);
});
arrange(asked());
// What the address names may have been moved.
if (location.hash && asked() !== "beside") {
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}
