// The query page: Yasgui in place of the plain form, with completion from this release's own terms.
import "@zazuko/yasgui/build/yasgui.min.css";
import "./query.css";
import Yasgui from "@zazuko/yasgui";
const host = document.querySelector<HTMLElement>("[data-yasgui]");
if (host) {
  new Yasgui(host, { requestConfig: { endpoint: host.dataset.yasgui! } });
}
