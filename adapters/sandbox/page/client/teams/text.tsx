/** What somebody typed: plain text in which mentions stand as `<at>name</at>`. */
export function Text({ text }: { text: string }) {
  return (
    <p className="teams-text">
      {text.split(/(<at>[^<]*<\/at>)/).map((part, index) => {
        const mention = /^<at>([^<]*)<\/at>$/.exec(part)?.[1];
        return mention === undefined ? (
          part
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other identity than their place
          <span key={index} className="teams-mention">
            {mention}
          </span>
        );
      })}
    </p>
  );
}

/** As it stands in a field to be changed: mentions as they are typed. */
export function typedText(text: string): string {
  return text.replace(/<at>([^<]*)<\/at>/g, "@$1");
}

/** `@Throughline what now` → "what now". Undefined where the bot is not addressed at the beginning. */
export function afterMention(text: string, bot: string): string | undefined {
  const start = `@${bot}`;
  const typed = text.trimStart();
  if (typed.slice(0, start.length).toLowerCase() !== start.toLowerCase()) return undefined;
  const rest = typed.slice(start.length);
  return rest === "" || /^[\s,:]/.test(rest) ? rest.replace(/^[\s,:]+/, "") : undefined;
}
