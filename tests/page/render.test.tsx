import type { InputBlock, KnownBlock } from "@slack/types";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { nameHere, placeName } from "../../adapters/sandbox/page/client/found.js";
import { addressFrom, hashOf, placeOf } from "../../adapters/sandbox/page/client/place.js";
import { Blocks } from "../../adapters/sandbox/page/client/slack/blocks.js";
import { Field } from "../../adapters/sandbox/page/client/slack/fields.js";
import { slack } from "../../adapters/sandbox/page/client/slack/index.js";
import { valuesOf } from "../../adapters/sandbox/page/client/slack/values.js";
import { timesIn } from "../../adapters/sandbox/page/client/times.js";
import { unreadIn } from "../../adapters/sandbox/page/client/unread.js";
import type { ConversationState, MessageState, WorkspaceState } from "../../adapters/sandbox/page/cloud.js";
import type { PageState } from "../../adapters/sandbox/page/page-state.js";

const lead = { id: "U1", name: "Team lead, Newark Unified", standing: "member" as const };
const coach = { id: "U2", name: "Coach, Newark Unified", standing: "guest" as const };

function conversation(id: string, kind: ConversationState["kind"], members: string[]): ConversationState {
  return { id, kind, name: kind === "bot" ? "Throughline" : id, members, messages: [], left: 0 };
}

function workspace(id: string, installed = true): WorkspaceState {
  return {
    id,
    name: `District ${id}`,
    installed,
    bot: { id: "UB", name: "Throughline" },
    people: [lead, coach],
    conversations: [
      conversation("D1", "bot", ["U1"]),
      conversation("D2", "bot", ["U2"]),
      conversation("C1", "channel", ["U1"]),
    ],
    dialogs: [],
    homes: [],
  };
}

function state(...workspaces: WorkspaceState[]): PageState {
  return {
    about: { notice: "Sample", timeZone: "America/Los_Angeles" },
    now: "2025-10-10T16:20:00.000Z",
    upcoming: [],
    recent: [],
    clouds: [{ platform: "slack", homePage: true, workspaces }],
  };
}

const plain = (text: string) => ({ type: "plain_text" as const, text });
const option = (value: string) => ({ value, text: plain(`Option ${value}`) });

function drawn(blocks: KnownBlock[], field?: (block: InputBlock) => ReactNode): string {
  const press = async () => ({ ok: true as const, value: { outcome: "done" as const } });
  return renderToStaticMarkup(<Blocks blocks={blocks} workspace={workspace("T1")} press={press} field={field} />);
}

describe("Block Kit on the page", () => {
  test("draws every block that cards are made of", () => {
    const html = drawn([
      { type: "header", text: plain("This week") },
      { type: "section", text: { type: "mrkdwn", text: "*Exit tickets*, asked by <@U1>", verbatim: true } },
      { type: "section", fields: [{ type: "mrkdwn", text: "*Predicted*", verbatim: true }, plain("60 %")] },
      { type: "divider" },
      { type: "image", image_url: "/img/chart.png", alt_text: "From 48 to 55 per cent" },
      { type: "context", elements: [{ type: "mrkdwn", text: "See <https://example.org/p|the page>", verbatim: true }] },
      {
        type: "rich_text",
        elements: [{ type: "rich_text_quote", elements: [{ type: "text", text: "Room 12 <tried>" }] }],
      },
      {
        type: "actions",
        elements: [{ type: "button", action_id: "a", text: plain("Add a result"), style: "primary" }],
      },
    ]);
    expect(html).toMatch(/<h3[^>]*>.*This week.*<\/h3>/);
    expect(html).toContain("Team lead, Newark Unified");
    expect(html).not.toContain("*Predicted*");
    expect(html).toContain('href="https://example.org/p"');
    expect(html).toContain('alt="From 48 to 55 per cent"');
    expect(html).toContain("Room 12 &lt;tried&gt;");
    expect(html).toMatch(/<button type="button" class="slack-button slack-button-primary"[^>]*>Add a result<\/button>/);
  });

  test("says what it cannot draw instead of hiding it", () => {
    const html = drawn([{ type: "video", title: plain("t"), video_url: "v", thumbnail_url: "t", alt_text: "a" }]);
    expect(html).toContain("the sandbox cannot draw: video");
  });

  test("gives no element the id of a block, which may be on the page twice", () => {
    expect(drawn([{ type: "divider", block_id: "twice" }])).not.toContain("twice");
  });
});

