// The user's own words in a body as getComposeDetails gives it: without quotes and signature.
import "../compose/text_map.js";

export function ownText(details) {
    const parsed = new DOMParser().parseFromString(details.body ?? "", "text/html");
    if (details.isPlainText && !parsed.querySelector("[style*='white-space']")) {
        parsed.body.setAttribute("style", "white-space: pre-wrap");
    }
    return globalThis.amends.textMap.of(parsed.body).text;
}
