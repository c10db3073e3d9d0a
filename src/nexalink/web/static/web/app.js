// Keys, appearance, acts and progress. Every page works without this file.

const KEYS_OFF = "nexalink-keys-off";
const THEME = "nexalink-theme";
const THEMES = { "": "as the system", light: "light", dark: "dark" };
const root = document.documentElement;

const remembered = (name) => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};

const remember = (name, value) => {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {
    // Storage is switched off: the choice holds for this page only.
  }
};

const isShown = (element) => element.getClientRects().length > 0;

// ------------------------------------------------------------------ appearance

const showTheme = () => {
  for (const name of document.querySelectorAll("[data-theme-name]")) name.textContent = THEMES[root.dataset.theme ?? ""];
};

const nextTheme = () => {
  const names = Object.keys(THEMES);
  const next = names[(names.indexOf(root.dataset.theme ?? "") + 1) % names.length];
  if (next) root.dataset.theme = next;
  else delete root.dataset.theme;
  remember(THEME, next);
  showTheme();
};

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.hidden = false;
  button.addEventListener("click", nextTheme);
}
showTheme();

// ------------------------------------------------------------------------ keys

let keysOff = remembered(KEYS_OFF) === "1";
const dialog = document.getElementById("keys");

const showKeysSwitch = () => {
  for (const button of document.querySelectorAll("[data-keys-switch]")) {
    button.hidden = false;
    button.textContent = keysOff ? "Switch keys on" : "Switch keys off";
  }
};

for (const button of document.querySelectorAll("[data-keys-switch]")) {
  button.addEventListener("click", () => {
    keysOff = !keysOff;
    remember(KEYS_OFF, keysOff ? "1" : "");
    showKeysSwitch();
  });
}
showKeysSwitch();

const lines = () => [...document.querySelectorAll("[data-line]")];
const currentLine = () => document.activeElement?.closest("[data-line]") ?? document.querySelector("[data-line].at");

const goToLine = (step) => {
  const all = lines();
  if (!all.length) return;
  const next = all[Math.min(Math.max(all.indexOf(currentLine()) + step, 0), all.length - 1)];
  for (const line of all) line.classList.toggle("at", line === next);
  const target = next.querySelector("a, button") ?? next;
  if (target === next) next.tabIndex = -1;
  target.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
};

// The first question is at hand: what y and n would answer is marked before any key is pressed.
if (!keysOff) document.querySelector("[data-question]")?.classList.add("at");

const answer = (key) => {
  currentLine()?.querySelector(`[data-key="${key}"]`)?.click();
};

const search = () => {
  const field = [...document.querySelectorAll("[type=search]")].reverse().find(isShown);
  if (field) {
    field.focus();
    field.select();
  } else {
    location.assign(document.body.dataset.search);
  }
};

const log = () => {
  const person = location.pathname.match(/^\/people\/(\d+)\//)?.[1];
  location.assign(person ? `/log/?person=${person}` : "/log/");
};

const ACTIONS = {
  d: () => answer("d"),
  s: () => answer("s"),
  l: log,
  t: () => location.assign("/tiers/"),
  u: () => document.querySelector("[data-undo]")?.click(),
  "/": search,
  "?": () => dialog?.showModal(),
  j: () => goToLine(1),
  k: () => goToLine(-1),
  y: () => answer("y"),
  n: () => answer("n"),
};

// The palette is fetched when it is first asked for.
const openPalette = async () => (await import(document.body.dataset.palette)).toggle();

document.addEventListener("keydown", (event) => {
  const wantsPalette = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
  if (!wantsPalette || !document.body.dataset.palette || dialog?.open) return;
  event.preventDefault();
  openPalette();
});

document.querySelector("[data-find-open]")?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openPalette();
});

document.addEventListener("keydown", (event) => {
  if (keysOff || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]") || event.target.closest("input, select, textarea, [contenteditable]")) return;
  const action = ACTIONS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

// ------------------------------------------------------------------------ acts

const toasts = document.querySelector("[data-toasts]");

const say = (words, kind, form) => {
  if (!toasts) return;
  toasts.querySelector(`.toast.${kind}`)?.remove();
  const toast = document.createElement("div");
  toast.className = `toast ${kind}`;
  toast.setAttribute("role", kind === "fault" ? "alert" : "status");
  const text = document.createElement("p");
  text.textContent = words;
  toast.append(text);
  toasts.append(toast);
  if (!form) {
    setTimeout(() => toast.remove(), 10000);
    return;
  }
  const leave = document.createElement("button");
  leave.type = "button";
  leave.className = "button plain";
  leave.textContent = "No";
  leave.addEventListener("click", () => toast.remove());
  toast.append(document.importNode(form, true), leave);
  toast.querySelector("button").focus();
};

// What was done is said once: the address forgets it, and the words go after ten seconds.
if (new URLSearchParams(location.search).has("did")) {
  const address = new URL(location.href);
  address.searchParams.delete("did");
  history.replaceState(history.state, "", address);
  const toast = document.querySelector("[data-toast]");
  if (toast) setTimeout(() => toast.contains(document.activeElement) || toast.remove(), 10000);
}

// A form that changes something is sent from where one is: a fault is said beside it and nothing typed is lost.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-act]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  if (form.dataset.sending) return;
  form.dataset.sending = "1";
  const body = new FormData(form, event.submitter ?? undefined);
  try {
    const answer = await fetch(event.submitter?.getAttribute("formaction") ?? form.action, {
      method: "POST",
      headers: { "X-Act": "1" },
      body: new URLSearchParams(body),
    });
    if (answer.ok) {
      location.assign(answer.headers.get("X-Go") ?? answer.url);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const words = [...page.querySelectorAll("[data-fault]")].map((part) => part.textContent.trim());
    // What looks like a slip is asked about where one is; its form says the same once more, and “anyway”.
    say(words.join(" ") || "That did not work. Reload the page and try again.", "fault", page.querySelector("form[data-confirm]"));
  } catch {
    say("NexaLink does not answer. Is it still running? Nothing was changed.", "fault");
  }
  delete form.dataset.sending;
});

document.querySelector("[data-focus]")?.focus();

// -------------------------------------------------------------------- progress

const watched = document.querySelector("[data-progress]");

const askProgress = async () => {
  try {
    const answer = await fetch(watched.dataset.progress, { headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (!told.working) {
      location.reload();
      return;
    }
    const bar = watched.querySelector("progress");
    bar.max = told.total;
    bar.value = told.done;
    watched.querySelector("[data-progress-archive]").textContent = told.archive;
    watched.querySelector("[data-progress-words]").textContent = told.words;
  } catch {
    // The server is busy or restarting: ask again.
  }
  setTimeout(askProgress, 700);
};

if (watched) setTimeout(askProgress, 300);
