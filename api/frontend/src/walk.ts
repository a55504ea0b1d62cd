// The way into a network: a button, since the library that draws it is larger than all the rest together.
import { element, wordsOf } from "./dom";

export function walking(place: HTMLElement): void {
  const words = wordsOf(place);
  const button = element("button", { type: "button", class: "quiet" }, words.open ?? "");
  const fault = element("p", { class: "notice", role: "alert" }, words.fault ?? "");
  button.addEventListener("click", async () => {
    button.disabled = true;
    fault.remove();
    try {
      const { drawNetwork } = await import("./network");
      await drawNetwork(place, words);
      for (const drawing of document.querySelectorAll<HTMLElement>("[data-network-still]")) drawing.hidden = true;
      button.remove();
    } catch (error) {
      button.disabled = false;
      place.append(fault);
      throw error;
    }
  });
  place.append(button);
}
