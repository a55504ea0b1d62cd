// The types that a reader switched off stay off on the next page, for as long as the tab is open.
const KEY = "drcgraph-marks-off";

export function remembering(legend: HTMLFieldSetElement): void {
  const switches = [...legend.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  const off = new Set((sessionStorage.getItem(KEY) ?? "").split(" "));
  for (const box of switches) box.checked = !off.has(box.id);
  legend.addEventListener("change", () => {
    sessionStorage.setItem(KEY, switches.filter((box) => !box.checked).map((box) => box.id).join(" "));
  });
}
