import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Lock = { packages: Record<string, { version?: string; resolved?: string; integrity?: string }> };

describe("package-lock.json", () => {
  const text = readFileSync("package-lock.json", "utf8");
  const packages = Object.entries((JSON.parse(text) as Lock).packages).filter(([where]) => where !== "");

  it("names no download address, so that everybody installs from the registry their npm is set to", () => {
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(text).not.toMatch(/https?:\/\/[^"]*\.tgz/);
  });

  it("has the checksum of every package", () => {
    expect(packages.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
  });

  it("asks for what package.json asks for", () => {
    const wanted = JSON.parse(readFileSync("package.json", "utf8"));
    const locked = JSON.parse(text).packages[""];
    expect(locked.dependencies).toEqual(wanted.dependencies);
    expect(locked.devDependencies).toEqual(wanted.devDependencies);
  });
});
