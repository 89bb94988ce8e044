// The keys of the reading desk, and the questions that are typed listed as a return will quote them. All of
// it works without: the keys only move the focus and press buttons that are there.
const form = document.getElementById("reading");
const rows = [...document.querySelectorAll(".desk[data-row]")];
const help = document.querySelector("[data-keys]");

// By the place of the key, so that a Thai keyboard has them too.
const KEYS = {
  KeyJ: () => step(1),
  ArrowDown: () => step(1),
  KeyK: () => step(-1),
  ArrowUp: () => step(-1),
  KeyC: () => within("[data-ask]")?.focus(),
  KeyL: () => toggle(within("[data-before]")),
  KeyG: () => within(".desk-tick")?.click(),
  KeyN: () => document.querySelector("[data-next]")?.click(),
  KeyP: () => document.querySelector("[data-previous]")?.click(),
  KeyA: () => acceptAndNext(),
};
let current = -1;

function start() {
  if (help) help.hidden = false;
  const place = location.hash.slice(1);
  current = rows.findIndex((row) => row.dataset.row === place);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isTyping(event.target)) leave(event.target);
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || isTyping(event.target)) return;
    const act = KEYS[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  });
  // Where somebody clicks or tabs to is where the keys go on from.
  addEventListener("focusin", (event) => {
    const row = rows.indexOf(event.target.closest?.(".desk[data-row]"));
    if (row >= 0) mark(row);
  });
}

const isTyping = (target) => target.matches?.("input, textarea, select, [contenteditable]") ?? false;
const within = (selector) => rows[current]?.querySelector(selector);

function leave(box) {
  box.blur();
  if (current >= 0) rows[current].focus({ preventScroll: true });
}

function mark(number) {
  rows[current]?.removeAttribute("data-current");
  current = number;
  rows[current].setAttribute("data-current", "");
}

function step(by) {
  if (!rows.length) return;
  mark(Math.min(Math.max(current + by, 0), rows.length - 1));
  const row = rows[current];
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  (document.getElementById(row.dataset.row) ?? row).scrollIntoView({ block: "start" });
}

function toggle(details) {
  if (details) details.open = !details.open;
}

// The first key leads to the button, the second presses it: one key alone accepts nothing.
function acceptAndNext() {
  const button = document.querySelector("[data-accept-next]");
  if (!button) return;
  if (document.activeElement === button) button.click();
  else button.focus();
}

// What is typed ------------------------------------------------------------------------------------

function listTyped() {
  const list = document.querySelector("[data-typed]");
  if (!list) return;
  const typed = [...form.querySelectorAll("[data-ask]")].filter((box) => box.value.trim());
  list.replaceChildren(
    ...typed.map((box) => {
      const item = document.createElement("li");
      item.textContent = `${box.dataset.ask}: ${box.value.trim()}`;
      return item;
    }),
  );
  list.hidden = !typed.length;
}

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

function watchTyping() {
  const boxes = [...form.querySelectorAll("textarea")];
  let isSending = false;
  for (const box of boxes) if (box.value) grow(box);
  listTyped();
  form.addEventListener("input", (event) => {
    if (event.target.matches("textarea")) grow(event.target);
    listTyped();
  });
  form.addEventListener("submit", () => {
    isSending = true;
  });
  addEventListener("pageshow", () => {
    isSending = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!isSending && boxes.some((box) => box.value !== box.defaultValue)) event.preventDefault();
  });
}

start();
if (form) watchTyping();
