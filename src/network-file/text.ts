import type { Problem } from "../core/network/file.js";

/** A network of a hundred districts is a tenth of this. */
export const largestFile = 2 * 1024 * 1024;

const networkFile = { smaller: "Split it by district", kind: "a YAML or CSV file" };

/** The text of a file, or the one reason why it has none. Knows nothing of the format but what to say instead. */
export function textOf(bytes: Uint8Array, advice = networkFile): { text: string } | { problem: Problem } {
  if (bytes.length > largestFile) {
    const size = `${Math.ceil(bytes.length / 1024 / 1024)} MB`;
    return refuse(`the file is too large (${size}): at most 2 MB are read. ${advice.smaller}`);
  }
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    return refuse("the file is a spreadsheet or an archive: save the sheet as CSV (UTF-8) first");
  }
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) {
    return refuse("the file is saved as UTF-16: save it as UTF-8");
  }
  if (bytes.includes(0)) return refuse(`the file is not a text: give ${advice.kind}`);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refuse("the file has letters that cannot be read: save it as UTF-8");
  }
  return text.trim() === "" ? refuse("the file is empty") : { text };
}

function refuse(says: string): { problem: Problem } {
  return { problem: { lines: [], field: "", says } };
}

function startsWith(bytes: Uint8Array, signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
