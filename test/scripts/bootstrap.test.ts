import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import t, { type Test } from 'tap'

const ROOT = path.resolve(import.meta.dirname, '../../..')
// What scripts/build-web.mjs makes files of.
const ENTRIES = [
  'widget/embed.ts',
  'widget/count.ts',
  'widget/receipt.ts',
  'widget/push-worker.ts',
  ...['own', 'read-all', 'report', 'send', 'solve', 'vote'].map((part) => `widget/${part}.ts`),
  'console/main.tsx',
].map((name) => `web/${name}`)
const FILE_TIMEOUT_MS = 120_000

// Stands in for npm, and for its registry: what it installs is the compiler and the bundler of this checkout.
const NPM = `
  import fs from 'node:fs'
  fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n')
  if (fs.existsSync('npm-fails')) { console.error('E404 no such package'); process.exit(1) }
  fs.rmSync('node_modules', { recursive: true, force: true })
  fs.mkdirSync('node_modules')
  fs.symlinkSync(process.env.COMPILER, 'node_modules/typescript')
  fs.symlinkSync(process.env.BUNDLER, 'node_modules/esbuild')
  fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json')
`

const MAIN = `
  import { greeting } from './greeting.js'
  declare const process: { argv: string[] }
  declare const console: { log(text: string): void }
  console.log([greeting, ...process.argv.slice(2)].join(' '))
`

interface Checkout {
  directory: string
  npmRuns(): number
  start(): { status: number | null; stdout: string; stderr: string }
}

t.setTimeout(FILE_TIMEOUT_MS)

t.test('a fresh checkout is installed, built and started; later only started', async (t) => {
  const checkout = makeCheckout(t)
  const first = checkout.start()
  t.strictSame([first.status, first.stdout], [0, 'bonjour serve --loud\n'], "standard output is the program's alone")
  t.match(first.stderr, /installing packages: done in [\d.]+ s\n.*\n.*building: done in [\d.]+ s/)

  const second = checkout.start()
  t.strictSame([second.status, second.stdout, second.stderr], [0, 'bonjour serve --loud\n', ''])
  t.equal(checkout.npmRuns(), 1)
})

t.test('what changed is done again, and nothing else', async (t) => {
  const checkout = makeCheckout(t)
  const write = (file: string, content: string) => writeFileSync(path.join(checkout.directory, file), content)
  const built = (file: string) => existsSync(path.join(checkout.directory, 'build', file))
  checkout.start()

  write('db/migration.ts', 'export const up = 1\n')
  t.match(checkout.start().stderr, /building: done/)
  t.ok(built('db/migration.js'))

  rmSync(path.join(checkout.directory, 'db/migration.ts'))
  t.match(checkout.start().stderr, /building: done/)
  t.notOk(built('db/migration.js'), 'a deleted source leaves no output that would still be run')

  rmSync(path.join(checkout.directory, 'build/src/greeting.js'))
  t.equal(checkout.start().status, 0, 'a deleted output comes back')
  rmSync(path.join(checkout.directory, 'build'), { recursive: true })
  t.equal(checkout.start().status, 0, 'and so does the whole folder')

  mkdirSync(path.join(checkout.directory, 'test'))
  write('test/some.test.ts', 'export const some = 1\n')
  t.equal(checkout.start().stderr, '', "a changed test is none of the program's business")

  t.equal(checkout.npmRuns(), 1)
  write('package-lock.json', '{ "packages": { "node_modules/new": { "version": "2" } } }')
  t.match(checkout.start().stderr, /installing packages: done/)
  t.equal(checkout.npmRuns(), 2)
})

t.test('what browsers are sent is built again when it changed or is gone', async (t) => {
  const checkout = makeCheckout(t)
  const file = (name: string) => path.join(checkout.directory, name)
  t.match(checkout.start().stderr, /building for browsers: done/)
  t.equal(checkout.start().stderr, '')

  writeFileSync(file('web/widget/embed.ts'), "export const word = 'salut'\n")
  t.match(checkout.start().stderr, /building for browsers: done/)
  t.match(readFileSync(file('build/web/widget/embed.js'), 'utf8'), /salut/)
  for (const output of ['embed.js', 'embed.js.br', 'embed.js.gz']) {
    rmSync(file(`build/web/widget/${output}`))
    t.match(checkout.start().stderr, /^causerie: building for browsers …\n(?!.*building …)/, output)
    t.ok(existsSync(file(`build/web/widget/${output}`)), output)
  }

  writeFileSync(file('web/widget/embed.ts'), 'export const word =\n')
  const broken = checkout.start()
  t.equal(broken.status, 1)
  t.match(broken.stderr, /embed\.ts:2[\s\S]*causerie: building for browsers failed/)
})

t.test('what cannot be done is said, and tried again', async (t) => {
  const checkout = makeCheckout(t)
  writeFileSync(path.join(checkout.directory, 'npm-fails'), '')
  const unreachable = checkout.start()
  t.equal(unreachable.status, 1)
  t.match(unreachable.stderr, /E404 no such package\ncauserie: installing packages failed \(1\)/)
  rmSync(path.join(checkout.directory, 'npm-fails'))

  const source = path.join(checkout.directory, 'src/greeting.ts')
  const good = readFileSync(source, 'utf8')
  writeFileSync(source, 'export const greeting: number = "bonjour"\n')
  for (const attempt of ['first', 'second']) {
    const broken = checkout.start()
    t.equal(broken.status, 1, attempt)
    t.match(broken.stderr, /greeting\.ts.*TS2322[\s\S]*causerie: building failed/)
  }
  writeFileSync(source, good)
  t.strictSame(checkout.start().stdout, 'bonjour serve --loud\n')
})