describe("a field of a form", () => {
  const elements: InputBlock["element"][] = [
    { type: "plain_text_input", action_id: "value" },
    { type: "plain_text_input", action_id: "value", multiline: true },
    { type: "static_select", action_id: "value", options: [option("a"), option("b")] },
    { type: "radio_buttons", action_id: "value", options: [option("a"), option("b")] },
    { type: "checkboxes", action_id: "value", options: [option("a"), option("b")] },
    { type: "multi_static_select", action_id: "value", options: [option("a"), option("b")] },
    { type: "datepicker", action_id: "value" },
  ];

  test.each(elements.map((element) => [element.type, element] as const))(
    "%s: has a label, its hint and its error",
    (_, element) => {
      const block: InputBlock = {
        type: "input",
        block_id: "f",
        label: plain("Result"),
        hint: plain("A rough count"),
        element,
      };
      const html = renderToStaticMarkup(
        <Field block={block} value={null} error="Please write a number." onChange={() => {}} />,
      );
      const described = /aria-describedby="([^"]+)"/.exec(html)?.[1]?.split(" ") ?? [];
      const texts = described.map((id) => html.slice(html.indexOf(`id="${id}"`)).replace(/<svg.*?<\/svg>/, ""));
      expect(texts[0]).toMatch(/^[^>]*>Please write a number\./);
      expect(texts[1]).toMatch(/^[^>]*>A rough count/);
      const labelled = /<label for="([^"]+)">Result/.exec(html)?.[1];
      if (labelled === undefined) expect(html).toMatch(/<legend>Result<\/legend>/);
      else expect(html).toContain(` id="${labelled}"`);
    },
  );

  test("says when it may be left empty", () => {
    const block: InputBlock = {
      type: "input",
      label: plain("Result"),
      optional: true,
      element: { type: "plain_text_input" },
    };
    expect(renderToStaticMarkup(<Field block={block} value="" onChange={() => {}} />)).toContain("(optional)");
  });

  test("holds what was typed here before what the cloud has, and that before what the form came with", () => {
    const input = (id: string): InputBlock => ({
      type: "input",
      block_id: id,
      label: plain(id),
      element: { type: "plain_text_input", action_id: "value", initial_value: "from the form" },
    });
    const content = {
      blocks: [input("typed"), input("kept"), input("new"), input("emptied")],
      values: {
        typed: { value: { value: "kept" } },
        kept: { value: { value: "kept" } },
        emptied: { value: { value: null } },
      },
    };
    expect(valuesOf(content, { typed: "typed" })).toEqual({
      typed: "typed",
      kept: "kept",
      new: "from the form",
      emptied: null,
    });
  });
});

test("tells a command from a sentence that has a slash in it", () => {
  const sent = (text: string) => slack.send(text, conversation("D1", "bot", ["U1"]), "Throughline");
  expect(sent("/throughline update now")).toEqual({ do: "command", command: "/throughline", text: "update now" });
  expect(sent("/throughline")).toEqual({ do: "command", command: "/throughline", text: "" });
  expect(sent("about 1/2 of them")).toEqual({ do: "say", text: "about 1/2 of them" });
  expect(sent("/ is a slash")).toEqual({ do: "say", text: "/ is a slash" });
});

