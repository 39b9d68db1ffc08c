/** The app names its pictures by its public address; the page may load from its own origin alone. */
export function fromHere(address: string): string {
  try {
    const url = new URL(address, location.href);
    const loopback = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
    return loopback && url.pathname.startsWith("/img/") ? url.pathname + url.search : address;
  } catch {
    return address;
  }
}
