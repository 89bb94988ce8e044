// The page of a PDF that is being made: shows its place in the queue, and turns into the PDF when it is there.
const QUICK = 300; // milliseconds between two questions,
const SLOW = 3000; // and after the first minutes
const QUICK_ONES = 400;
const SHOW_EVERY = 10; // questions; between them it is only asked whether the PDF is there
const box = document.querySelector("[data-printing]");
let asked = 0;
let pause = QUICK;

async function ask() {
  asked += 1;
  const looks = pause > SLOW || asked % SHOW_EVERY === 0;
  try {
    const method = looks ? "GET" : "HEAD";
    const answer = await fetch(location.href, { method, cache: "no-store" });
    if (answer.status !== 202) {
      answer.body?.cancel();
      return go();
    }
    if (looks) {
      pause = pauseAfter(answer);
      show(await answer.text());
    }
  } catch {
    // The network or the server is away for a moment.
  }
  setTimeout(ask, pause);
}

// Where nothing moves the server asks for patience; else it is a matter of seconds.
function pauseAfter(answer) {
  const wanted = Number(answer.headers.get("Retry-After")) * 1000;
  return wanted > SLOW ? wanted : asked < QUICK_ONES ? QUICK : SLOW;
}

function show(page) {
  const fresh = new DOMParser().parseFromString(page, "text/html").querySelector("[data-printing]");
  if (fresh && fresh.textContent !== box.textContent) box.replaceChildren(...fresh.childNodes);
}

// In the place of this page, so that Back leads to where the PDF was asked for. A browser that saves
// PDFs instead of showing them stays here.
function go() {
  location.replace(location.href);
  setTimeout(() => {
    const ready = box.querySelector("[data-ready]");
    box.replaceChildren(ready);
    ready.hidden = false;
    document.querySelector("h1").textContent = "พิมพ์ PDF เสร็จแล้ว";
    document.title = document.title.replace("รอพิมพ์", "พิมพ์แล้ว:");
  }, 2000);
}

setTimeout(ask, QUICK);
