import { defineConfig } from "vite";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic" } },
  // The packages are linked from this repository and have a React of their own for their types.
  resolve: { dedupe: ["react", "react-dom"], preserveSymlinks: true },
  build: { target: "es2022" },
});
