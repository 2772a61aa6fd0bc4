// An identity provider of somebody else's making, with its own pages for signing in and for saying yes.
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

import Provider from "oidc-provider";

import { freePort, grundlag, serve } from "./server.js";

const SECRET = "only for the tests of this folder, 40 signs";

/**
 * The sample municipality whose people sign in at a provider. Whoever signs in there as p…, which is a person's key in
 * the imported files, is that person; `groups` are everybody's, and can be changed.
 */
export async function houseWithProvider() {
  const folder = mkdtempSync(join(tmpdir(), "grundlag-oidc-"));
  const database = `sqlite:${join(folder, "house.sqlite")}`;
  const secret = join(folder, "secret");
  writeFileSync(secret, SECRET, { mode: 0o600 });
  await grundlag(["demo", "load", "--database", database]);
  const issuer = `http://127.0.0.1:${await freePort()}`;
  const server = await serve(database, [
    ...["--oidc-issuer", issuer, "--oidc-client-id", "grundlag", "--oidc-client-secret-file", secret],
    ...["--oidc-person-claim", "employee_id", "--oidc-groups", "hr=steward"],
  ]);
  const groups = ["hr"];
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "grundlag",
        client_secret: SECRET,
        redirect_uris: [`${server.url}/sign-in/return`],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    claims: { openid: ["sub", "groups", "employee_id"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ["only for tests"] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, groups, ...(/^p\d+$/.test(id) ? { employee_id: id } : {}) }),
    }),
  });
  const listening = createServer(provider.callback()).listen(Number(new URL(issuer).port), "127.0.0.1");
  await once(listening, "listening");
  return {
    url: server.url,
    issuer,
    groups,
    database,
    /** What the server called a warning; taking them out says that they were expected. */
    errors: server.errors,
    async stop() {
      await server.stop();
      listening.closeAllConnections();
      listening.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
