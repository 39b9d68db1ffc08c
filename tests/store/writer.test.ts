import { describe, expect, test } from "vitest";
import type { Repositories } from "../../src/ports/store.js";
import { type InTransaction, writer } from "../../src/store/writer.js";

/** A database that keeps a list of words, with transactions and savepoints; `fault` may break its begin or its commit. */
function list(fault: (what: "begin" | "undo" | "commit", count: number) => void = () => undefined) {
  const kept: string[] = [];
  const commits: string[][] = [];
  let count = 0;
  const inTransaction: InTransaction = async (together) => {
    count += 1;
    fault("begin", count);
    let written: string[] = [];
    let marked: string[] = [];
    const tables = { add: (word: string) => written.push(word) } as unknown as Repositories;
    await together(
      (work) => work(tables),
      async (sql) => {
        if (sql.startsWith("ROLLBACK")) fault("undo", count);
        if (sql.startsWith("ROLLBACK")) written = [...marked];
        else marked = [...written];
      },
    );
    fault("commit", count);
    kept.push(...written);
    commits.push(written);
  };
  return { kept, commits, writer: writer(inTransaction) };
}

const wordsOf = (tables: Repositories) => tables as unknown as { add(word: string): void };

const add = (word: string) => async (tables: Repositories) => {
  wordsOf(tables).add(word);
  return word;
};
const fail = (word: string) => async (tables: Repositories) => {
  wordsOf(tables).add(word);
  throw new Error(word);
};
const slow = (word: string) => async (tables: Repositories) => {
  await new Promise((resolve) => setTimeout(resolve, 15));
  return add(word)(tables);
};

describe("the writer", () => {
  test("commits together what waits together, in order, and tells each its own result after the commit", async () => {
    const { kept, commits, writer } = list();
    const told = await Promise.all(
      ["a", "b", "c"].map((word) => writer.write(add(word), "brief").then((it) => [it, [...kept]])),
    );
    expect(told).toEqual(["a", "b", "c"].map((word) => [word, ["a", "b", "c"]]));
    expect(commits).toEqual([["a", "b", "c"]]);
  });

  test("keeps nobody from the disk for long: what takes its time is committed before the next", async () => {
    const { commits, writer } = list();
    await Promise.all([slow("a"), slow("b"), add("c"), add("d")].map((work) => writer.write(work, "brief")));
    expect(commits).toEqual([["a"], ["b"], ["c", "d"]]);
  });

  test.each([[["x", "b", "c"]], [["a", "x", "c"]], [["a", "b", "x"]], [["x", "x", "c"]], [["a", "x", "x"]]])(
    "undoes only the write that fails, wherever it stands: %j",
    async (words) => {
      const { kept, writer } = list();
      const outcomes = await Promise.allSettled(
        words.map((word) => writer.write(word === "x" ? fail(word) : add(word), "brief")),
      );
      expect(outcomes.map(({ status }) => status)).toEqual(
        words.map((word) => (word === "x" ? "rejected" : "fulfilled")),
      );
      expect(kept).toEqual(words.filter((word) => word !== "x"));
      expect(await writer.write(add("after"), "brief")).toBe("after");
    },
  );

  test("tells all of a commit that failed, and nobody else", async () => {
    const { kept, writer } = list((what, count) => {
      if (what === "commit" && count === 1) throw new Error("the disk is full");
    });
    const outcomes = Promise.allSettled([writer.write(add("a"), "brief"), writer.write(add("b"), "brief")]);
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { message: "the disk is full" } });
    expect(await writer.write(add("c"), "brief")).toBe("c");
    expect(kept).toEqual(["c"]);
  });

  test("tells one after the other that there is no database, and goes on when there is", async () => {
    const { kept, writer } = list((what, count) => {
      if (what === "begin" && count <= 2) throw new Error("gone");
    });
    const outcomes = await Promise.allSettled(["a", "b", "c"].map((word) => writer.write(add(word), "brief")));
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
    expect(kept).toEqual(["c"]);
  });

  test("leaves alone what is not brief: nobody joins it, and it joins nobody", async () => {
    const { commits, writer } = list();
    const brief = [true, true, false, true, true];
    await Promise.all(
      ["a", "b", "c", "d", "e"].map((word, nth) => writer.write(add(word), brief[nth] ? "brief" : undefined)),
    );
    expect(commits).toEqual([["a", "b"], ["c"], ["d", "e"]]);
  });

  test("lets whoever is waited for go first, and nobody wait for ever", async () => {
    const { kept, writer } = list();
    const first = writer.write(slow("-"));
    const sent = ["a", "b", "c"].map((word) => writer.write(add(word), "brief"));
    const people = ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((word) =>
      writer.write(add(word), "somebody waits"),
    );
    await Promise.all([first, ...sent, ...people]);
    expect(kept.join("")).toBe("-1234a5678b9c");
  });

  test("does the others again where the one that failed took the whole transaction with it", async () => {
    const { kept, writer } = list((what) => {
      if (what === "undo") throw new Error("the connection is gone");
    });
    const words = ["a", "b", "x", "c"];
    const outcomes = await Promise.allSettled(
      words.map((word) => writer.write(word === "x" ? fail(word) : add(word), "brief")),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(outcomes[2]).toMatchObject({ reason: { message: "x" } });
    expect(kept).toEqual(["a", "b", "c"]);
  });

  test("is idle when everything has ended", async () => {
    const { kept, writer } = list();
    await writer.idle();
    void writer.write(slow("a"), "brief");
    void writer.write(add("b"), "brief");
    await writer.idle();
    expect(kept).toEqual(["a", "b"]);
  });
});
