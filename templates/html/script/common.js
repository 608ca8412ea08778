// ---- common: what the other parts share

const root = document.documentElement;

const made = (tag, properties, ...inside) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
};

// What a hash leads to on this page. Anybody may write one that is no text, such as "#50%": it leads nowhere.
const placeOf = (hash) => {
  try {
    return hash?.startsWith("#") ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
  } catch {
    return null;
  }
};

// What is kept from page to page. Where a browser keeps nothing, it lasts as long as the page does.
const kept = (name) => {
  try { return localStorage.getItem(name); } catch { return null; }
};
const keep = (name, value) => {
  try { localStorage.setItem(name, value); } catch { /* See above. */ }
};

// Another address for this page; some browsers allow none for a file.
const readdress = (url) => {
  try { history.replaceState(history.state, "", url); } catch { /* It stays as it was. */ }
};

// What was chosen on a page is in its address, in words that can be read there.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
const inAddress = (text) => plain(text).replaceAll(" ", "-");
const asked = () => new URLSearchParams(location.search);
const tell = (change) => {
  const query = asked();
  change(query);
  readdress(location.pathname + (query.size ? `?${query}` : "") + location.hash);
};
