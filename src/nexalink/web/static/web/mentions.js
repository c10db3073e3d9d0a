// Names to choose from behind an @ in a note. Without this file a name is typed whole.

const LATEST = /(?:^|[^\p{L}\p{N}_.])@\[?([\p{L}\p{M}][\p{L}\p{M}'’ -]{0,39})$/u;
const WAIT_MS = 120;

const startAt = (field) => {
  const list = document.createElement("ul");
  list.id = `${field.id || "note"}-names`;
  list.className = "names";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "People of this name");
  list.hidden = true;
  const told = document.createElement("span");
  told.className = "hidden";
  told.setAttribute("role", "status");
  field.closest("label").after(list, told);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  let timer = 0;
  let asked = "";

  const options = () => [...list.children];
  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    told.textContent = "";
    asked = "";
    field.removeAttribute("aria-activedescendant");
  };
  const mark = (option) => {
    for (const one of options()) one.setAttribute("aria-selected", String(one === option));
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const chosen = () => options().find((one) => one.getAttribute("aria-selected") === "true");
  const typed = () => field.value.slice(0, field.selectionStart).match(LATEST)?.[1] ?? "";
  const take = (option) => {
    const before = field.value.slice(0, field.selectionStart);
    const start = before.lastIndexOf("@");
    const after = field.value.slice(field.selectionStart).replace(/^\]/, "");
    const name = `@[${option.dataset.name}] `;
    field.value = before.slice(0, start) + name + after.replace(/^ /, "");
    field.focus();
    field.setSelectionRange(start + name.length, start + name.length);
    close();
  };
  const show = (people) => {
    list.replaceChildren(
      ...people.map((person, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.dataset.name = person.name;
        const works = document.createElement("small");
        works.textContent = person.works;
        option.append(person.name, " ", works);
        // Not "click": the field would have lost the focus before.
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          take(option);
        });
        return option;
      }),
    );
    list.hidden = false;
    told.textContent = `${people.length} fit. Choose with the arrows, take with Enter.`;
    mark(options()[0]);
  };
  const ask = async () => {
    const text = typed();
    if (!text || text === asked) return;
    asked = text;
    try {
      const answer = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(text)}`);
      const { names } = await answer.json();
      if (text !== typed()) return;
      if (names.length) show(names);
      else close();
    } catch {
      close(); // the server is away: the name is typed whole
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (typed()) timer = setTimeout(ask, WAIT_MS);
    else close();
  });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const all = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) mark(all[(all.indexOf(chosen()) + step + all.length) % all.length]);
    else if (event.key === "Enter" || event.key === "Tab") take(chosen());
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
};

for (const field of document.querySelectorAll("textarea[data-mentions]")) startAt(field);
