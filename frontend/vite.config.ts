import { defineConfig } from "vite";

const islands = ["page", "report", "chart", "origins", "map", "select"];

export default defineConfig({
  base: "/static/built/",
  publicDir: false,
  build: {
    outDir: "../src/reportedly/web/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    // the content security policy allows no data: scripts, and a page loads only the islands it has
    assetsInlineLimit: 0,
    rollupOptions: { input: Object.fromEntries(islands.map((name) => [name, `src/${name}.ts`])) },
  },
});
