import { isObject } from "../../json.js";
import { addMessage, tellLater } from "../messages.js";
import { botIsIn, findChannel, findMessage, newId } from "../state.js";
import { type Answer, accept, type Call, type Method, refuse, refuseWith, structured, text } from "./answers.js";
import { botAuthor } from "./chat.js";

export const fileMethods: Record<string, Method> = {
  "files.getUploadURLExternal": {
    tier: 4,
    scopes: ["files:write"],
    json: false,
    required: ["filename", "length"],
    run: uploadUrl,
  },
  "files.completeUploadExternal": { tier: 4, scopes: ["files:write"], required: ["files"], run: complete },
  "reactions.add": { tier: 3, scopes: ["reactions:write"], required: ["channel", "name", "timestamp"], run: react },
};

function uploadUrl({ world, workspace, args }: Call): Answer {
  const announced = Number(text(args, "length"));
  const name = text(args, "filename") ?? "";
  if (!Number.isInteger(announced) || announced <= 0)
    return refuseWith("invalid_arguments", ["must be a number greater than 0 [json-pointer:/length]"]);
  const altText = text(args, "alt_txt");
  if ((altText ?? "").length > 1000) return refuse("alt_txt_too_large");
  const id = newId("F");
  world.files.set(id, {
    id,
    workspace: workspace.id,
    name,
    title: name,
    ...(altText === undefined ? {} : { altText }),
    bytes: 0,
    announced,
    shared: [],
  });
  return accept({ upload_url: `${world.baseUrl}/upload/v1/${id}`, file_id: id });
}

function complete(call: Call): Answer {
  const { world, workspace, args } = call;
  const given = structured(args, "files");
  if (given === undefined || given === "not json" || !Array.isArray(given.value)) return refuse("invalid_array_arg");
  const files = [];
  for (const entry of given.value) {
    const file = isObject(entry) ? world.files.get(String(entry.id)) : undefined;
    if (!file || file.workspace !== workspace.id || !file.uploaded) return refuse("file_not_found");
    if (isObject(entry) && typeof entry.title === "string") file.title = entry.title;
    files.push(file);
  }
  const targets = [text(args, "channel_id") ?? text(args, "channels") ?? ""]
    .flatMap((ids) => ids.split(","))
    .filter((id) => id !== "");
  if (targets.length > 100) return refuse("channels_limit_exceeded");
  for (const target of targets) {
    const channel = findChannel(world, workspace.id, target);
    if (!channel) return refuse("channel_not_found");
    if (!botIsIn(world, channel)) return refuse("not_in_channel");
    const content = { text: text(args, "initial_comment") ?? "" };
    const placing = { threadTs: text(args, "thread_ts"), files: files.map((file) => file.id) };
    const message = addMessage(world, channel, botAuthor(workspace), content, placing);
    for (const file of files) file.shared.push({ channel: channel.id, ts: message.ts });
    tellLater(world, message, "new");
  }
  return accept({ files: files.map(({ id, title }) => ({ id, title })) });
}

function react({ world, workspace, args }: Call): Answer {
  const channel = findChannel(world, workspace.id, text(args, "channel") ?? "");
  if (!channel) return refuse("channel_not_found");
  if (channel.archived) return refuse("is_archived");
  const message = findMessage(world, workspace.id, channel.id, text(args, "timestamp") ?? "");
  if (!message) return refuse("message_not_found");
  const name = text(args, "name") ?? "";
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) return refuse("invalid_name");
  if (message.reactions.some((reaction) => reaction.name === name && reaction.user === workspace.botUser))
    return refuse("already_reacted");
  message.reactions.push({ name, user: workspace.botUser });
  return accept();
}
