// The end of the session: asks in time whether to go on, and says when it is over (_components/session_end.html).
// Seconds left are counted from what the server said; nothing is asked of it until they are over.
// Other scripts hear of it: "session-ended" and "session-back" are sent to the document.
const warning = document.querySelector("[data-session-warning]");
const over = document.querySelector("[data-session-over]");
const status = document.querySelector("[data-session-status]");
const problem = warning.querySelector("[data-session-problem]");
const { person, left } = warning.dataset;
const WARN = Number(warning.dataset.warn); // seconds before the end
const ONCE_MORE = 60; // seconds: who put the question off is asked again
const QUIET = 1500; // milliseconds without a key before a question may take the keyboard,
const INSIST = 60; // and for so many seconds at most it waits for that
const LONGEST_SLEEP = 15000; // milliseconds between two looks at the clock
const channel = new BroadcastChannel("session");

// ---- How much is left

// A laptop that sleeps may stop one clock, a clock put right moves the other: the one that went further counts.
let told;

function tell(seconds) {
  told = { seconds, ticks: performance.now(), clock: Date.now() };
}

function remaining() {
  const gone = Math.max(performance.now() - told.ticks, Date.now() - told.clock);
  return told.seconds - gone / 1000;
}

const thai = (words) => String(words).replace(/[0-9]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[digit]);

function minutes(seconds) {
  const whole = Math.ceil(seconds / 60);
  return whole > 1 ? `${thai(whole)} นาที` : "ไม่ถึง ๑ นาที";
}

// ---- The two dialogs

let asked = Infinity; // what was left when the question was last on the screen
let isOver = false;
let lastKey = -Infinity;
let timer;

function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function look() {
  clearTimeout(timer);
  const seconds = remaining();
  if (isOver) return;
  if (seconds <= 0) {
    ask().catch(end);
    return;
  }
  if (seconds <= WARN) question(seconds);
  const next = warning.open ? 1000 : seconds > WARN ? (seconds - WARN) * 1000 : QUIET;
  timer = setTimeout(look, Math.min(next, seconds * 1000, LONGEST_SLEEP));
}

function question(seconds) {
  say(warning.querySelector("[data-session-minutes]"), minutes(seconds));
  if (warning.open) asked = seconds;
  const isDue = asked > WARN || (asked > ONCE_MORE && seconds <= ONCE_MORE);
  const isTyping = performance.now() - lastKey < QUIET;
  if (warning.open || !isDue || (isTyping && seconds > WARN - INSIST)) return;
  asked = seconds;
  say(problem, "");
  warning.showModal();
}

function goOn(answer) {
  if (answer.seconds > remaining()) tell(answer.seconds);
  if (answer.ends) say(warning.querySelector("[data-session-ends]"), answer.ends);
  asked = Infinity;
  if (warning.open) warning.close();
  if (isOver) comeBack(answer.token);
  look();
}

function end() {
  if (isOver) return;
  isOver = true;
  if (warning.open) warning.close();
  over.showModal();
  document.dispatchEvent(new CustomEvent("session-ended"));
}

// Signed in again in another tab: the forms of this page may be sent as if nothing had been.
function comeBack(token) {
  isOver = false;
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((box) => {
    box.value = token;
  });
  if (over.open) over.close();
  say(status, status.dataset.back);
  document.dispatchEvent(new CustomEvent("session-back", { detail: { token } }));
}

// ---- The server

async function answerOf(request) {
  const answer = await request;
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

async function ask() {
  const answer = await answerOf(fetch(warning.dataset.ask, { cache: "no-store" }));
  if (answer.person === person && answer.seconds > 0) goOn(answer);
  else end();
}

async function askForMore(event) {
  event.preventDefault();
  const form = event.target;
  try {
    const answer = await answerOf(fetch(form.action, { method: "POST", body: new FormData(form) }));
    if (answer.person !== person || answer.seconds <= 0) {
      end();
      return;
    }
    goOn(answer);
    say(status, `${status.dataset.extended} ${answer.ends}`);
    channel.postMessage({ ...answer, kind: "left" });
  } catch {
    say(problem, problem.dataset.words);
  }
}

warning.querySelector("form").addEventListener("submit", askForMore);
document.querySelectorAll("[data-session-close]").forEach((button) => {
  button.addEventListener("click", () => button.closest("dialog").close());
});

// ---- Other tabs

const SIGNING_OUT = [1000, 4000]; // milliseconds after which a sign-out in another tab is looked for

channel.addEventListener("message", ({ data }) => {
  if (data.kind === "out") SIGNING_OUT.forEach((pause) => setTimeout(() => !isOver && ask().catch(() => {}), pause));
  else if (data.person !== person) end();
  else if (isOver || data.seconds > remaining() + 1) goOn(data);
});

document.addEventListener("submit", ({ target }) => {
  if (target.getAttribute("action") === warning.dataset.signOut) channel.postMessage({ kind: "out" });
});

// ---- Begin

["keydown", "input"].forEach((kind) => {
  addEventListener(kind, () => (lastKey = performance.now()), { capture: true });
});
["visibilitychange", "pageshow", "focus"].forEach((kind) => addEventListener(kind, look));

tell(Number(left));
channel.postMessage({
  kind: "left",
  person,
  seconds: Number(left),
  ends: warning.querySelector("[data-session-ends]").textContent,
  token: warning.querySelector("input[name=csrfmiddlewaretoken]").value,
});
look();
