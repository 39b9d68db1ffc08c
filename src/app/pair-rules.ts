import { groupRulesCard } from "../core/groups/cards.js";
import { liftRuleForm, pairRuleForm } from "../core/groups/form.js";
import { idOf } from "../core/id.js";
import { pairKey } from "../core/matching/groups-value.js";
import type { PairRule } from "../core/matching/records.js";
import { texts } from "../core/texts.js";
import type { Card } from "../core/ui/card.js";
import type { Reply } from "../ports/chat-platform.js";
import type { Repositories } from "../ports/store.js";
import type { App } from "./app.js";
import { groundFor } from "./groups-access.js";
import { type Ground, loadGround } from "./groups-ground.js";
import { keepApart } from "./introductions.js";
import { keepForm, notice, say } from "./notices.js";
import { formOnce } from "./once.js";
import { readSubmitted, type Submitted } from "./read-submitted.js";
import type { Known } from "./who.js";

const t = texts.groups;

/** The rules of one collaboration, each with who set it and when. */
export function showRules(app: App, who: Known, collaborationId: string): Promise<Reply> {
  return withGround(app, who, collaborationId, async (view, ground) => notice(await rulesCard(view, who, ground)));
}

export function showPairRuleForm(app: App, who: Known, collaboration: string): Promise<Reply> {
  return withGround(app, who, collaboration, async (_view, { districts }) => {
    return { kind: "show-form", form: pairRuleForm(districts), context: { collaboration } };
  });
}

export function showLiftForm(app: App, who: Known, collaboration: string): Promise<Reply> {
  return withGround(app, who, collaboration, async (_view, { rules, nameOf }) => {
    if (rules.length === 0) return say(t.liftNone);
    return { kind: "show-form", form: liftRuleForm(rules, nameOf), context: { collaboration } };
  });
}

/** Of two districts there is one rule at a time; two whom somebody wants apart are not put together. */
export function savePairRule(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  return changeRules(app, who, submitted, async (tables, ground, now): Promise<Reply | undefined> => {
    const read = readSubmitted(pairRuleForm(ground.districts), submitted);
    if ("reply" in read) return read.reply;
    const [a, b] = [`${read.answers.a}`, `${read.answers.b}`];
    if (a === b) return { kind: "keep-form", errors: { b: t.ruleTwice } };
    const kind = read.answers.rule === "must" ? "must" : "never";
    const there = ground.rules.find((one) => pairKey(one.aDistrictId, one.bDistrictId) === pairKey(a, b));
    if (there !== undefined) return keepForm(there.rule === kind ? t.ruleThere : t.ruleAgainst);
    const apart = ground.never.some((pair) => pairKey(pair.a, pair.b) === pairKey(a, b));
    if (kind === "must" && apart) return keepForm(t.ruleApart);
    const { networkId, collaborationId } = { networkId: who.network.id, collaborationId: ground.collaboration.id };
    const rule: PairRule = {
      id: idOf("pair rule", submitted.key),
      ...{ networkId, collaborationId, rule: kind, aDistrictId: a, bDistrictId: b, personId: who.person.id },
      at: now,
      liftedAt: null,
    };
    await saveRule(tables, who, rule, "pair rule added", now);
    if (kind === "never") await keepApart(tables, who.network, [{ districtId: a }, { districtId: b }], now);
    return undefined;
  });
}

export function liftRule(app: App, who: Known, submitted: Submitted): Promise<Reply> {
  return changeRules(app, who, submitted, async (tables, ground, now): Promise<Reply | undefined> => {
    const read = readSubmitted(liftRuleForm(ground.rules, ground.nameOf), submitted);
    if ("reply" in read) return read.reply;
    const rule = ground.rules.find(({ id }) => id === read.answers.which);
    if (rule === undefined) return keepForm(texts.settled.gone);
    await saveRule(tables, who, { ...rule, liftedAt: now }, "pair rule lifted", now);
    return undefined;
  });
}

async function saveRule(tables: Repositories, who: Known, rule: PairRule, action: string, at: Date): Promise<void> {
  const scope = { networkId: rule.networkId };
  await tables.groups.saveRule(scope, rule);
  const entry = { id: idOf("audit", action, rule.id), ...scope, districtId: null, at, actor: who.person.id };
  await tables.events.audit({ ...entry, action, subject: rule.id, detail: null });
}

/** The form closes with the rules as they are then. `change`: gives a reply where nothing was changed. */
function changeRules(
  app: App,
  who: Known,
  { key, context }: Submitted,
  change: (tables: Repositories, ground: Ground, now: Date) => Promise<Reply | undefined>,
): Promise<Reply> {
  const now = app.clock.now();
  return formOnce(app, key, async (tables): Promise<Reply> => {
    const found = await groundFor(tables, who, context.collaboration ?? "", now);
    if ("refused" in found) return keepForm(found.refused);
    const reply = await change(tables, found.ground, now);
    if (reply !== undefined) return reply;
    const after = await loadGround(tables, who.network, found.ground.collaboration.id, now);
    return { kind: "close-form", notice: await rulesCard(tables, who, after ?? found.ground) };
  });
}

async function rulesCard(view: Repositories, who: Known, ground: Ground): Promise<Card> {
  const names = new Map<string, string>();
  for (const id of new Set(ground.rules.map(({ personId }) => personId))) {
    const person = await view.roster.person({ networkId: who.network.id }, id);
    if (person !== undefined) names.set(id, person.name);
  }
  const { today, collaboration, rules, nameOf } = ground;
  const by = { personOf: (id: string) => names.get(id), today, timeZone: who.network.timeZone };
  return groupRulesCard(collaboration, rules, nameOf, by);
}

function withGround(
  app: App,
  who: Known,
  collaborationId: string,
  work: (view: Repositories, ground: Ground) => Promise<Reply>,
): Promise<Reply> {
  return app.store.read(async (view): Promise<Reply> => {
    const found = await groundFor(view, who, collaborationId, app.clock.now());
    return "refused" in found ? say(found.refused) : work(view, found.ground);
  });
}
