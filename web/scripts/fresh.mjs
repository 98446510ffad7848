// Builds anew, beside, and fails when what is committed differs: the server embeds the committed files.
// The typed client's schema is compared with the OpenAPI document in the same way.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const WEB = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "souk-fresh-"));
const run = (workspace, ...command) => execFileSync("npx", command, { cwd: join(WEB, "packages", workspace), stdio: ["ignore", "ignore", "inherit"] });

function filesOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(entries.map((entry) => [relative(folder, join(entry.parentPath, entry.name)), readFileSync(join(entry.parentPath, entry.name))]));
}

function differences(committed, fresh) {
  const names = new Set([...committed.keys(), ...fresh.keys()]);
  return [...names].filter((name) => !committed.get(name) || !fresh.get(name) || !committed.get(name).equals(fresh.get(name)));
}

try {
  run("elements", "vite", "build", "--outDir", join(scratch, "dist"), "--logLevel", "error");
  run("elements", "tsc", "-p", "tsconfig.types.json", "--outDir", join(scratch, "dist", "types"));
  run("client", "openapi-typescript", "../../../openapi/openapi.json", "--output", join(scratch, "schema.ts"));
  const stale = differences(filesOf(join(WEB, "packages/elements/dist")), filesOf(join(scratch, "dist")));
  if (!readFileSync(join(scratch, "schema.ts")).equals(readFileSync(join(WEB, "packages/client/src/schema.ts")))) {
    stale.push("packages/client/src/schema.ts (npm run generate -w @souk/client)");
  }
  if (stale.length > 0) {
    console.error(`fresh: what is committed is not what the sources make (npm run build):\n  ${stale.join("\n  ")}`);
    process.exitCode = 1;
  } else {
    console.log("fresh: the committed build is what the sources make");
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
