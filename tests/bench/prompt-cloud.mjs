// A Slack that answers every call of its Web API at once and checks nothing: in a process of its own, so that it takes
// no time of whoever is measured.
import { createServer } from "node:http";

let count = 0;
const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    count += 1;
    const answer = { ok: true, channel: "D1", ts: `1700000000.${String(count).padStart(6, "0")}`, channels: [] };
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  });
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
process.once("SIGTERM", () => process.exit(0));
