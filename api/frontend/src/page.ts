// Every page: completion in the search box, details of a mark, bars one can brush, files one can drop.
import "./page.css";
import { completing } from "./suggest";
import { detailing } from "./detail";
import { dropping } from "./drop";
import { brushing } from "./brush";
import { walking } from "./walk";
import { remembering } from "./legend";

for (const box of document.querySelectorAll<HTMLInputElement>("input[data-suggest]")) completing(box);
for (const text of document.querySelectorAll<HTMLElement>(".prose")) detailing(text);
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-drop]")) dropping(form);
for (const drawing of document.querySelectorAll<SVGSVGElement>("svg.histogram")) brushing(drawing);
for (const place of document.querySelectorAll<HTMLElement>("[data-network]")) walking(place);
for (const legend of document.querySelectorAll<HTMLFieldSetElement>("fieldset.legend")) remembering(legend);
