// Moving a note by its handle with a mouse, a pen or a finger, and by the arrow keys on the handle or in the Move panel.
// Only the place to go to is worked out here; the change itself is the page's (Drop, DropOnTab, Nudge).

const FAR_ENOUGH = 6; // pixels between a tap and a drag
const EDGE = 72; // pixels from the edge of what is in view where it scrolls
const FASTEST = 18; // pixels a frame
const ABOVE = 16; // pixels between the lifted note and the finger
const TAB_OPENS = 600; // milliseconds over a tab

export function start(root, page) {
  const listening = new AbortController();
  const { signal } = listening;
  let drag = null;

  root.addEventListener("pointerdown", event => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || drag || event.button !== 0 || !event.isPrimary) return;
    drag = new Drag(root, page, handle.closest("[data-note]"), event, () => { drag = null; });
  }, { signal });

  root.addEventListener("keydown", event => {
    const place = event.target.closest("[data-handle], [data-moves]");
    const direction = directionOf(event, root);
    if (!place || !direction || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    page.invokeMethodAsync("Nudge", place.dataset.moves ?? place.closest("[data-note]").dataset.note, direction);
  }, { signal });

  return { stop: () => { listening.abort(); drag?.cancel(); } };
}

function directionOf(event, root) {
  const turned = getComputedStyle(root).direction === "rtl";
  switch (event.key) {
    case "ArrowUp": return "up";
    case "ArrowDown": return "down";
    case "ArrowLeft": return turned ? "onward" : "back";
    case "ArrowRight": return turned ? "back" : "onward";
    default: return null;
  }
}

class Drag {
  #root;
  #page;
  #note;
  #done;
  #from;
  #at;
  #pointer;
  #lifted = null;
  #slot = null;
  #target = null;
  #frame = 0;
  #tabTimer = 0;
  #listening = new AbortController();

