// The orbit: pointer and arrow keys reach every dot, those of the field too. Without this file the dots are links.

const FIFTY = 50;
const ROOM_PX = 24;
const NEAR_PX = { mouse: 14, pen: 18, touch: 26 };
const HINT = matchMedia("(hover: none)").matches
  ? "Tap near a dot: it says who it is."
  : "Point at any dot, or go from dot to dot with the arrow keys.";
const SVG = "http://www.w3.org/2000/svg";

const shape = (name, attributes) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

const start = (frame) => {
  const svg = frame.querySelector(".orbit");
  const says = frame.querySelector("[data-orbit-says]");
  const ties = [...svg.querySelectorAll(".tie")];
  const linked = "dots" in frame.dataset;
  const circles = ties.map((tie) => tie.querySelector("circle"));
  const place = (circle, name) => Number(circle.getAttribute(name));
  const dots = circles.map((circle) => ({ x: place(circle, "cx"), y: place(circle, "cy"), r: place(circle, "r") }));
  let far = [];
  let asked = null;
  let visitor = null; // the one element that stands for the dot of the field that has the focus

  // --- whose dot it is

  const learn = () => {
    asked ??= (async () => {
      try {
        const inside = document.getElementById("orbit-dots");
        far = inside ? JSON.parse(inside.textContent) : await (await fetch(frame.dataset.dots)).json();
      } catch {
        asked = null; // the server is busy or gone: the next pointer asks again
      }
    })();
    return asked;
  };
  const count = () => dots.length + far.length;
  const at = (index) => {
    if (index < dots.length) return dots[index];
    const [, x, y] = far[index - dots.length];
    return { x, y, r: 3 };
  };
  const label = (index) => {
    if (index < ties.length) return ties[index].getAttribute("aria-label");
    const [, , , name, facts] = far[index - ties.length];
    return `${name}: ${facts}`;
  };
  const nameOf = (index) => (index < ties.length ? label(index).split(": ")[0] : far[index - ties.length][3]);
  const address = (index) => {
    if (!linked) return "";
    return index < ties.length ? ties[index].getAttribute("href") : `/people/${far[index - ties.length][0]}/`;
  };

  // --- naming it

  const mark = shape("circle", { class: "mark-dot", r: 9, "aria-hidden": "true" });
  const tag = shape("text", { class: "dot-tag", "aria-hidden": "true" });
  svg.append(mark, tag);

  const name = (index) => {
    const { x, y, r } = at(index);
    const edge = x > 330 ? "end" : x < -330 ? "start" : "middle";
    mark.setAttribute("cx", x);
    mark.setAttribute("cy", y);
    mark.setAttribute("r", r + 5);
    tag.setAttribute("x", x);
    tag.setAttribute("y", y - r - 10);
    tag.setAttribute("text-anchor", edge);
    tag.textContent = nameOf(index);
    frame.classList.add("naming");
    if (says.textContent !== label(index)) says.textContent = label(index);
  };
  const hush = () => frame.classList.remove("naming");

  // --- the keyboard: one stop for the Tab key, the arrows go from dot to dot, closest first

  const current = () => {
    const index = ties.indexOf(document.activeElement);
    return index >= 0 ? index : document.activeElement === visitor ? Number(visitor.dataset.index) : -1;
  };
  const onlyStop = (element) => {
    for (const tie of svg.querySelectorAll(".tie[tabindex='0']")) tie.setAttribute("tabindex", "-1");
    element.setAttribute("tabindex", "0");
  };
  const visit = (index) => {
    const { x, y } = at(index);
    const made = shape("a", { class: "tie visitor", "aria-label": label(index), "data-index": index });
    if (linked) made.setAttribute("href", address(index));
    else made.setAttribute("role", "img");
    made.append(shape("circle", { class: "dot unknown", cx: x, cy: y, r: 5 }));
    svg.append(made);
    return made;
  };
  // The name stands at the window's lower edge: a dot behind it, or beyond the window, is brought into sight.
  const uncover = (element) => {
    const dot = element.getBoundingClientRect();
    const lowest = Math.min(says.getBoundingClientRect().top, innerHeight) - ROOM_PX;
    if (dot.top < 2 * ROOM_PX) scrollBy(0, dot.top - 4 * ROOM_PX);
    else if (dot.bottom > lowest) scrollBy(0, dot.bottom - lowest + ROOM_PX);
  };
  const goTo = (index) => {
    const before = visitor;
    const element = index < ties.length ? ties[index] : visit(index);
    visitor = index < ties.length ? null : element;
    onlyStop(element);
    element.focus({ preventScroll: true });
    before?.remove();
    uncover(element);
  };
  ties.forEach((tie, index) => tie.setAttribute("tabindex", index ? "-1" : "0"));
  if (ties.length) svg.querySelector(".beyond")?.setAttribute("tabindex", "-1");

  svg.addEventListener("focusin", async () => {
    await learn();
    if (current() >= 0) name(current());
  });
  svg.addEventListener("focusout", hush);
  svg.addEventListener("keydown", async (event) => {
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: FIFTY, PageUp: -FIFTY };
    const step = steps[event.key];
    if (current() < 0 || !(step || event.key === "Home" || event.key === "End")) return;
    event.preventDefault();
    await learn();
    const last = count() - 1;
    const wanted = { Home: 0, End: last }[event.key] ?? Math.min(Math.max(current() + step, 0), last);
    if (wanted !== current()) goTo(wanted);
  });

  // --- the pointer: the nearest dot within reach

  const nearest = (event) => {
    const matrix = svg.getScreenCTM();
    if (!matrix) return -1;
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    let best = -1;
    let least = (NEAR_PX[event.pointerType] ?? NEAR_PX.mouse) / matrix.a;
    for (let index = 0; index < count(); index += 1) {
      const { x, y, r } = at(index);
      const away = Math.hypot(x - point.x, y - point.y) - r;
      if (away < least) {
        least = away;
        best = index;
      }
    }
    return best;
  };
  svg.addEventListener("pointerenter", learn);
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const index = nearest(event);
    svg.classList.toggle("near", linked && index >= 0);
    if (index >= 0) name(index);
    else if (current() < 0) hush();
  });
  svg.addEventListener("pointerleave", () => current() < 0 && hush());
  svg.addEventListener("click", async (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !event.pointerType) return;
    const touched = event.pointerType === "touch";
    const own = event.target.closest(".tie");
    if (own && !touched) return;
    if (own || event.target.closest(".beyond")) event.preventDefault();
    await learn();
    const index = nearest(event);
    if (index < 0) return;
    name(index);
    // A finger hides what it points at: it names the dot first, and the name is the link.
    if (touched && linked) offer(index);
    else if (linked) location.assign(address(index));
  });
  const offer = (index) => {
    const link = document.createElement("a");
    link.href = address(index);
    link.textContent = label(index);
    says.removeAttribute("aria-hidden");
    says.replaceChildren(link);
  };

  says.textContent = HINT;
};

for (const frame of document.querySelectorAll("[data-orbit]")) start(frame);
