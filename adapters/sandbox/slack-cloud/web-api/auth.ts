import { grantToken, uninstall } from "../install.js";
import { later, type World, workspaceOf } from "../state.js";
import { accept, type Call, flag, type Method, type OpenMethod, refuse, text } from "./answers.js";

export const authMethods: Record<string, Method | OpenMethod> = {
  "auth.test": {
    tier: "special",
    run({ workspace }) {
      return accept({
        url: `https://${workspace.domain}.slack.com/`,
        team: workspace.name,
        user: "throughline",
        team_id: workspace.id,
        user_id: workspace.botUser,
        bot_id: workspace.botId,
        is_enterprise_install: false,
      });
    },
  },
  "auth.revoke": {
    tier: "special",
    run({ token, args }) {
      if (flag(args, "test")) return accept({ revoked: false });
      token.state = "revoked";
      return accept({ revoked: true });
    },
  },
  "apps.uninstall": {
    tier: 1,
    required: ["client_id", "client_secret"],
    json: false,
    run({ world, workspace, args }) {
      const wrong = wrongClient(world, args.client_id, args.client_secret);
      if (wrong) return refuse(wrong);
      later(world, () => uninstall(world, workspace.id));
      return accept();
    },
  },
  "team.info": {
    tier: 3,
    scopes: ["team:read"],
    json: false,
    run({ workspace, args }) {
      const asked = text(args, "team");
      if (asked !== undefined && asked !== workspace.id) return refuse("team_not_found");
      const { id, name, domain } = workspace;
      return accept({
        team: {
          id,
          name,
          domain,
          email_domain: "",
          url: `https://${domain}.slack.com/`,
          icon: { image_default: true },
        },
      });
    },
  },
  "oauth.v2.access": {
    tier: 4,
    json: false,
    open(world, args) {
      const wrong = wrongClient(world, args.client_id, args.client_secret);
      if (wrong) return refuse(wrong);
      const code = text(args, "code") ?? "";
      const grant = world.codes.get(code);
      // A code lives ten minutes and is good for one exchange.
      if (!grant || Date.now() - grant.at > 600_000) return refuse("invalid_code");
      if (grant.redirectUri !== undefined && text(args, "redirect_uri") !== grant.redirectUri)
        return refuse("bad_redirect_uri");
      world.codes.delete(code);
      return accept(installed(world, grant));
    },
  },
};

function installed(
  world: World,
  grant: { workspace: string; user: string; scopes: string[] },
): Record<string, unknown> {
  const workspace = workspaceOf(world, grant.workspace);
  return {
    access_token: grantToken(world, grant.workspace, grant.scopes),
    token_type: "bot",
    scope: grant.scopes.join(","),
    bot_user_id: workspace.botUser,
    app_id: workspace.appId,
    team: { id: workspace.id, name: workspace.name },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: grant.user },
  };
}

function wrongClient(world: World, id: Call["args"][string], secret: Call["args"][string]): string | undefined {
  if (id !== world.options.clientId || world.options.clientId === undefined) return "invalid_client_id";
  return secret === world.options.clientSecret ? undefined : "bad_client_secret";
}
