// A row saves itself two seconds after typing stops and on leaving its cell; what is not acknowledged stays in the journal.
// One request is under way at a time, so answers come in the order of the texts. See reports/views/autosave.py.
const form = document.querySelector("form[data-autosave]");
const [state, trouble, said] = ["state", "trouble", "said"].map((name) => form.querySelector(`[data-save-${name}]`));
const { autosave, compare, person, report, signIn } = form.dataset;

const PAUSE = 2000; // milliseconds without a key
const PATIENCE = 15000; // milliseconds until an answer is not waited for any more
const RETRIES = [2000, 4000, 8000, 16000, 30000, 60000]; // milliseconds

const journal = new Journal(person, report);
const open = form.dataset.open.split(" ");
const rows = new Map(); // by prefix, made when they are first needed
const touched = new Set(); // what may be unsaved: the others are as the page came

function rowNamed(prefix) {
  const digest = rows.has(prefix) ? null : form.querySelector(`[name="${CSS.escape(prefix)}-digest"]`);
  // What was typed into a row that is gone is decided about by the form.
  if (digest && !digest.closest(".lost-row")) {
    rows.set(prefix, new Row(form, prefix, open.includes(prefix)));
  }
  return rows.get(prefix);
}

const rowOf = (box) => (box.name ? rowNamed(box.name.split("-")[0]) : undefined);
const words = (name) => trouble.dataset[name];

const panels = new Map(); // two texts to choose from: prefix → { element, kept }

// ---- Said in words: saved, saving, unsaved

let savedWords = state.textContent;
let wrong = ""; // why nothing can be saved now, a name of the sentences
let isSubmitting = false;

function show() {
  const unsaved = [...touched].filter((row) => row.isUnsaved);
  const waiting = unsaved.filter((row) => wrong || row.text() === row.refused);
  touched.forEach((row) => row.mark(waiting.includes(row) ? state.dataset.unsaved : ""));
  const isKept = [...panels.values()].some((panel) => panel.kept);
  const isSaving = (sending || isSubmitting) && !wrong;
  const isUnsaved = unsaved.length > 0 || isKept || waitsForButton();
  const told = isSaving ? state.dataset.saving : isUnsaved ? state.dataset.unsaved : savedWords;
  if (state.textContent !== told) state.textContent = told;
  state.classList.toggle("is-unsaved", isUnsaved && !isSaving);
  explain(isUnsaved ? wrong || (waiting.length || isKept ? "chosen" : waitsForButton() ? "button" : "") : "");
}

// What only the button saves: a step ticked to leave its row, words about evidence, evidence that was refused.
function waitsForButton() {
  if (form.querySelector('[name*="-remove-"]:checked, [data-evidence] .form-errors')) return true;
  const boxes = [...form.querySelectorAll("[data-evidence] input")];
  return boxes.some((box) => (box.type === "checkbox" ? box.checked : box.type === "text" && box.value !== box.defaultValue));
}

let toSay = ""; // what has just happened and is more than a reason

// A reason is said once when it begins, and that it is over.
function explain(reason) {
  if ((trouble.dataset.reason ?? "") !== reason) {
    trouble.dataset.reason = reason;
    trouble.replaceChildren(reason ? words(reason) : "");
    if (reason === "signed_out") trouble.append(" ", linkToSignIn());
    said.textContent = reason ? `${state.dataset.unsaved} ${words(reason)}` : savedWords;
  }
  if (toSay) said.textContent = toSay;
  toSay = "";
  trouble.hidden = !reason;
}

