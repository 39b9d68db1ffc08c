import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { homeView, renderMessages } from "../../adapters/slack/card.js";
import { modalView } from "../../adapters/slack/form.js";
import { catalogue, type Exhibit } from "./catalogue.js";

/** npm run gallery -- --out DIR: every card and form as the platforms get it, one file each. */
const { values } = parseArgs({ options: { out: { type: "string", default: "gallery" } } });

await mkdir(values.out, { recursive: true });
let files = 0;
for (const exhibit of catalogue) {
  for (const [end, content] of slackFiles(exhibit)) {
    await writeFile(path.join(values.out, `${exhibit.name}${end}.slack.json`), `${JSON.stringify(content, null, 2)}\n`);
    files++;
  }
}
process.stdout.write(`${catalogue.length} cards and forms, ${files} files in ${values.out}\n`);

/** A card that is longer than one message has a file a message. */
function slackFiles(exhibit: Exhibit): [string, { type: string; payload: unknown }][] {
  switch (exhibit.shows) {
    case "message":
      return renderMessages(exhibit.card).map((payload, i) => [
        i === 0 ? "" : `.${i + 1}`,
        { type: "message", payload },
      ]);
    case "home":
      return [["", { type: "home", payload: homeView(exhibit.card) }]];
    case "modal":
      return [["", { type: "modal", payload: modalView(exhibit.form, { cycle: "cycle-1" }) }]];
    default:
      return exhibit satisfies never;
  }
}
