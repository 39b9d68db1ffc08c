import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const documents = ["README.md", ...markdownIn("docs"), ...markdownIn("docs/decisions")].filter((file) =>
  existsSync(file),
);

function markdownIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);
}

/** How GitHub makes a link's target of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

function anchorsIn(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1] as string));
}

describe("the documents", () => {
  it("say of every dependency why it is there, and of nothing else", () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
    const lines = readFileSync("docs/decisions/dependencies.md", "utf8").split("\n");
    const named = lines
      .filter((line) => line.startsWith("| `"))
      .flatMap((line) => [...(line.split("|")[1] as string).matchAll(/`([^`]+)`/g)].map((match) => match[1]));
    expect(named.sort()).toEqual([...Object.keys(dependencies), ...Object.keys(devDependencies)].sort());
  });

  it.each(documents)("%s names no file that is not there", (file) => {
    const names = [
      ...readFileSync(file, "utf8").matchAll(/`((?:src|adapters|tests|docs|scripts|prisma|manifests)\/[\w./-]+)`/g),
    ];
    expect(names.map((match) => match[1] as string).filter((name) => !existsSync(name))).toEqual([]);
  });

  it.each(documents)("%s links to nothing that is not there", (file) => {
    const links = [...readFileSync(file, "utf8").matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] as string);
    const broken = links.filter((link) => {
      if (/^(https?|mailto):/.test(link)) return false;
      const [to, anchor] = link.split("#");
      const target = to ? path.join(path.dirname(file), to) : file;
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsIn(target).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});
