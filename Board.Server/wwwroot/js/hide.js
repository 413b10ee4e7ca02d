// "Hide this page": any button with data-hide-page covers the screen at once with a plain page that says nothing about
// what is behind it. One tap brings it back. Nothing is unloaded, so no word is lost. For as long as dialog.cover is there,
// no module opens anything above it or opens the page anew; when the page is back, "page-shown" is said on the document.

document.documentElement.dataset.script = "";

let back = null;

const show = () => {
  if (!back) return;
  const { title, focused, cover } = back;
  back = null;
  document.body.classList.remove("covered");
  cover.remove();
  document.title = title;
  document.dispatchEvent(new Event("page-shown"));
  focused?.focus({ preventScroll: true });
};

const hide = () => {
  if (back) return;
  const cover = document.createElement("dialog");
  cover.className = "cover";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Continue";
  button.addEventListener("click", show);
  cover.append(button);
  cover.addEventListener("close", show);
  back = { title: document.title, focused: document.activeElement, cover };
  document.title = "New page";
  document.body.append(cover);
  document.body.classList.add("covered");
  // As a modal it lies above every other sheet; browsers without modals get the same from its place on top.
  if (cover.showModal) cover.showModal();
  else cover.setAttribute("open", "");
};

document.addEventListener("click", event => {
  if (event.target.closest?.("[data-hide-page]")) hide();
});