  constructor(root, page, note, event, done) {
    this.#root = root;
    this.#page = page;
    this.#note = note;
    this.#done = done;
    this.#from = this.#at = { x: event.clientX, y: event.clientY };
    this.#pointer = event.pointerId;
    const { signal } = this.#listening;
    addEventListener("pointermove", e => this.#moved(e), { signal });
    addEventListener("pointerup", e => this.#released(e), { signal });
    addEventListener("pointercancel", e => { if (e.pointerId === this.#pointer) this.cancel(); }, { signal });
    addEventListener("keydown", e => this.#keyed(e), { signal, capture: true });
    addEventListener("blur", () => this.cancel(), { signal });
  }

  cancel() {
    this.#letGo();
    this.#settle();
  }

  #moved(event) {
    if (event.pointerId !== this.#pointer) return;
    this.#at = { x: event.clientX, y: event.clientY };
    if (this.#lifted) return;
    if (Math.hypot(this.#at.x - this.#from.x, this.#at.y - this.#from.y) < FAR_ENOUGH) return;
    this.#lift();
  }

  #keyed(event) {
    if (event.key !== "Escape" || !this.#lifted) return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  }

  #lift() {
    this.#lifted = lifted(this.#note);
    document.body.append(this.#lifted);
    this.#slot = document.createElement("li");
    this.#slot.className = "slot";
    this.#slot.setAttribute("aria-hidden", "true");
    this.#slot.append(document.createElement("span"));
    this.#note.dataset.lifting = "";
    this.#frame = requestAnimationFrame(() => this.#follow());
  }

  #follow() {
    if (!this.#note.isConnected) return this.cancel(); // Somebody moved it or took it off.
    const { x, y } = this.#at;
    // Above the finger and above the place it goes to, so that both stay in sight.
    this.#lifted.style.transform = `translate(${x - this.#from.x}px, ${y - this.#lifted.offsetHeight - ABOVE}px)`;
    this.#aim(x, y);
    if (!this.#target?.tab) scrollAtEdges(this.#root, y);
    this.#frame = requestAnimationFrame(() => this.#follow());
  }

  #aim(x, y) {
    const beneath = document.elementFromPoint(x, y);
    const tab = beneath?.closest("[data-tab-for]") ?? null;
    this.#overTab(tab);
    if (tab) {
      this.#slot.remove();
      return;
    }

    const column = beneath?.closest("[data-column-box]");
    const list = column && nearestList(column, y);
    if (!list) {
      this.#target = null;
      this.#slot.remove();
      return;
    }

    const notes = [...list.querySelectorAll(":scope > [data-note]:not([data-lifting])")];
    const next = notes.find(note => y < middleOf(note)) ?? null;
    const above = next ? notes[notes.indexOf(next) - 1] ?? null : notes.at(-1) ?? null;
    this.#target = { column: list.dataset.column, category: list.dataset.category || null, after: above?.dataset.note ?? null };
    // Over its own place nothing gives way.
    if (list === this.#note.parentElement && above === noteBefore(this.#note)) return this.#slot.remove();
    this.#slot.firstChild.textContent = above ? `It goes here, after “${above.dataset.short}”` : `It goes here, first under “${list.dataset.label}”`;
    if (this.#slot.parentElement !== list || this.#slot.nextElementSibling !== next) list.insertBefore(this.#slot, next);
  }

  #overTab(tab) {
    if (this.#target?.tab === tab) return;
    if (this.#target?.tab) this.#target.tab.removeAttribute("data-aimed");
    clearTimeout(this.#tabTimer);
    if (!tab) {
      if (this.#target?.tab) this.#target = null;
      return;
    }

    this.#target = { tab, column: tab.dataset.tabFor };
    tab.dataset.aimed = "";
    this.#tabTimer = setTimeout(() => tab.click(), TAB_OPENS);
  }

  async #released(event) {
    if (event.pointerId !== this.#pointer) return;
    if (!this.#lifted) return this.#letGo();
    // A quick hand lets go before the next frame: it goes where it was let go, not where it was last drawn.
    this.#aim(event.clientX, event.clientY);
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }));
    const target = this.#target;
    const id = this.#note.dataset.note;
    // The hand is free for the next note. This one stays lifted until the page has it in its place, however long the line takes.
    this.#letGo();
    try {
      if (target?.tab) await this.#page.invokeMethodAsync("DropOnTab", id, target.column);
      else if (target) await this.#page.invokeMethodAsync("Drop", id, target.column, target.category, target.after);
    } finally {
      this.#settle();
    }
  }

  #letGo() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#tabTimer);
    this.#target?.tab?.removeAttribute("data-aimed");
    this.#listening.abort();
    this.#done();
  }

  #settle() {
    this.#lifted?.remove();
    this.#slot?.remove();
    delete this.#note.dataset.lifting;
  }
}

// A likeness of the note above the page, as large as the note and in the hue of its column.
function lifted(note) {
  const box = note.getBoundingClientRect();
  const likeness = note.cloneNode(true);
  likeness.removeAttribute("data-note");
  for (const control of likeness.querySelectorAll("button, form, [role=group]")) control.remove();
  for (const named of [likeness, ...likeness.querySelectorAll("[id]")]) named.removeAttribute("id");
  const above = document.createElement("ol");
  above.className = note.closest("[data-hue]")?.dataset.hue ?? "";
  above.inert = true;
  Object.assign(above.style, {
    position: "fixed", zIndex: 20, top: 0, left: `${box.left}px`, width: `${box.width}px`,
    maxHeight: "8rem", overflow: "hidden", pointerEvents: "none", boxShadow: "var(--lift-2)", borderRadius: "var(--r-slip)", background: "var(--col-ground)",
  });
  above.append(likeness);
  return above;
}

// Letting go of a drag is not a tap on the handle.
function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

function middleOf(note) {
  const box = note.getBoundingClientRect();
  return box.top + box.height / 2;
}

function nearestList(column, y) {
  const away = list => {
    const box = list.getBoundingClientRect();
    return y < box.top ? box.top - y : y > box.bottom ? y - box.bottom : 0;
  };
  return [...column.querySelectorAll("[data-list]")].sort((a, b) => away(a) - away(b))[0] ?? null;
}

function noteBefore(note) {
  let before = note.previousElementSibling;
  while (before && !before.matches("[data-note]")) before = before.previousElementSibling;
  return before;
}

// What sticks to the top and the bottom is not in the way: the words scroll between.
function scrollAtEdges(root, y) {
  const { top, bottom } = inView(root);
  const up = top + EDGE - y;
  const down = y - (bottom - EDGE);
  if (up > 0) scrollBy(0, -Math.ceil(FASTEST * Math.min(1, up / EDGE)));
  else if (down > 0) scrollBy(0, Math.ceil(FASTEST * Math.min(1, down / EDGE)));
}

function inView(root) {
  const above = root.querySelector("[data-sticks=top]")?.getBoundingClientRect();
  const below = root.querySelector("[data-sticks=bottom]")?.getBoundingClientRect();
  return {
    top: above && above.top <= 0 ? above.bottom : 0,
    bottom: below && below.height > 0 ? below.top : innerHeight,
  };
}