t.test('packages that were installed by hand are believed', async (t) => {
  const checkout = makeCheckout(t)
  spawnSync(process.execPath, ['npm-cli.js', 'install'], {
    cwd: checkout.directory,
    env: environment(checkout.directory),
  })
  t.equal(checkout.start().status, 0)
  t.equal(checkout.npmRuns(), 1)
})

t.test('packages that are linked from elsewhere are left alone', async (t) => {
  const checkout = makeCheckout(t)
  const elsewhere = path.join(checkout.directory, 'elsewhere')
  mkdirSync(elsewhere)
  symlinkSync(compiler(), path.join(elsewhere, 'typescript'))
  symlinkSync(bundler(), path.join(elsewhere, 'esbuild'))
  symlinkSync(elsewhere, path.join(checkout.directory, 'node_modules'))
  t.equal(checkout.start().status, 0)
  t.equal(checkout.npmRuns(), 0)
})

t.test('two first starts at once do the work once, and a dead one is not waited for', async (t) => {
  const checkout = makeCheckout(t)
  mkdirSync(path.join(checkout.directory, 'build'))
  const { pid } = spawnSync(process.execPath, ['--version'])
  writeFileSync(path.join(checkout.directory, 'build/.lock'), String(pid))

  const options = { cwd: checkout.directory, env: environment(checkout.directory), stdio: 'ignore' } as const
  const starts = [1, 2, 3].map(() => spawn(process.execPath, ['scripts/run.mjs'], options))
  t.strictSame(await Promise.all(starts.map((start) => once(start, 'exit'))), [
    [0, null],
    [0, null],
    [0, null],
  ])
  t.equal(checkout.npmRuns(), 1)
  t.notOk(existsSync(path.join(checkout.directory, 'build/.lock')))
})

t.test('a published package is started as it is', async (t) => {
  const checkout = makeCheckout(t)
  checkout.start()
  for (const name of ['src', 'db', 'web', 'tsconfig.json', 'package-lock.json', 'node_modules']) {
    rmSync(path.join(checkout.directory, name), { recursive: true })
  }
  t.strictSame(checkout.start(), { status: 0, stdout: 'bonjour serve --loud\n', stderr: '' })
})

t.test('a Node that is too old is told so', async (t) => {
  const { requireNode } = await import(path.join(ROOT, 'scripts/bootstrap.mjs'))
  t.throws(() => requireNode('18.20.4'), { message: /needs Node.js 20.19 or newer, this is 18.20.4/ })
  t.throws(() => requireNode('20.18.3'), { name: 'BootstrapError' })
  for (const version of ['20.19.0', '22.1.0', '26.0.0']) t.doesNotThrow(() => requireNode(version))
})

function makeCheckout(test: Test): Checkout {
  const directory = realpathSync(mkdtempSync(path.join(tmpdir(), 'bootstrap-')))
  test.teardown(() => rmSync(directory, { recursive: true, force: true }))
  cpSync(path.join(ROOT, 'scripts'), path.join(directory, 'scripts'), {
    recursive: true,
    filter: (file) => !file.endsWith('.ts'),
  })
  for (const folder of ['src', 'db', 'web/widget/locales', 'web/console'])
    mkdirSync(path.join(directory, folder), { recursive: true })
  const write = (file: string, content: string) => writeFileSync(path.join(directory, file), content)
  write('npm-cli.js', NPM)
  write('npm.log', '')
  write('package.json', '{ "name": "fake", "type": "module" }')
  write('package-lock.json', '{ "packages": { "": { "version": "1" } } }')
  const config = JSON.parse(readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8'))
  write('tsconfig.json', JSON.stringify({ ...config, compilerOptions: { ...config.compilerOptions, types: [] } }))
  write('src/main.ts', MAIN)
  write('src/greeting.ts', "export const greeting = 'bonjour'\n")
  write('web/tsconfig.json', '{}')
  for (const entry of ENTRIES) write(entry, "export const word = 'bonjour'\n")
  write('web/widget/locales/en.json', '{}')
  return {
    directory,
    npmRuns: () => readFileSync(path.join(directory, 'npm.log'), 'utf8').split('\n').length - 1,
    start() {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'serve', '--loud'], {
        cwd: directory,
        env: environment(directory),
        encoding: 'utf8',
      })
      return { status, stdout, stderr }
    },
  }
}

function environment(directory: string) {
  return {
    PATH: process.env.PATH,
    npm_execpath: path.join(directory, 'npm-cli.js'),
    COMPILER: compiler(),
    BUNDLER: bundler(),
  }
}

function compiler(): string {
  return realpathSync(path.join(ROOT, 'node_modules/typescript'))
}

function bundler(): string {
  return realpathSync(path.join(ROOT, 'node_modules/esbuild'))
}
