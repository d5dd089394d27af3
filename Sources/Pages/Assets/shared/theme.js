// Loaded before the page is painted, so that a chosen theme does not flash the other one first.
{
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    try { return localStorage.getItem("eliza-mock-theme"); } catch { return null; }
  };
  const asked = new URLSearchParams(location.search).get("theme");
  const chosen = [asked, stored()].find((name) => name === "dark" || name === "light");
  if (chosen) root.dataset.theme = chosen;
  const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    if (!button) return;
    const label = () => { button.textContent = isDark() ? "Light theme" : "Dark theme"; };
    label();
    system.addEventListener("change", label);
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      // Where nothing may be stored the choice holds for this page.
      try { localStorage.setItem("eliza-mock-theme", root.dataset.theme); } catch { /* so be it */ }
      label();
    });
  });
}
