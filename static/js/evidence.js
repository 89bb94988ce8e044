// Files of evidence: chosen or dropped they are sent one by one, each tells how far it is and what became of it.
const section = document.querySelector("[data-evidence]");
const box = section.querySelector(".evidence-files");
const chooser = box.querySelector("input[type=file]");
const told = box.querySelector("[data-told]");
const upload = box.dataset.upload;

// ---- Dropping, where the page only has a form to send.

function take(files) {
  if (upload) {
    sendAll([...files]);
    return;
  }
  chooser.files = files;
}

box.querySelector("[data-drop-hint]").hidden = false;

box.addEventListener("dragover", (event) => {
  event.preventDefault();
  box.classList.add("is-over");
});

box.addEventListener("dragleave", () => box.classList.remove("is-over"));

box.addEventListener("drop", (event) => {
  event.preventDefault();
  box.classList.remove("is-over");
  if (event.dataTransfer.files.length) take(event.dataTransfer.files);
});

// ---- Sending, one after the other: no file waits for a sentence about another.

if (upload) {
  section.querySelector("[data-attach-files]").hidden = true;
  // A chosen file is no unsaved text: it is on its way already.
  for (const kind of ["input", "change"]) {
    chooser.addEventListener(kind, (event) => event.stopPropagation());
  }
  chooser.addEventListener("change", () => take(chooser.files));
}

let queue = Promise.resolve();

function sendAll(files) {
  const entries = files.map((file) => [file, entry(file)]);
  chooser.value = "";
  for (const [file, row] of entries) queue = queue.then(() => send(file, row));
  queue = queue.then(showList);
}

function entry(file) {
  const row = document.createElement("li");
  const bar = document.createElement("progress");
  const name = document.createElement("span");
  name.textContent = `กำลังส่ง ${file.name} `;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `ส่ง ${file.name}`);
  row.append(name, bar);
  told.append(row);
  return row;
}

function send(file, row) {
  const data = new FormData();
  data.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  data.append(chooser.name, file);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", upload);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) row.querySelector("progress").value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
      say(row, file, request);
      done();
    });
    request.send(data);
  });
}

function say(row, file, request) {
  const answer = read(request);
  const isTaken = answer.taken === true;
  const words = answer.told || answer.sentence || "ยังไม่ได้แนบ ส่งไม่สำเร็จ โปรดตรวจการเชื่อมต่อแล้วเลือกไฟล์อีกครั้ง";
  row.classList.toggle("is-refused", !isTaken);
  row.textContent = isTaken ? words : `${file.name}: ${words}`;
}

function read(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
}

// ---- The list as it is now; captions that are being typed stay.

async function showList() {
  const list = section.querySelector("[data-evidence-list]");
  const answer = await fetch(location.pathname);
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-evidence-list]");
  if (!now) return;
  const typed = [...list.querySelectorAll("input[type=text]")].filter((one) => one.value !== one.defaultValue);
  list.replaceChildren(...now.childNodes);
  for (const one of typed) {
    const same = document.getElementById(one.id);
    if (same) same.value = one.value;
  }
}
