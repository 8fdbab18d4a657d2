import { defineConfig } from "vite";

// One script and one style sheet; build/pack.mjs puts them into the one file that Python fills.
export default defineConfig({
  build: {
    outDir: "dist",
    target: "es2022",
    cssTarget: "chrome111",
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    lib: { entry: "src/main.ts", formats: ["iife"], name: "Dossier", fileName: () => "dossier.js", cssFileName: "dossier" },
  },
});
