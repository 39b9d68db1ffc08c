import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { ChartRef } from "../core/measure/chart-ref.js";
import type { PictureLink } from "../ports/pictures.js";

export type PictureLinks = {
  link: PictureLink;
  /** What a path under /img/ names. `unknown`: not an address that was given out; `expired`: it was once. */
  read(path: string): { ref: ChartRef } | { refused: "unknown" | "expired" };
};

const day = 86_400_000;

/** What is signed, in this order: which picture, for whom, until which day. Short, because platforms limit addresses. */
const signed = z.tuple([
  z.enum(["prediction", "run"]),
  z.enum(["team", "outside"]),
  z.string(),
  z.string(),
  z.string().nullable(),
  z.string(),
  z.number().int(),
]);

/**
 * Addresses of pictures: what each shows, until when, and a signature (HMAC-SHA256) over both. Platforms fetch pictures
 * without saying for whom, so whoever has an address sees the picture: it cannot be guessed or altered, and it ends after
 * `days`, rounded up to a whole day, so that the same picture keeps its address over a day.
 *
 * `key`: THROUGHLINE_KEY, of which a key for this purpose alone is derived; without one, addresses are good until this
 * process ends. `now`: the machine's time, because the caches between a platform and here keep to it; the programme's time
 * may jump weeks ahead.
 */
export function createPictureLinks(options: {
  key: string | undefined;
  publicUrl: string;
  now(): Date;
  days?: number;
}): PictureLinks {
  const { publicUrl, now, days = 30 } = options;
  const secret = Buffer.from(hkdfSync("sha256", options.key ?? randomBytes(32), "", "throughline pictures", 32));
  const signatureOf = (token: string) => createHmac("sha256", secret).update(token).digest("base64url");

  return {
    link({ chart, audience, networkId, cycleId, measureId, content }) {
      const until = Math.ceil(now().getTime() / day) + days;
      const said: z.infer<typeof signed> = [chart, audience, networkId, cycleId, measureId, content, until];
      const token = Buffer.from(JSON.stringify(said)).toString("base64url");
      return `${publicUrl.replace(/\/+$/, "")}/img/${token}.${signatureOf(token)}.png`;
    },
    read(path) {
      const [, token = "", signature = ""] = /^\/img\/([\w-]+)\.([\w-]+)\.png$/.exec(path) ?? [];
      const expected = Buffer.from(signatureOf(token));
      const given = Buffer.from(signature);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { refused: "unknown" };
      const said = signed.safeParse(JSON.parse(Buffer.from(token, "base64url").toString("utf8")));
      if (!said.success) return { refused: "unknown" };
      const [chart, audience, networkId, cycleId, measureId, content, until] = said.data;
      if (now().getTime() >= until * day) return { refused: "expired" };
      return { ref: { chart, audience, networkId, cycleId, measureId, content } };
    },
  };
}