test.each([
  ["Team lead, Newark Unified", "Newark Unified", "Team lead"],
  ["Teacher, Sample Valley", "Sample Valley Unified (sample)", "Teacher"],
  ["Program manager, north", "Sample Improvement Network", "Program manager, north"],
  ["Network administrator", "Sample Improvement Network", "Network administrator"],
])("says of %s in %s: %s", (name, district, said) => {
  const here = { ...workspace("T1"), name: district, people: [{ ...lead, name }] };
  expect(nameHere(name, here)).toBe(said);
  const place = placeName(here, conversation("D1", "bot", ["U1"]));
  expect(place).toBe(said === name ? `${name}, ${district}` : name);
});

describe("the address", () => {
  test("says the place and is read back", () => {
    const address = { workspace: "slack:T1", person: "U1", conversation: "C/1 #", home: false };
    expect(addressFrom(hashOf(address))).toEqual(address);
    expect(addressFrom(hashOf({ ...address, conversation: "D1", home: true })).home).toBe(true);
  });

  test.each(["", "#", "#/", "#/%E0%A4%A", "#/slack:T9/U9/C9"])("leads to the first place there is from %j", (hash) => {
    const place = placeOf(state(workspace("T1", false), workspace("T2")), addressFrom(hash));
    expect([place?.workspace.id, place?.person.id, place?.conversation.id]).toEqual(["T2", "U1", "D1"]);
  });

  test("does not lead a person into a conversation that she does not see", () => {
    const place = placeOf(state(workspace("T1")), {
      workspace: "slack:T1",
      person: "U2",
      conversation: "C1",
      home: true,
    });
    expect([place?.person.id, place?.conversation.id, place?.home]).toEqual(["U2", "D2", true]);
  });
});

describe("unread", () => {
  const message = (id: string, from: string, more: Partial<MessageState> = {}): MessageState => ({
    id,
    at: "2025-10-10T16:20:00.000Z",
    from: { kind: "bot", id: from, name: from },
    text: "",
    edited: false,
    deleted: false,
    ...more,
  });

  test("counts what others wrote after the mark, without what she cannot see or what is gone", () => {
    const messages = [
      message("100.1", "UB"),
      message("100.2", "UB"),
      message("100.3", "U1"),
      message("100.4", "UB", { deleted: true }),
      message("100.5", "UB", { onlyFor: "U2" }),
      message("100.6", "UB", { onlyFor: "U1" }),
    ];
    const channel = { ...conversation("C1", "channel", ["U1"]), messages };
    expect(unreadIn({}, "slack:T1", lead, channel)).toBe(3);
    expect(unreadIn({ "slack:T1/U1/C1": "100.1" }, "slack:T1", lead, channel)).toBe(2);
    expect(unreadIn({ "slack:T1/U1/C1": "100.6" }, "slack:T1", lead, channel)).toBe(0);
  });
});

describe("times, in the district's words", () => {
  const times = timesIn("America/Los_Angeles");
  test("are said in the programme's zone", () => {
    expect(times.dayWithYear("2025-10-15T05:30:00Z")).toBe("Tuesday, October 14, 2025");
    expect(times.time("2025-10-14T22:30:00Z")).toBe("3:30 pm");
    expect(times.zone("2025-10-14T22:30:00Z")).toBe("Pacific time");
  });

  test("count calendar days, also over the night when the clocks change", () => {
    expect(times.dayFrom("2025-10-14T22:30:00Z", "2025-10-15T06:59:00Z")).toBe("Today");
    expect(times.dayFrom("2025-11-02T06:30:00Z", "2025-11-02T20:00:00Z")).toBe("Tomorrow");
    expect(times.dayFrom("2025-10-14T22:30:00Z", "2025-10-13T22:30:00Z")).toBe("Yesterday");
    expect(times.dayFrom("2025-10-14T22:30:00Z", "2025-11-20T16:00:00Z")).toBe("Thursday, November 20");
    expect(times.daysBetween("2025-10-14T22:30:00Z", "2025-11-20T16:00:00Z")).toBe(37);
  });
});
