import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

// Modules of ECharts that only the rarer kinds need.
const RARE = new RegExp([
  "rare-parts",
  "echarts/lib/chart/(boxplot|funnel|gauge|heatmap|sankey|treemap)",
  "echarts/lib/data/(Graph|Tree|helper/linkSeriesData)",
  "echarts/lib/coord/View",
  "echarts/lib/visual/VisualMapping",
  "echarts/lib/component/helper/(RoamController|roamHelper|cursorHelper|interactionMutex)",
  "echarts/lib/chart/helper/(whiskerBoxCommon|createGraphFromNodeEdge|treeHelper|enableAriaDecalForTree)",
].join("|"));

// What is never used here and is large: the ways of jsPDF to draw HTML and SVG, and in ECharts its Chinese texts, its
// reading of options of version 2, and patterns for colours.
const NEVER_USED = /^(html2canvas|dompurify|canvg)$|\/(i18n\/langZH|preprocessor\/backwardCompat|util\/decal)\.js$|^\.\/(langZH)\.js$/;

function leaveOut(): Plugin {
  const nothing = new URL("src/support/nothing.ts", import.meta.url).pathname;
  return { name: "leave-out", enforce: "pre", resolveId: (id: string) => (NEVER_USED.test(id) ? nothing : null) };
}

// The bundler puts a helper of 150 bytes into a chunk of its own, which would be a fourth request.
function inlineRuntime(): Plugin {
  return {
    name: "inline-runtime",
    generateBundle(_options, bundle) {
      const runtime = Object.values(bundle).find((file) => file.fileName.includes("rolldown-runtime"));
      if (runtime?.type !== "chunk") return;
      const exported = /export\s*\{\s*(\w+)(?: as \w+)?\s*\};?\s*$/.exec(runtime.code);
      if (!exported) throw new Error("the bundler's helper has another form");
      const body = `(()=>{${runtime.code.slice(0, exported.index)}return ${exported[1]}})()`;
      const reference = new RegExp(`import\\s*\\{\\s*(?:\\w+ as )?(\\w+)\\s*\\}\\s*from\\s*"[./]*${runtime.fileName.replace(/^.*\//, "")}";`);
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk" || chunk === runtime) continue;
        chunk.code = chunk.code.replace(reference, (_all, name: string) => `var ${name}=${body};`);
        if (chunk.code.includes("rolldown-runtime")) throw new Error(`${chunk.fileName} still asks for the helper`);
      }
      delete bundle[runtime.fileName];
    },
  };
}

// The licences of what is in the chunks, as each of them asks for.
function licences(): Plugin {
  return {
    name: "licences",
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === "chunk" ? Object.keys(file.modules) : []));
      const roots = new Set(modules.map((id) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(id)?.[0]).filter((root) => root !== undefined));
      const texts = [...roots].map((root) => {
        const { name, version, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, string>;
        const files = readdirSync(root, { withFileTypes: true }).filter((file) => file.isFile() && /^(licen[cs]e|notice)/i.test(file.name)).map((file) => file.name).sort();
        return `${name} ${version}: ${license}\n\n${files.map((file) => readFileSync(join(root, file), "utf8").trim()).join("\n\n")}`;
      });
      this.emitFile({ type: "asset", fileName: "licences.txt", source: `${texts.sort().join(`\n\n${"-".repeat(80)}\n\n`)}\n` });
    },
  };
}

// The shell keeps its name, so that a page can write it down; everything it loads later carries a hash of its content
// and can be cached for ever. What most dashboards need is one chunk: before the first picture there are three
// requests, the shell, that chunk and the data. Library mode only because it leaves `import()` as it is.
export default defineConfig({
  define: { "process.env.NODE_ENV": '"production"' },
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    cssMinify: true,
    chunkSizeWarningLimit: 800,
    lib: { entry: "src/souk.ts", formats: ["es"], fileName: () => "souk.js" },
    rolldownOptions: {
      preserveEntrySignatures: "allow-extension",
      output: {
        minify: true,
        chunkFileNames: "assets/[name]-[hash].js",
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: "rare-charts", test: RARE, priority: 3 },
            { name: "bands", test: /band-parts|echarts\/lib\/component\/marker\//, priority: 3 },
            { name: "vector", test: /zrender\/lib\/svg\/(?!core|helper)|installSVGRenderer|vector-parts/, priority: 3 },
            { name: "view", test: /support\/nothing|src\/(view|charts|formats)|theme\/(read-theme|appearance)|node_modules\/(lit|@lit|lit-html|lit-element|echarts|zrender|tslib)\//, priority: 2 },
          ],
        },
      },
    },
  },
  plugins: [leaveOut(), inlineRuntime(), licences()],
});
