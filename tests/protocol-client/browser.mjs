// The pages before the map: forms, redirects and cookies (PROTOCOL, "The pages").

const unescape = text => text
  .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
  .replace(/&#(\d+);/g, (_, digits) => String.fromCodePoint(Number(digits)))
  .replaceAll("&quot;", "\"").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

const attribute = (tag, name) => unescape(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

export class Browser {
  #address;
  #cookies = new Map();

  constructor(address) {
    this.#address = address;
  }

  // What goes with every request, and with the connection to the hub.
  get cookie() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  // Whether it holds the cookie by which somebody is known at a board.
  isKnownAt(board) {
    return this.#cookies.has(`mb.${board}`) || this.#cookies.has(`__Host-mb.${board}`);
  }

  get(path) {
    return this.#ask(path, {});
  }

  // Sends a page's form as it stands there, with what somebody filled in.
  send(page, name, fields) {
    const form = page.html.match(/<form.*?<\/form>/gs)?.find(f => f.includes(`name="_handler" value="${name}"`));
    if (!form) throw new Error(`The page ${page.path} has no form ${name}.`);
    const body = new URLSearchParams();
    for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
      if (attribute(tag, "type") === "hidden") body.append(attribute(tag, "name"), attribute(tag, "value"));
    }
    for (const [field, value] of Object.entries(fields)) body.append(field, value);
    return this.#ask(page.path, { method: "POST", body });
  }

  async #ask(path, options) {
    const answer = await fetch(new URL(path, this.#address), { ...options, redirect: "manual", headers: { Accept: "text/html", Cookie: this.cookie } });
    for (const set of answer.headers.getSetCookie()) this.#take(set);
    const location = answer.headers.get("location");
    return {
      path,
      status: answer.status,
      html: await answer.text(),
      leadsTo: location && new URL(location, this.#address).pathname,
    };
  }

  #take(set) {
    const [pair, ...attributes] = set.split(";").map(part => part.trim());
    const name = pair.slice(0, pair.indexOf("="));
    const isOver = attributes.some(a => /^max-age=0$/i.test(a) || /^expires=thu, 01 jan 1970/i.test(a));
    if (isOver) this.#cookies.delete(name);
    else this.#cookies.set(name, pair.slice(pair.indexOf("=") + 1));
  }
}
