// Installs and builds every example as a reader of it would.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const EXAMPLES = fileURLToPath(new URL("../../examples/", import.meta.url));
for (const [name, ...steps] of [["embed-plain", "check"], ["embed-react", "build"], ["embed-ssr", "check"]]) {
  const cwd = `${EXAMPLES}${name}`;
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel", "error"], { cwd, stdio: "inherit" });
  for (const step of steps) execFileSync("npm", ["run", "--silent", step], { cwd, stdio: "inherit" });
  console.log(`examples: ${name} is built`);
}
