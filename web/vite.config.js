import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

import { defineConfig } from "vite";

const OUTPUT = "../service/web";

// The service sends these to clients that take gzip: 7 MB become 2, once, here.
function compressedCopies() {
  return {
    name: "compressed-copies",
    apply: "build",
    async closeBundle() {
      const assets = join(OUTPUT, "assets");
      for (const name of await readdir(assets)) {
        const compressed = await promisify(gzip)(await readFile(join(assets, name)));
        await writeFile(join(assets, `${name}.gz`), compressed);
      }
    },
  };
}

export default defineConfig({
  // Relative addresses: the page tells by its <base> where it stands, a script by its own address.
  base: "./",
  plugins: [compressedCopies()],
  worker: { format: "es" },
  build: {
    outDir: OUTPUT,
    emptyOutDir: true,
    target: "es2022",
    // A wheel carries the built files, and with them the licences of what they are made of.
    license: { fileName: "licenses.md" },
    // The editor is one chunk: split, it would not load faster.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      onLog(level, log, report) {
        // "use client" means nothing in a page without server components.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") report(level, log);
      },
    },
  },
});
