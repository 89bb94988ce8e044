// Answers are walked with j and k, c leads into the box of a question, g finds good; typing is left alone.
const answers = () => [...document.querySelectorAll("[data-answer]")].filter((one) => one.offsetParent);
const isTyping = (target) => target.matches?.("input, textarea, select") ?? false;
const boxes = [...document.querySelectorAll("[data-answer] textarea")];
let isSending = false;

// By the place of the key, so that a Thai keyboard has them too.
const KEYS = {
  KeyJ: () => go(1),
  KeyK: () => go(-1),
  KeyC: () => current()?.querySelector("textarea")?.focus(),
  KeyG: () => current()?.querySelector(".answer-tick")?.click(),
};

function current() {
  return document.querySelector("[data-answer][data-current]");
}

function go(step) {
  const all = answers();
  const place = all.indexOf(current());
  const next = all[place === -1 ? (step > 0 ? 0 : all.length - 1) : place + step];
  if (!next) return;
  mark(next);
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function mark(answer) {
  current()?.removeAttribute("data-current");
  answer?.setAttribute("data-current", "");
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isTyping(event.target)) leave(event.target);
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || isTyping(event.target)) return;
  const act = KEYS[event.code];
  if (!act) return;
  event.preventDefault();
  act();
});

// Out of a box, so that the keys go on from its answer.
function leave(box) {
  box.blur();
  current()?.focus({ preventScroll: true });
}

addEventListener("focusin", (event) => {
  const answer = event.target.closest?.("[data-answer]");
  if (answer) mark(answer);
});

// The page came back to an answer after its button was pressed: an answer that is folded away is opened.
const target = document.getElementById(location.hash.slice(1));
if (target?.matches("[data-answer]")) {
  target.closest("details")?.setAttribute("open", "");
  target.scrollIntoView({ block: "start" });
  mark(target);
}

// What is typed and not kept holds the page back when it is left.
document.addEventListener("submit", () => {
  isSending = true;
});
addEventListener("pageshow", () => {
  isSending = false;
});
addEventListener("beforeunload", (event) => {
  if (!isSending && boxes.some((box) => box.value !== box.defaultValue)) event.preventDefault();
});

const help = document.querySelector("[data-keys]");
if (help) help.hidden = false;
