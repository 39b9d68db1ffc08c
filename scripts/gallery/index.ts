import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { homeView, renderMessages } from "../../adapters/slack/card.js";
import { modalView } from "../../adapters/slack/form.js";
import { type AdaptiveCard, renderMessages as renderTeamsMessages } from "../../adapters/teams/card.js";
import { formDialog } from "../../adapters/teams/form.js";
import { catalogue, type Exhibit } from "./catalogue.js";

/** npm run gallery -- --out DIR: every card and form as the platforms get it, one file each. */
const { values } = parseArgs({ options: { out: { type: "string", default: "gallery" } } });

await mkdir(values.out, { recursive: true });
let files = 0;
for (const exhibit of catalogue) {
  await write(exhibit.name, "slack", slackFiles(exhibit));
  await write(exhibit.name, "teams", teamsCards(exhibit));
}
process.stdout.write(`${catalogue.length} cards and forms, ${files} files in ${values.out}\n`);

/** A card that is longer than one message has a file a message: NAME.slack.json, NAME.2.slack.json. */
async function write(name: string, platform: string, contents: object[]): Promise<void> {
  for (const [i, content] of contents.entries()) {
    const file = `${name}${i === 0 ? "" : `.${i + 1}`}.${platform}.json`;
    await writeFile(path.join(values.out, file), `${JSON.stringify(content, null, 2)}\n`);
    files++;
  }
}

function slackFiles(exhibit: Exhibit): { type: string; payload: unknown }[] {
  switch (exhibit.shows) {
    case "message":
      return renderMessages(exhibit.card).map((payload) => ({ type: "message", payload }));
    case "home":
      return [{ type: "home", payload: homeView(exhibit.card) }];
    case "modal":
      return [{ type: "modal", payload: modalView(exhibit.form, { cycle: "cycle-1" }) }];
    default:
      return exhibit satisfies never;
  }
}

/** On Teams the home page is a card in the personal chat, and a form the card of a dialog. */
function teamsCards(exhibit: Exhibit): AdaptiveCard[] {
  switch (exhibit.shows) {
    case "message":
    case "home":
      return renderTeamsMessages(exhibit.card).map(({ attachments: [{ content }] }) => content);
    case "modal":
      return [formDialog(exhibit.form, { cycle: "cycle-1" }).card.content];
    default:
      return exhibit satisfies never;
  }
}