function linkToSignIn() {
  const link = document.createElement("a");
  link.href = `${signIn}?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = words("signIn");
  // Without a journal this page is all there is of the text.
  if (!journal.works) link.target = "_blank";
  return link;
}

// ---- Typing

let timer;
let isComposing = false;

function typed(event) {
  const row = rowOf(event.target);
  if (event.target.type === "hidden") return;
  if (!row) {
    show();
    return;
  }
  touched.add(row);
  keep(row);
  show();
  wait(event.target.name.includes("-joined-") ? null : PAUSE);
}

function keep(row) {
  const hasJoined = Object.keys(row.starting("joined-")).length > 0;
  if (row.isUnsaved || hasJoined) journal.keep(row.prefix, row.kept());
  else journal.forget(row.prefix);
  tellJournal();
}

function tellJournal() {
  form.querySelector("[data-journal-fails]").hidden = journal.works;
}

function wait(pause) {
  if (pause === null) return;
  clearTimeout(timer);
  timer = setTimeout(flush, pause);
}

form.addEventListener("input", typed);
form.addEventListener("change", typed);
form.addEventListener("compositionstart", () => (isComposing = true));
form.addEventListener("compositionend", () => (isComposing = false));
form.addEventListener("focusout", (event) => {
  if (rowOf(event.target)?.wantsSending && !wrong) wait(0);
});

// ---- Sending

let sending = null;
let failures = 0;

function flush() {
  if (sending || isSubmitting) return;
  if (isComposing) {
    wait(PAUSE);
    return;
  }
  const wanted = [...touched].filter((row) => row.wantsSending);
  if (wanted.length === 0) return;
  if (navigator.onLine === false) {
    stop("offline");
    return;
  }
  send(wanted.map((row) => ({ row, text: row.text(), snapshot: row.snapshot() })));
}

async function send(sheets, choice = {}) {
  sending = sheets;
  sheets.forEach(({ row }) => touched.add(row));
  show();
  try {
    heard(await ask(autosave, sheets, choice), sheets);
  } catch {
    sheets.forEach(({ row, snapshot }) => row.giveUp(snapshot));
    sheets.forEach(({ row }) => keep(row));
    stop("offline");
  } finally {
    sending = null;
    show();
    if (!wrong && [...touched].some((row) => row.wantsSending)) wait(PAUSE);
  }
}

function body(sheets, choice) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const data = new URLSearchParams({ csrfmiddlewaretoken: token, person, ...choice });
  for (const { row, snapshot } of sheets) {
    const { version, digest, boxes, also, sent, joined = {}, at } = snapshot;
    const all = { version: [version], digest: [digest], ...boxes, ...also, ...joined, sent: sent ?? [] };
    if (at) all.typed_at = [String(at)];
    for (const [name, values] of Object.entries(all)) {
      values.forEach((value) => data.append(`${row.prefix}-${name}`, value));
    }
  }
  return data;
}

// The answer with its status; an error where there was none that could be read.
async function ask(address, sheets, choice = {}) {
  const request = { method: "POST", body: body(sheets, choice), signal: AbortSignal.timeout(PATIENCE) };
  const response = await fetch(address, request);
  const answer = await response.json();
  if (answer.answer !== "renewed") return answer;
  renew(answer.token);
  const again = await fetch(address, { ...request, body: body(sheets, choice), signal: AbortSignal.timeout(PATIENCE) });
  return again.json();
}

// Signed in anew in another tab: every form of this page may be sent again.
function renew(token) {
  document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((box) => (box.value = token));
}

function heard(answer, sheets) {
  if (answer.answer !== "done") {
    stop(answer.answer in trouble.dataset ? answer.answer : answer.answer === "renewed" ? "offline" : "other_account");
    return;
  }
  [wrong, failures] = ["", 0];
  savedWords = answer.saved;
  document.querySelectorAll("[data-last-saved]").forEach((one) => (one.textContent = answer.last_saved));
  if (answer.notice) takenBack(answer);
  sheets.forEach((sheet) => heardOf(sheet, answer.rows[sheet.row.prefix]));
}

function heardOf({ row, text, kept }, told) {
  if (told.outcome === "saved" || told.outcome === "untouched" || told.outcome === "theirs") {
    if (told.fields && !row.apply(told.fields)) {
      if (kept) journal.remove(kept.key);
      journal.forget(row.prefix);
      again();
      return;
    }
    row.hear(told, told.fields ? row.text() : text);
    row.note(told.notes ?? {}, {});
    if (kept) journal.remove(kept.key);
    closePanel(row);
  } else {
    row.refused = text;
    row.note(told.notes ?? {}, told.problems ?? {});
    if (told.html) openPanel(row, told.html, kept);
  }
  keep(row);
}

function stop(reason) {
  wrong = reason;
  const isPassing = reason === "offline";
  if (isPassing) {
    wait(RETRIES[Math.min(failures, RETRIES.length - 1)]);
    failures += 1;
  }
  show();
}

function goOn() {
  if (wrong && wrong !== "not_editable") flush();
}

addEventListener("online", goOn);
addEventListener("focus", goOn);
document.addEventListener("session-back", goOn);
document.addEventListener("visibilitychange", () => (document.hidden ? flush() : goOn()));

// The report was with the head until this was saved: the page says so in each of its places.
function takenBack({ notice, standing }) {
  const place = document.querySelector("[data-save-notice]");
  place.querySelector("p").textContent = notice;
  place.hidden = false;
  document.querySelector("[data-handed-over]")?.remove();
  document.querySelector(".editor-facts .state")?.replaceWith(made(standing.badge));
  document.querySelector(".editor-head + .steps")?.replaceWith(made(standing.steps));
}

// ---- Leaving

// Without a network the button would lead to the browser's own page of errors, away from the text.
form.addEventListener(
  "submit",
  (event) => {
    if (navigator.onLine !== false) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    stop("offline");
  },
  { capture: true },
);

form.addEventListener("submit", () => {
  if (isSubmitting) return;
  isSubmitting = true;
  // What is under way may come before or after: the server shall know it as this person's own.
  sending?.forEach(({ row, snapshot }) => row.giveUp(snapshot));
  setTimeout(() => {
    isSubmitting = false;
    show();
  }, PATIENCE);
  show();
});

addEventListener("pagehide", () => {
  const wanted = [...touched].filter((row) => row.wantsSending);
  if (isSubmitting || wrong || wanted.length === 0) return;
  const sheets = wanted.map((row) => ({ row, snapshot: row.snapshot() }));
  // Browsers take so little text from a page that closes; a longer one stays in the journal.
  fetch(autosave, { method: "POST", body: body(sheets, {}), keepalive: true }).catch(() => {});
  sheets.forEach(({ row, snapshot }) => row.giveUp(snapshot));
});

addEventListener("beforeunload", (event) => {
  const isLost = waitsForButton() || ([...touched].some((row) => row.isUnsaved) && !journal.works);
  if (isLost && !isSubmitting) event.preventDefault();
});

addEventListener("pageshow", () => {
  isSubmitting = false;
  show();
});

// ---- Two texts to choose from

function made(html) {
  const box = document.createElement("template");
  box.innerHTML = html.trim();
  return box.content.firstElementChild;
}

function panelOf(row) {
  const element = document.getElementById(`clash-${row.prefix}`);
  return element && { element, kept: panels.get(row.prefix)?.kept };
}

function openPanel(row, html, kept) {
  const old = panelOf(row);
  // What somebody is reading or joining is not taken from under their eyes.
  const isBusy = old && (old.element.contains(document.activeElement) || old.element.dataset.typed);
  if (isBusy && !old.element.dataset.chosen) return;
  const hadFocus = old?.element.contains(document.activeElement);
  closePanel(row);
  const element = made(html);
  row.show(element);
  panels.set(row.prefix, { element, kept });
  if (kept && isJoined(kept)) element.querySelector("details").open = true;
  if (hadFocus) element.focus();
  if (!kept) toSay = element.querySelector(".clash-title").textContent;
}

// Whether somebody had begun to join the two texts.
function isJoined({ boxes, joined = {} }) {
  return Object.entries(unprefixed(joined)).some(([name, [value]]) => value !== boxes[name]?.[0]);
}

function closePanel(row) {
  const old = panelOf(row);
  if (!old) return;
  const hadFocus = old.element.contains(document.activeElement);
  (old.element.closest("tr.row-clash") ?? old.element).remove();
  panels.delete(row.prefix);
  if (hadFocus) row.firstBox?.focus();
  nextKept();
}

function choose(event) {
  const button = event.target.closest("[data-choice] button[name]");
  const row = button && rowNamed(button.closest("[data-choice]").dataset.choice);
  const panel = row && panelOf(row);
  // A row that is gone is decided about by the form, as without this script.
  if (!panel || panel.element.matches(".lost-row")) return;
  event.preventDefault();
  if (sending) return;
  if (panel.kept && button.name === "theirs") drop(row, panel.kept);
  else if (panel.kept && row.isUnsaved) saveFirst(row, panel.kept);
  else take(row, panel, button.name);
}

// What the report says stays; the text that was kept is not wanted any more.
function drop(row, kept) {
  journal.remove(kept.key);
  closePanel(row);
}

// The boxes were written in meanwhile: that is saved, and shown beside the kept text.
async function saveFirst(row, kept) {
  await send([{ row, text: row.text(), snapshot: row.snapshot() }]);
  if (!row.isUnsaved) await compareKept([kept]);
}

async function take(row, { element, kept }, name) {
  const joined = name === "joined" ? unprefixed(row.starting("joined-")) : {};
  const snapshot = kept ? { ...kept, joined: {}, boxes: { ...kept.boxes, ...joined } } : null;
  if (!kept) row.apply(joined, { partly: true });
  element.dataset.chosen = "yes";
  const choice = {
    [name === "theirs" ? "theirs" : "mine"]: row.prefix,
    [`${row.prefix}-theirs`]: element.querySelector("[name$='-theirs']").value,
  };
  await send([{ row, text: row.text(), snapshot: snapshot ?? row.snapshot(), kept }], choice);
  delete element.dataset.chosen;
}

function unprefixed(boxes) {
  return Object.fromEntries(Object.entries(boxes).map(([name, values]) => [name.slice("joined-".length), values]));
}

// หมายถึง …: the window that was probably meant.
function takeOffer(event) {
  const button = event.target.closest("button[name=offer]");
  const row = button && rowNamed(button.value.split("-")[0]);
  if (!row) return;
  event.preventDefault();
  if (sending) return;
  const box = document.getElementById(button.value);
  send([{ row, text: row.text(), snapshot: row.snapshot() }], { offer: button.value }).then(() => box.focus());
}

form.addEventListener("click", takeOffer);
form.addEventListener("click", choose);
form.addEventListener("input", (event) => {
  const panel = event.target.closest("[data-choice]");
  if (panel) panel.dataset.typed = "yes";
});

// The steps of a row are others now than the page has boxes for.
function again() {
  isSubmitting = true;
  sessionStorage.setItem("editor-place", JSON.stringify([location.pathname, scrollY]));
  location.reload();
}

// ---- Texts that an earlier page left behind

let left = [];
const elsewhere = [];

async function compareKept(texts) {
  const sheets = texts.map((kept) => ({ row: rowNamed(kept.row) ?? { prefix: kept.row }, snapshot: kept, kept }));
  const answer = await ask(compare, sheets);
  if (answer.answer !== "done") return;
  let isOld = false;
  for (const { row, kept } of sheets) {
    const told = answer.rows[row.prefix];
    if (told.outcome === "same") {
      journal.remove(kept.key);
      isOld ||= row instanceof Row && showsOther(row, kept.boxes);
    } else if (told.outcome === "gone") openLost(told.html, kept);
    else openPanel(row, told.html, kept);
  }
  if (isOld && ![...touched].some((row) => row.isUnsaved)) again();
}

// The page came before the text was saved that the one before it sent while it closed.
function showsOther(row, kept) {
  return Object.entries(row.boxes()).some(([name, values]) => name in kept && kept[name].join() !== values.join());
}

// The row is gone: its text becomes a part of the form, which adds it as a new row or gives it up.
function openLost(html, kept) {
  const section = made(html);
  form.prepend(section);
  panels.set(kept.row, { element: section, kept });
  section.addEventListener("click", (event) => {
    if (event.target.name === "theirs") journal.remove(kept.key);
    else if (event.target.name === "restore") journal.mark(kept, { restored: true });
  });
}

// One text of each row at a time; a second one comes when the first is chosen.
function nextKept() {
  const first = left.filter((kept, place) => left.findIndex((one) => one.row === kept.row) === place);
  const free = first.filter((kept) => !document.getElementById(`clash-${kept.row}`));
  left = left.filter((kept) => !free.includes(kept));
  if (free.length === 0) {
    summarise();
    return;
  }
  compareKept(free).then(summarise, () => {
    left.push(...free);
    setTimeout(nextKept, RETRIES.at(-1));
  });
}

function summarise() {
  const summary = document.querySelector("[data-kept-summary]");
  const found = [...panels.values()].filter((panel) => panel.kept).map((panel) => panel.element);
  summary.hidden = found.length === 0 && elsewhere.length === 0;
  summary.querySelector("ul").replaceChildren(...found.map(linkTo));
  summary.querySelector("[data-kept-elsewhere]").hidden = elsewhere.length === 0;
  show();
}

function linkTo(panel) {
  const [item, link] = [document.createElement("li"), document.createElement("a")];
  link.href = `#${panel.id}`;
  link.textContent = panel.querySelector(".clash-title").textContent.split(":")[0];
  item.append(link);
  return item;
}

// A text that this page shows already: saved, or typed and unsaved, which this page keeps itself.
function isShown(kept) {
  const row = rowNamed(kept.row);
  if (kept.restored && isAnywhere(kept.boxes.result?.[0])) journal.remove(kept.key);
  else if (row && JSON.stringify(kept.boxes) === row.text()) journal.remove(kept.key);
  else return false;
  return true;
}

function isAnywhere(result) {
  return [...form.querySelectorAll("[name$='-result']")].some((box) => result && box.value === result);
}

function begin() {
  for (const box of form.elements) {
    const isPutBack = box.type === "textarea" && box.value !== box.defaultValue;
    if (isPutBack || open.includes(box.name.split("-")[0])) touched.add(rowOf(box));
  }
  touched.delete(undefined);
  touched.forEach(keep);
  journal.isUsable();
  tellJournal();
  left.push(...journal.leftBehind().filter((kept) => !isShown(kept)));
  // The page of one row cannot show the others' texts; on the table every text has its place.
  if ("alone" in form.dataset) elsewhere.push(...left.filter((kept) => !rowNamed(kept.row)));
  left = left.filter((kept) => !elsewhere.includes(kept));
  nextKept();
  show();
}

begin();
