import { helpCard } from "../core/status/cards.js";
import { isWord } from "../core/words.js";
import type { InboundEvent, Reply } from "../ports/chat-platform.js";
import type { App } from "./app.js";
import { showAsk } from "./ask.js";
import { showConvening } from "./commitments.js";
import { findTests } from "./find.js";
import { showGroups } from "./groups.js";
import { link, linkChannel } from "./link.js";
import { showMine } from "./mine.js";
import { setMuted } from "./mute.js";
import { notice } from "./notices.js";
import { showNudges } from "./nudge.js";
import { showPauses } from "./pause-team.js";
import { showProblem } from "./problem.js";
import { showSettings } from "./settings.js";
import { showCycles } from "./show-cycle.js";
import { showHome, showStatus } from "./show-status.js";
import { chooseUpdate } from "./show-update-form.js";
import type { Known } from "./who.js";

type Command = Extract<InboundEvent, { kind: "command" }>;

/** One word, one use case. An unknown word is answered with the list of words. */
export async function runCommand(app: App, who: Known, command: Command): Promise<Reply> {
  if (!isWord(command.name)) {
    app.journal.count("refused", "unknown word");
    return notice(helpCard(command.name));
  }
  switch (command.name) {
    case "update":
      return coachesOnly(who) ? notice(await showStatus(app, who)) : chooseUpdate(app, who);
    case "cycle":
      return coachesOnly(who) ? notice(await showStatus(app, who)) : showCycles(app, who);
    case "problem":
      return showProblem(app, who);
    case "ask":
      return showAsk(app, who, command.text);
    case "mine":
      return notice(await showMine(app, who));
    case "find":
      return findTests(app, who, command.text);
    case "convening":
      return notice(await showConvening(app, who));
    case "groups":
      return showGroups(app, who);
    case "nudge":
      return showNudges(app, who);
    case "pause":
      if (coachesOnly(who)) return showPauses(app, who);
      return setMuted(app, who, command.key, true);
    case "stop":
      return setMuted(app, who, command.key, true);
    case "status":
      return notice(await showStatus(app, who));
    case "home":
      return notice(await showHome(app, who));
    case "settings":
      return showSettings(who);
    case "link":
      return /^here\b/i.test(command.text.trim())
        ? linkChannel(app, who, command)
        : link(app, command.person, command.key, command.text);
    case "help":
      return notice(helpCard());
    default:
      return command.name satisfies never;
  }
}

/** A program manager records nothing herself: she is shown her teams. */
function coachesOnly(who: Known): boolean {
  return who.teams.length === 0 && who.coaching.length > 0;
}
