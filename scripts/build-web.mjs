/** Builds the browser's code into build/web: one folder an app, each file with its compressed forms beside it. */

import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
const COUNT_BYTES = 1024

/**
 * `entries` keep their names unless `entryNames` says otherwise; all else is named by its content. `parts` and `locales` are
 * files that the entries load by themselves. `copies` go along as they are.
 */
const APPS = [
  {
    name: 'widget',
    entries: ['web/widget/embed.ts', 'web/widget/count.ts', 'web/widget/receipt.ts', 'web/widget/push-worker.ts'],
    copies: [],
    // A stylesheet becomes a string, for a shadow root has no file to link to without another round trip.
    plugins: [inlineStyles()],
    parts: ['own', 'read-all', 'report', 'send', 'solve', 'vote'].map((name) => `web/widget/${name}.ts`),
    locales: 'web/widget/locales',
  },
  {
    name: 'console',
    entries: ['web/console/main.tsx'],
    // Its page is written anew with every start, so that it names the files that belong together.
    entryNames: '[name]-[hash]',
    copies: [],
    plugins: [],
  },
]

const outputs = []
rmSync(OUTPUT, { recursive: true, force: true })
for (const app of APPS) await buildApp(app)
writeFileSync(path.join(OUTPUT, 'outputs.json'), JSON.stringify(outputs))

async function buildApp({ name, entries, entryNames = '[name]', copies, plugins, parts = [], locales }) {
  const outdir = path.join(OUTPUT, name)
  const options = {
    absWorkingDir: ROOT,
    outdir,
    bundle: true,
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
    write: false,
    logLevel: 'warning',
  }
  const later = await buildParts(parts, options)
  const words = locales === undefined ? { define: {}, files: [] } : await readLocales(path.join(ROOT, locales))
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: entries,
    entryNames,
    chunkNames: 'c/[name]-[hash]',
    assetNames: 'c/[name]-[hash]',
    splitting: true,
    define: { ...options.define, ...later.define, ...words.define },
    metafile: true,
  })
  for (const { path: file, contents } of outputFiles) writeAsset(file, contents)
  for (const { file, contents } of [...later.files, ...words.files]) writeAsset(path.join(outdir, file), contents)
  for (const copy of copies) writeAsset(path.join(outdir, path.basename(copy)), readFileSync(path.join(ROOT, copy)))
  if (locales !== undefined) sayFirstLoad(path.relative(ROOT, outdir), words.files, metafile)
}

/** Parts are complete files each, in one folder named by the content of all: they are loaded by name (web/widget/load.ts). */
async function buildParts(parts, options) {
  if (parts.length === 0) return { define: {}, files: [] }
  const { outputFiles } = await build({ ...options, entryPoints: parts })
  const folder = `p-${hashOf(outputFiles.map(({ text }) => text))}`
  return {
    define: { PART_FOLDER: JSON.stringify(folder) },
    files: outputFiles.map(({ path: file, contents }) => ({ file: `${folder}/${path.basename(file)}`, contents })),
  }
}

function hashOf(value) {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8).toUpperCase()
}

/**
 * A language is two files: the words of the first load, and those that come with a later part. One hash names the folder
 * of all of them, so that the code needs to know no more than that and the list of languages.
 */
async function readLocales(folder) {
  const names = readdirSync(folder).sort()
  const parts = names.flatMap((name) => {
    const words = JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
    return Object.entries(words).map(([part, value]) => ({ locale: path.basename(name, '.json'), part, value }))
  })
  const hash = hashOf(parts)
  const files = parts.map(async ({ locale, part, value }) => {
    const { code } = await transform(`export default ${JSON.stringify(value)}`, { minify: true, charset: 'utf8' })
    return { file: `l-${hash}/${locale}.${part}.js`, contents: Buffer.from(code) }
  })
  const locales = names.map((name) => path.basename(name, '.json')).join(' ')
  const define = { LOCALE_FOLDER: JSON.stringify(`l-${hash}`), LOCALES: JSON.stringify(locales) }
  return { define, files: await Promise.all(files) }
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

/** Prints what a reader loads: the entry, all that it imports before it runs, and the language with the longest words. */
function sayFirstLoad(outdir, locales, { outputs: built }) {
  const size = (file) => readFileSync(path.join(ROOT, `${file}.br`)).length
  const code = new Set()
  const add = (file) => {
    if (code.has(file)) return
    code.add(file)
    for (const { path: other, kind } of built[file].imports) if (kind === 'import-statement') add(other)
  }
  add(`${outdir}/embed.js`)
  const longest = Math.max(
    0,
    ...locales.filter(({ file }) => file.endsWith('.first.js')).map(({ file }) => size(`${outdir}/${file}`)),
  )
  const total = [...code].reduce((sum, file) => sum + size(file), longest)
  const counts = size(`${outdir}/count.js`)
  process.stderr.write(
    `causerie: the widget's first load is ${total} bytes (goal ${FIRST_LOAD_BYTES}; code and style ${total - longest}, longest language ${longest}), counts alone ${counts} (goal ${COUNT_BYTES})\n`,
  )
}

function inlineStyles() {
  return {
    name: 'inline-styles',
    setup(builder) {
      builder.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
        const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'css', minify: true, target: TARGET })
        // Values of custom properties are kept as they are written; outside of strings, these spaces mean nothing.
        const short = code
          .trim()
          .replace(/("[^"]*"|'[^']*')|([:,]) | (\/) /g, (_, string, mark, slash) => string ?? mark ?? slash)
        return { contents: short, loader: 'text' }
      })
    },
  }
}
