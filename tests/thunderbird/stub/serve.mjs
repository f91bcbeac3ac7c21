// `node tests/thunderbird/stub/serve.mjs` shows the space's page in a plain browser, with a daemon that is made up: to
// work on how it looks. It prints its address; what may stand behind the "?" is told in page.js.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";

const root = new URL("../../../", import.meta.url);
const types = {
    ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json",
    ".mjs": "text/javascript", ".svg": "image/svg+xml",
};

async function answered(request, response) {
    const path = new URL(request.url, "http://localhost").pathname;
    try {
        let bytes = await readFile(new URL(`.${path}`, root));
        if (path.endsWith(".html")) {
            bytes = bytes.toString().replace('src="space.js"', 'src="/tests/thunderbird/stub/page.js"');
        }
        response.writeHead(200, { "content-type": `${types[extname(path)] ?? "text/plain"}; charset=utf-8` }).end(bytes);
    } catch {
        response.writeHead(404).end();
    }
}

const server = createServer(answered).listen(0, "127.0.0.1", () => {
    console.log(`http://127.0.0.1:${server.address().port}/plugin/thunderbird/space/space.html?case=telling`);
});
