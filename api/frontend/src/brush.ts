// Years chosen by drawing over the histogram; a click on one bar stays a link. From the keyboard, the two
// fields under the drawing do the same.
const STILL = 6;

export function brushing(drawing: SVGSVGElement): void {
  const form = drawing.parentElement?.querySelector<HTMLFormElement>("form.dates");
  const bars = [...drawing.querySelectorAll<SVGAElement>("a[data-year]")];
  if (!form || bars.length < 2) return;
  let start: number | null = null;
  let chosen: SVGAElement[] = [];
  const choose = (from: number, to: number): void => {
    const [left, right] = [Math.min(from, to), Math.max(from, to)];
    chosen = bars.filter((bar) => {
      const box = bar.getBoundingClientRect();
      return box.right > left && box.left < right;
    });
    for (const bar of bars) bar.classList.toggle("chosen", chosen.includes(bar));
  };
  const end = (): void => {
    start = null;
    for (const bar of bars) bar.classList.remove("chosen");
  };
  drawing.classList.add("brushed");
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
  drawing.addEventListener("pointerdown", (event) => {
    if (event.button === 0) start = event.clientX;
    chosen = [];
  });
  addEventListener("pointermove", (event) => {
    if (start !== null && (chosen.length || Math.abs(event.clientX - start) > STILL)) choose(start, event.clientX);
  });
  addEventListener("pointercancel", end);
  addEventListener("pointerup", () => {
    const years = chosen.map((bar) => bar.dataset.year ?? "");
    end();
    if (years.length) restrict(form, years[0]!, years.at(-1)!);
  });
  // The click that ends a stroke would follow the link under it.
  drawing.addEventListener("click", (event) => chosen.length && event.preventDefault(), { capture: true });
}

function restrict(form: HTMLFormElement, from: string, to: string): void {
  form.querySelector<HTMLInputElement>("[name=from]")!.value = from;
  form.querySelector<HTMLInputElement>("[name=to]")!.value = to;
  form.requestSubmit();
}
