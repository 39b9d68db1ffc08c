import { describe, expect, it } from "vitest";
import { htmlText } from "../../adapters/teams/html.js";

const mention = (name: string) =>
  `<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">${name}</span>`;

describe("the text of Teams' HTML", () => {
  it.each([
    ["a paragraph", "<p>one two</p>", "one two"],
    ["paragraphs and divs", "<div><p>one</p>\n<p>two</p><div>three</div></div>", "one\ntwo\nthree"],
    ["line breaks", "<p>one<br>two<br/>three<br></p><p>four</p>", "one\ntwo\nthree\nfour"],
    ["empty lines", "<p>one</p><p>&nbsp;</p><div><br></div><p>two</p><p></p>", "one\n\n\ntwo"],
    ["nothing at either end", "<p>&nbsp;</p>\n<p> one </p><p>&nbsp;</p>", "one"],
    ["words in bold and italics", "<p>one <b>two</b>-<em>three</em>.</p>", "one two-three."],
    ["white space of the source", "<p>\n  one\n  two </p>", "one two"],
    ["spaces that she typed", "<p>&nbsp;one&nbsp; two</p>", " one  two"],
    ["a list", "<ul><li>one</li><li><p>two</p></li></ul><p>three</p>", "- one\n- two\nthree"],
    ["a list of numbers behind text", "<div>say<ol><li>one</li></ol></div>", "say\n- one"],
    ["a table", "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"],
    ["code", '<pre class="x"><code>if a:\n  b</code></pre><p>c</p>', "if a:\n  b\nc"],
    ["entities", "<p>&lt;p&gt; &amp;lt; &quot;x&quot; &#39;&#x1F642;&apos; &eacute;</p>", "<p> &lt; \"x\" '🙂' é"],
    ["what only looks like an entity", "<p>R&D; &bogus; &#0; &#xD800; & &amp</p>", "R&D; &bogus; &#0; &#xD800; & &amp"],
    ["emoji as an element", '<p>good <emoji id="smile" alt="🙂" title="Smile"></emoji></p>', "good 🙂"],
    ["emoji as a picture", `<p><img itemtype="http://schema.skype.com/Emoji" alt='👍🏽'>!</p>`, "👍🏽!"],
    ["another picture", '<p>see <img alt="image" itemtype="http://schema.skype.com/AMSImage" src="x>y"></p>', "see"],
    ["a comment", "<p>one<!-- <p>no</p> --> two</p>", "one two"],
    ["signs that begin no element", "<p>3 < 4 > 2 and a<b</p>", "3 < 4 > 2 and a"],
    ["what never ends", '<p>one <img alt="', 'one <img alt="'],
    ["a mention of somebody", `<p>ask ${mention("Coach")} now</p>`, "ask Coach now"],
    ["no HTML at all", "one", "one"],
    ["nothing", "", ""],
  ])("has %s", (_name, html, text) => {
    expect(htmlText(html)).toBe(text);
  });

  it("leaves out the mentions of those whom it is told, with the space behind each", () => {
    expect(htmlText(`<p>${mention("Through line")}&nbsp;status</p>`, ["Through line"])).toBe("status");
    expect(htmlText(`<p>say ${mention("Bot")} <b>it</b></p>`, ["Bot"])).toBe("say it");
    expect(htmlText(`<p>${mention("Coach")} and <span>Bot</span></p>`, ["Bot"])).toBe("Coach and Bot");
  });

  it("takes long and broken input in time that grows with it", () => {
    const started = Date.now();
    for (const part of ["<", "<a", '<a b="', "<br>", "<!--", "&nbsp;", "<span>", "</span>", "<li>", " ", "&#", "\n"])
      htmlText(part.repeat(200_000));
    expect(Date.now() - started).toBeLessThan(4000);
  });
});
