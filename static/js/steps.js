// Answers are walked with j and k, c leads into the box of a question, g finds good; typing is left alone.
const answers = () => [...document.querySelectorAll("[data-answer]")].filter((one) => one.offsetParent);
const isTyping = (target) => target.closest("input, textarea, select");

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
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "c" && current()?.querySelector("textarea")) {
    event.preventDefault();
    current().querySelector("textarea").focus();
  } else if (event.key === "g") current()?.querySelector(".answer-tick")?.click();
});

addEventListener("focusin", (event) => {
  const answer = event.target.closest("[data-answer]");
  if (answer) mark(answer);
});

// The page came back to an answer after its button was pressed: an answer that is folded away is opened.
const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (target?.matches("[data-answer]")) {
  target.closest("details")?.setAttribute("open", "");
  target.scrollIntoView({ block: "start" });
  mark(target);
}
