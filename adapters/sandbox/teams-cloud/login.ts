import { randomUUID } from "node:crypto";
import type { Json } from "../json.js";
import { accessToken, keySet, tokenIssuer } from "./keys.js";
import type { World } from "./state.js";

export type Answer = { status: number; json?: Json; headers?: Record<string, string> };

const scope = "https://api.botframework.com/.default";

/** Client credentials, as Entra gives them out: at the app's home tenant only. */
export function tokenAnswer(world: World, tenant: string, form: URLSearchParams, authorization: string): Answer {
  const { appId, appPassword, homeTenant } = world.options;
  const [basicId, basicSecret] = basic(authorization);
  const id = form.get("client_id") ?? basicId;
  const secret = form.get("client_secret") ?? basicSecret;
  if (form.get("grant_type") !== "client_credentials") {
    return refusal(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
  }
  if (id === undefined || id === "") {
    const text = "The request body must contain the following parameter: 'client_id'.";
    return refusal(400, "invalid_request", 900144, text);
  }
  if (tenant !== homeTenant && !world.tenants.has(tenant)) {
    const text = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID.`;
    return refusal(400, "invalid_request", 90002, text);
  }
  if (tenant !== homeTenant || id !== appId) {
    const text = `Application with identifier '${id}' was not found in the directory '${tenant}'.`;
    return refusal(400, "unauthorized_client", 700016, text);
  }
  if (secret === undefined || secret === "") {
    const text = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
    return refusal(401, "invalid_client", 7000218, text);
  }
  if (secret !== appPassword) {
    const text =
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, " +
      `not the client secret ID, for a secret added to app '${id}'.`;
    return refusal(401, "invalid_client", 7000215, text);
  }
  // MSAL adds its usual scopes for people, which mean nothing here.
  const asked = (form.get("scope") ?? "")
    .split(" ")
    .filter((one) => !["", "openid", "profile", "offline_access"].includes(one));
  if (asked.some((one) => !one.endsWith("/.default")) || asked.length !== 1) {
    const text = `The provided value for scope ${asked.join(" ")} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`;
    return refusal(400, "invalid_scope", 1002012, text);
  }
  if (asked[0] !== scope) {
    const text = `The resource principal named ${asked[0]} was not found in the tenant.`;
    return refusal(400, "invalid_resource", 500011, text);
  }
  const lifetime = world.options.tokenLifetimeS ?? 3599;
  const json = {
    token_type: "Bearer",
    expires_in: lifetime,
    ext_expires_in: lifetime,
    access_token: accessToken(world),
  };
  return { status: 200, json, headers: { "cache-control": "no-store, no-cache" } };
}

function basic(authorization: string): [string?, string?] {
  const encoded = /^Basic (\S+)$/i.exec(authorization)?.[1];
  if (encoded === undefined) return [];
  const [id, ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return [decodeURIComponent(id ?? ""), decodeURIComponent(secret.join(":"))];
}

function refusal(status: number, error: string, code: number, text: string): Answer {
  const [trace, correlation] = [randomUUID(), randomUUID()];
  const timestamp = `${new Date().toISOString().slice(0, 19).replace("T", " ")}Z`;
  const json = {
    error,
    error_description: `AADSTS${code}: ${text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
  };
  return { status, json };
}

/** What MSAL may ask of an authority before it asks for a token. */
export function authorityMetadata(world: World, tenant: string): Answer {
  const base = `${world.baseUrl}/${tenant}`;
  return {
    status: 200,
    json: {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      tenant_region_scope: "NA",
    },
  };
}

export function instanceDiscovery(world: World, host: string): Answer {
  const { homeTenant } = world.options;
  return {
    status: 200,
    json: {
      tenant_discovery_endpoint: `${world.baseUrl}/${homeTenant}/v2.0/.well-known/openid-configuration`,
      "api-version": "1.1",
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    },
  };
}

/** Where the keys are that the channel signs with. */
export function channelMetadata(world: World): Answer {
  if (!world.keysReachable) return { status: 503 };
  return {
    status: 200,
    json: {
      issuer: tokenIssuer,
      authorization_endpoint: "https://invalid.botframework.com",
      jwks_uri: `${world.baseUrl}/v1/.well-known/keys`,
      id_token_signing_alg_values_supported: ["RS256"],
      token_endpoint_auth_methods_supported: ["private_key_jwt"],
    },
  };
}

export function channelKeys(world: World): Answer {
  return world.keysReachable ? { status: 200, json: keySet() } : { status: 503 };
}
