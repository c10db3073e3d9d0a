// The palette: go anywhere, find anybody, log a line. Loaded when it is first asked for; every page works without it.
// What the server finds is put in as text, never as HTML.

const FIRST = 8;
const PAUSE_MS = 120;
const COMMANDS_SHOWN = 5;
const addresses = document.body.dataset;

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const list = make("div", { role: "listbox", id: "palette-list", "aria-label": "What fits", class: "palette-list" });
const field = make("input", {
  id: "palette-q", type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "palette-list",
  "aria-autocomplete": "list", "aria-label": "Search everything, or say what to do", autocomplete: "off",
  autocapitalize: "off", spellcheck: "false", maxlength: "200", enterkeyhint: "go",
  placeholder: "A name, a word, “log call with …”",
});
const status = make("p", { role: "status", class: "hidden" });
const close = make("button", { type: "button", class: "palette-close", "aria-label": "Close" }, "×");
const foot = make(
  "p", { class: "palette-foot", "aria-hidden": "true" },
  make("kbd", {}, "↑"), " ", make("kbd", {}, "↓"), " choose ", make("kbd", {}, "Enter"), " open ", make("kbd", {}, "Esc"), " close",
);
const dialog = make(
  "dialog", { class: "palette", "aria-label": "Search and go" }, make("div", { class: "palette-head" }, field, close), list, foot, status,
);
document.body.append(dialog);

let commands = [];
let asked;
let waiting;

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const words = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const options = () => [...list.querySelectorAll("[role=option]")];
const active = () => list.querySelector("[aria-selected=true]");

const choose = (option) => {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  if (option) {
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    field.removeAttribute("aria-activedescendant");
  }
};

const go = (option, elsewhere) => {
  if (!option) return;
  if (elsewhere) window.open(option.dataset.address, "_blank", "noopener");
  else {
    dialog.close();
    location.assign(option.dataset.address);
  }
};

const pieces = (parts) => parts.map(([text, marked]) => (marked ? make("mark", {}, text) : text));

const optionOf = ({ title, text = [], note = "", address }) => {
  const option = make("div", { role: "option", class: "palette-option", "aria-selected": "false" });
  option.dataset.address = address;
  option.append(make("span", { class: "palette-title" }, ...pieces(title)));
  if (text.length) option.append(make("span", { class: "palette-text" }, ...pieces(text)));
  if (note) option.append(make("small", {}, note));
  return option;
};

const groupOf = (heading, place, hits) => {
  const label = make("div", { id: `palette-group-${place}`, class: "palette-heading", "aria-hidden": "true" }, heading);
  return make("div", { role: "group", "aria-labelledby": label.id }, label, ...hits.map(optionOf));
};

const show = (groups, text) => {
  list.dataset.shown = text;
  const kept = groups.filter(([, hits]) => hits.length);
  list.replaceChildren(...kept.map(([heading, hits], place) => groupOf(heading, place, hits)));
  options().forEach((option, place) => {
    option.id = `palette-option-${place}`;
  });
  choose(options()[0]);
  list.scrollTop = 0;
  const count = options().length;
  status.textContent = count ? `${count} to choose from` : "Nothing fits";
};

const fits = (command, wanted) => {
  const held = words(`${command.words} ${command.also}`);
  return wanted.every((word) => held.some((one) => one.startsWith(word)));
};

const asHit = (command) => ({ title: [[command.words, false]], address: command.address });

const matching = (text) => {
  const wanted = words(text);
  const inWords = (command) => Number(!words(command.words)[0]?.startsWith(wanted[0] ?? ""));
  return commands.filter((command) => fits(command, wanted)).sort((one, other) => inWords(one) - inWords(other));
};

