// Text and colours: applies a choice at once and keeps it where the server reads it (Pages/Look/LookCookie.cs).
// Without this module the same form is sent to the server and does the same.

const root = document.documentElement;
root.dataset.script = "";

const media = {
  device: { dark: "screen and (prefers-color-scheme: dark)", contrast: "(prefers-contrast: more)" },
  light: { dark: "not all", contrast: "not all" },
  dark: { dark: "screen", contrast: "not all" },
  contrast: { dark: "not all", contrast: "all" },
};

const apply = (theme, text) => {
  for (const link of document.querySelectorAll("link[data-theme]")) link.media = media[theme][link.dataset.theme];
  if (text === "normal") delete root.dataset.text;
  else root.dataset.text = text;
};

const keep = (theme, text) => {
  // Over HTTPS a cookie has a name that browsers take from this host alone (Access/HostCookies.cs).
  const [name, secure] = location.protocol === "https:" ? ["__Host-mb-look", ";secure"] : ["mb-look", ""];
  document.cookie = `${name}=${theme}-${text};path=/;max-age=${365 * 86400};samesite=lax${secure}`;
};

document.addEventListener("change", event => {
  const form = event.target.closest?.("form[data-look]");
  if (!form) return;
  const choice = new FormData(form);
  apply(choice.get("theme"), choice.get("text"));
  keep(choice.get("theme"), choice.get("text"));
});

// Any button with data-open-look opens the sheet that the map's page carries.
document.addEventListener("click", event => {
  if (event.target.closest?.("[data-open-look]")) document.querySelector("dialog.look-dialog")?.showModal();
  for (const open of document.querySelectorAll("details.look[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

document.addEventListener("keydown", event => {
  const open = event.key === "Escape" && document.querySelector("details.look[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
