// Comfort in the editor: Tab goes down a column, boxes grow, unsaved text is said and warned of, Ctrl+S saves.
const form = document.querySelector("form[data-editor]");
const state = form.querySelector("[data-save-state]");
const COLUMN_KEY = "editor-tab-across";
const PLACE_KEY = "editor-place";

// ---- Tab goes down the column; a tick box beside the table switches that off.

const hint = document.querySelector("[data-tab-hint]");
const across = document.querySelector("[data-tab-across]");

const REACHABLE = "textarea, input:not([type=hidden]), select, summary, button, a[href]";

// The boxes of a column from the top down; after them what else its cells hold: guidance, row menus.
function column(name) {
  const boxes = [...form.querySelectorAll(`[data-column="${name}"]`)];
  const cells = new Set(boxes.map((box) => box.closest("td")).filter(Boolean));
  const others = [...cells].flatMap((cell) => [...cell.querySelectorAll(REACHABLE)]);
  return [...new Set([...boxes, ...others])];
}

// Columns in the order of the table, so that the last box of one leads to the first of the next.
function boxesDownward() {
  const columns = ["h-official", "h-provincial", "step", "result", "status"].flatMap(column);
  return columns.filter((box) => box.checkVisibility());
}

function goDown(event) {
  const isTab = event.key === "Tab" && !event.altKey && !event.ctrlKey && !event.metaKey;
  if (!isTab || across.checked) return;
  const boxes = boxesDownward();
  const here = boxes.indexOf(event.target);
  if (here < 0) return;
  const next = boxes[here + (event.shiftKey ? -1 : 1)];
  // Before the first and after the last box the browser goes on, so that nobody is caught in the table.
  if (!next) return;
  event.preventDefault();
  next.focus();
}

if (hint) {
  hint.hidden = false;
  across.checked = localStorage.getItem(COLUMN_KEY) === "yes";
  across.addEventListener("change", () => {
    localStorage.setItem(COLUMN_KEY, across.checked ? "yes" : "no");
  });
  form.addEventListener("keydown", goDown);
}

// ---- Boxes as tall as their text, where the browser does not do it by itself.

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

if (!CSS.supports("field-sizing", "content")) {
  const boxes = [...form.querySelectorAll("textarea")];
  boxes.forEach(grow);
  ["input", "applied"].forEach((kind) => {
    form.addEventListener(kind, (event) => {
      if (event.target.matches("textarea")) grow(event.target);
    });
  });
}

// A window stands on one line: Enter saves there, as in any box of one line.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && "oneLine" in event.target.dataset && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// ---- Unsaved text: said beside the button, warned of on leaving.

// Where rows save themselves, autosave.js says and does all this.
const savesItself = "autosave" in form.dataset;
// A page that came back with problems or two texts holds text that is not saved.
let isUnsaved = "unsaved" in form.dataset;
let isSending = false;

function tell(words, isWarning) {
  if (savesItself) return;
  state.textContent = words;
  state.classList.toggle("is-unsaved", isWarning);
}

function markUnsaved(event) {
  if (!event.target.name) return;
  isUnsaved = true;
  tell(state.dataset.unsaved, true);
}

if (isUnsaved) tell(state.dataset.unsaved, true);
form.addEventListener("input", markUnsaved);
form.addEventListener("change", markUnsaved);

form.addEventListener("submit", (event) => {
  if (isSending) {
    event.preventDefault();
    return;
  }
  isSending = true;
  setTimeout(giveUp, PATIENCE);
  tell(state.dataset.saving, false);
  sessionStorage.setItem(PLACE_KEY, JSON.stringify([location.pathname, scrollY]));
});

// A save that was stopped on the way, or never answered, may be tried again.
const PATIENCE = 15000; // milliseconds

function giveUp() {
  if (!isSending) return;
  isSending = false;
  isUnsaved = true;
  tell(state.dataset.unsaved, true);
}

addEventListener("beforeunload", (event) => {
  if (isUnsaved && !isSending && !savesItself) event.preventDefault();
});

addEventListener("pageshow", () => {
  isSending = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey) && !event.altKey) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// ---- Back to the same place after saving; an address with a row in it, or a problem, leads there instead.

function comeBack() {
  const [path, top] = JSON.parse(sessionStorage.getItem(PLACE_KEY) || "[]");
  sessionStorage.removeItem(PLACE_KEY);
  const problems = document.getElementById("form-errors");
  if (problems) problems.focus();
  else if (path === location.pathname && !location.hash && !location.search) scrollTo(0, top);
}

comeBack();

// ---- The menu of a row closes when the person turns to something else.

function closeMenus(except) {
  form.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
}

// The last lines of an opened menu may lie below the window or under the bar with the save button.
form.querySelectorAll("details[data-menu]").forEach((menu) => {
  menu.addEventListener("toggle", () => {
    if (menu.open) menu.lastElementChild.scrollIntoView({ block: "nearest" });
  });
});

document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
form.addEventListener("focusin", (event) => closeMenus(event.target.closest("details[data-menu]")));
form.addEventListener("keydown", (event) => {
  const menu = event.target.closest("details[data-menu][open]");
  if (event.key !== "Escape" || !menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
