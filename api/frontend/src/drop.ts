// A file dropped anywhere on the page is read as if it had been chosen.
export function dropping(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("input[type=file]");
  if (!field) return;
  const carries = (event: DragEvent): boolean => Boolean(event.dataTransfer?.types.includes("Files"));
  const mark = (on: boolean): void => void form.classList.toggle("dropping", on);
  addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    mark(true);
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) mark(false);
  });
  addEventListener("drop", (event) => {
    const file = event.dataTransfer?.files[0];
    mark(false);
    if (!file || !carries(event)) return;
    event.preventDefault();
    const chosen = new DataTransfer();
    chosen.items.add(file);
    field.files = chosen.files;
    form.requestSubmit();
  });
}
