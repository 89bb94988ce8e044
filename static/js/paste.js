// A table pasted from Word or Excel keeps its cells: its mark-up goes along in a hidden box.
const box = document.querySelector("textarea[data-paste]");
const markup = document.getElementById(box.dataset.paste);
const state = document.querySelector("[data-paste-state]");
const MOST = 5_000_000; // characters, as the form takes them

function tell(words) {
  state.textContent = words || "";
}

// What stood in the box before goes on being text; two tables pasted one after the other are both kept.
function takesAll() {
  return box.value.trim() === "" || (box.selectionStart === 0 && box.selectionEnd === box.value.length);
}

function goesOn() {
  return markup.value !== "" && box.selectionStart >= box.value.trimEnd().length;
}

box.addEventListener("paste", (event) => {
  const html = event.clipboardData?.getData("text/html") ?? "";
  const isTable = /<table[\s>]/i.test(html);
  if (isTable && takesAll() && html.length <= MOST) markup.value = html;
  else if (isTable && goesOn() && markup.value.length + html.length <= MOST) markup.value += `\n${html}`;
  else markup.value = "";
  tell(markup.value && state.dataset.table);
});

// Who types into the text wants the text to be read.
box.addEventListener("input", (event) => {
  if (event.inputType === "insertFromPaste" || !markup.value) return;
  markup.value = "";
  tell(box.value.trim() && state.dataset.edited);
});

if (markup.value) tell(state.dataset.table);
