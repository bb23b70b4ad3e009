/** Loads browser code into a test: bundled as for a browser, without one. Only for what needs no document. */

import path from 'node:path'
import { build } from 'esbuild'

const ROOT = path.resolve(import.meta.dirname, '../../..')

/** Everything that the files, named from the root of the repository, export. */
export async function importWeb<Exports>(files: readonly string[]): Promise<Exports> {
  const { outputFiles } = await build({
    stdin: { contents: files.map((file) => `export * from './${file}'`).join('\n'), resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'node20',
    tsconfig: path.join(ROOT, 'web/tsconfig.json'),
    jsx: 'automatic',
    jsxImportSource: 'preact',
  })
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
  return (await import(`data:text/javascript;base64,${source}`)) as Exports
}
