import { areSet, type Given, isLoopback, isUrl, missing, wrong } from "./config-variables.js";

export type TeamsConfig = {
  appId: string;
  appPassword: string;
  /** The app's home tenant, where its tokens are given out; undefined for an app of the old multitenant type. */
  tenantId: string | undefined;
  /** Other clouds than Microsoft's; on this machine only. */
  clouds: TeamsClouds | undefined;
};

export type TeamsClouds = { openIdMetadataUrl: string; tokenIssuer: string; loginUrl: string; serviceHosts: string };

const ours = ["MicrosoftAppId", "MicrosoftAppPassword", "MicrosoftAppTenantId", "MicrosoftAppType"];
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Undefined: nothing of Teams is configured. Throws for the first variable that is missing or cannot be used. */
export function readTeams(given: Given, key: string | undefined): TeamsConfig | undefined {
  const set = ours.filter((name) => given(name) !== undefined);
  if (set.length === 0) return undefined;
  const because = areSet(set);
  const needed = (name: string): string => {
    const value = given(name);
    if (value === undefined) throw missing(name, because);
    return value;
  };
  const id = (name: string): string => {
    const value = needed(name);
    if (!guid.test(value)) throw wrong(name, "is no id");
    return value.toLowerCase();
  };
  const appId = id("MicrosoftAppId");
  const appPassword = needed("MicrosoftAppPassword");
  const type = given("MicrosoftAppType") ?? "SingleTenant";
  if (type !== "SingleTenant" && type !== "MultiTenant") throw wrong("MicrosoftAppType", `cannot be “${type}” here`);
  const tenantId = type === "SingleTenant" ? id("MicrosoftAppTenantId") : undefined;
  if (key === undefined)
    throw missing("THROUGHLINE_KEY", `${because}, and what is kept of each tenant is stored encrypted`);
  return { appId, appPassword, tenantId, clouds: readClouds(given) };
}

function readClouds(given: Given): TeamsClouds | undefined {
  const names = ["TEAMS_OPENID_METADATA_URL", "TEAMS_TOKEN_ISSUER", "TEAMS_LOGIN_URL", "TEAMS_SERVICE_HOSTS"];
  const set = names.filter((name) => given(name) !== undefined);
  if (set.length === 0) return undefined;
  const [openIdMetadataUrl, tokenIssuer, loginUrl, hosts] = names.map((name) => {
    const value = given(name);
    if (value === undefined) throw missing(name, areSet(set));
    return value;
  }) as [string, string, string, string];
  if (!isUrl(openIdMetadataUrl, isLoopback)) throw wrong("TEAMS_OPENID_METADATA_URL", "points outside this machine");
  if (!isUrl(loginUrl, isLoopback)) throw wrong("TEAMS_LOGIN_URL", "points outside this machine");
  const serviceHosts = hosts.replaceAll(" ", "");
  if (!serviceHosts.split(",").every((host) => isUrl(`http://${host}/`, (url) => isLoopback(url) && url.host === host)))
    throw wrong("TEAMS_SERVICE_HOSTS", "names a host outside this machine");
  return { openIdMetadataUrl, tokenIssuer, loginUrl, serviceHosts };
}
