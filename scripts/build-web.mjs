/** Builds the browser's code into build/web: one folder an app, each file with its compressed forms beside it. */

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build, transform } from 'esbuild'

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const OUTPUT = path.join(ROOT, 'build', 'web')
/** The oldest browsers that are served: those of spring 2023. */
const TARGET = ['chrome111', 'firefox113', 'safari16.4']
/** What a reader loads before they touch anything, brotli-compressed; test/web/sizes.test.ts holds it. */
const FIRST_LOAD_BYTES = 8 * 1024

/** `entries` keep their names, all else is named by its content. `copies` go along as they are. */
const APPS = [
  {
    name: 'widget',
    entries: ['web/widget/embed.ts', 'web/widget/count.ts'],
    copies: [],
    // A stylesheet becomes a string, for a shadow root has no file to link to without another round trip.
    plugins: [inlineStyles()],
    firstLoad: ['embed.js', 'locales/en.json'],
  },
]

const outputs = []
rmSync(OUTPUT, { recursive: true, force: true })
for (const app of APPS) await buildApp(app)
writeFileSync(path.join(OUTPUT, 'outputs.json'), JSON.stringify(outputs))

async function buildApp({ name, entries, copies, plugins, firstLoad }) {
  const outdir = path.join(OUTPUT, name)
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: entries,
    outdir,
    entryNames: '[name]',
    chunkNames: 'c/[name]-[hash]',
    assetNames: 'c/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: TARGET,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    tsconfig: path.join(ROOT, 'web/tsconfig.json'),
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins,
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  for (const { path: file, contents } of outputFiles) writeAsset(file, contents)
  for (const copy of copies) writeAsset(path.join(outdir, path.basename(copy)), readFileSync(path.join(ROOT, copy)))
  if (firstLoad !== undefined) sayFirstLoad(name, firstLoad, metafile)
}

function writeAsset(file, contents) {
  const compressed = {
    '': contents,
    '.br': brotliCompressSync(contents, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length },
    }),
    '.gz': gzipSync(contents, { level: 9 }),
  }
  mkdirSync(path.dirname(file), { recursive: true })
  for (const [suffix, bytes] of Object.entries(compressed)) {
    writeFileSync(file + suffix, bytes)
    outputs.push(path.relative(ROOT, file + suffix))
  }
}

/** Prints the compressed size of an app's start: the named files and all that they import before they run. */
function sayFirstLoad(name, starts, { outputs: built }) {
  const files = new Set()
  const add = (file) => {
    if (files.has(file)) return
    files.add(file)
    for (const { path: other, kind } of built[file].imports) if (kind === 'import-statement') add(other)
  }
  for (const start of starts) {
    const file = Object.keys(built).find(
      (output) => output.endsWith(`/${start}`) || built[output].entryPoint?.endsWith(`/${start}`),
    )
    if (file !== undefined) add(file)
  }
  const sizes = [...files].map((file) => readFileSync(path.join(ROOT, `${file}.br`)).length)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  process.stderr.write(
    `causerie: ${name}: first load ${total} of ${FIRST_LOAD_BYTES} bytes (${[...files].map((file, index) => `${path.basename(file)} ${sizes[index]}`).join(', ')})\n`,
  )
}

function inlineStyles() {
  return {
    name: 'inline-styles',
    setup(builder) {
      builder.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
        const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'css', minify: true, target: TARGET })
        return { contents: code.trim(), loader: 'text' }
      })
    },
  }
}