const here = () => {
  const person = location.pathname.match(/^\/people\/(\d+)\//)?.[1];
  if (!person) return [];
  return [
    { words: "Log a touch with this person", address: `${addresses.log}?person=${person}`, also: "call meeting" },
    { words: "Brief on this person", address: `/people/${person}/brief/`, also: "prepare print" },
    { words: "Write to this person", address: `/people/${person}/draft/`, also: "draft mail message" },
  ];
};

const logged = (line) => ({ title: [["Log: ", false], [line, true]], note: "asks for what is missing", address: `${addresses.log}?${new URLSearchParams({ line })}` });

const render = (text, found) => {
  const typed = text.trim();
  if (!typed) {
    show([["Here", here().map(asHit)], ["Go to", commands.slice(0, FIRST).map(asHit)]], text);
    return;
  }
  if (typed.startsWith(">")) {
    show([["Do", [...here().filter((one) => fits(one, words(typed))), ...matching(typed)].map(asHit)]], text);
    return;
  }
  const line = found?.log;
  const acts = [...(line ? [logged(line)] : []), ...[...here().filter((one) => fits(one, words(typed))), ...matching(typed)].slice(0, COMMANDS_SHOWN).map(asHit)];
  const groups = (found?.groups ?? []).map((group) => [
    group.heading,
    group.more ? [...group.hits, { title: [[`All ${group.heading.toLowerCase()} with “${typed}”`, false]], address: group.all }] : group.hits,
  ]);
  const people = found?.groups?.[0]?.heading === "People";
  const all = [["Search", [{ title: [[`Search everything for “${typed}”`, false]], address: `${addresses.search}?${new URLSearchParams({ q: typed })}` }]]];
  const ordered = line || !people ? [["Do", acts], ...groups] : [groups[0], ["Do", acts], ...groups.slice(1)];
  show([...ordered, ...all], text);
};

const ask = async (text) => {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(`${addresses.find}?${new URLSearchParams({ q: text })}`, {
      headers: { Accept: "application/json" }, signal: asked.signal,
    });
    if (!answer.ok) throw new Error("refused");
    return await answer.json();
  } catch (fault) {
    if (fault.name === "AbortError") return undefined;
    status.textContent = "NexaLink does not answer. Is it still running?";
    return null;
  }
};

const typed = () => {
  clearTimeout(waiting);
  const text = field.value;
  if (!text.trim() || text.trim().startsWith(">")) {
    asked?.abort();
    render(text);
    return;
  }
  waiting = setTimeout(async () => {
    const found = await ask(text);
    if (found !== undefined && field.value === text) render(text, found);
  }, PAUSE_MS);
};

const step = (by) => {
  const all = options();
  if (all.length) choose(all[(all.indexOf(active()) + by + all.length) % all.length]);
};

field.addEventListener("input", typed);
field.addEventListener("keydown", async (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown") step(1);
  else if (event.key === "ArrowUp") step(-1);
  else if (event.key === "PageDown") step(FIRST);
  else if (event.key === "PageUp") step(-FIRST);
  else if (event.key === "Enter") {
    const elsewhere = event.ctrlKey || event.metaKey;
    event.preventDefault();
    await settled();
    go(active(), elsewhere);
    return;
  } else return;
  event.preventDefault();
});

// Enter right after typing means what is being looked for, not what was found for the letters before.
const settled = async () => {
  const text = field.value;
  if (list.dataset.shown === text || !text.trim() || text.trim().startsWith(">")) return;
  clearTimeout(waiting);
  const found = await ask(text);
  if (found !== undefined && field.value === text) render(text, found);
};

list.addEventListener("pointermove", (event) => {
  const option = event.target.closest("[role=option]");
  if (option && option !== active()) choose(option);
});
list.addEventListener("click", (event) => go(event.target.closest("[role=option]"), event.ctrlKey || event.metaKey));
close.addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
dialog.addEventListener("close", () => {
  clearTimeout(waiting);
  asked?.abort();
  field.value = "";
});

/** Open the palette, or close it where it is open. */
export const toggle = async () => {
  if (dialog.open) {
    dialog.close();
    return;
  }
  dialog.showModal();
  field.focus();
  render("");
  if (!commands.length) {
    commands = (await ask(""))?.commands ?? [];
    if (!field.value) render("");
  }
};
