/** Keeps the shape of the code: who may import whom, and who may open a secret. ARCHITECTURE.md says why. */

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'

const ROOT = path.resolve(import.meta.dirname, '../..')
const LEAVES = ['src/limits.ts', 'src/new-id.ts', 'src/package-file.ts']
const RULES = ['src/domain', 'src/screening', 'src/privacy']
const STORY = [...RULES, 'src/queue', 'src/push', 'src/helpers', 'db', 'src/deps.ts', 'src/log.ts']
const PROCESS = [...STORY, 'src/lifecycle', 'src/runtime.ts', 'src/model-file.ts']

/** Each layer and the layers it may import besides itself and the leaves. Arrows point down only. */
const LAYERS: Record<string, readonly string[]> = {
  'src/limits.ts': [],
  'src/new-id.ts': [],
  'src/package-file.ts': [],
  'src/model-file.ts': ['src/screening'],
  'src/log.ts': [],
  'src/embedded': [],
  'src/domain': [],
  'src/screening': ['src/domain'],
  'src/privacy': ['src/domain'],
  'src/helpers': RULES,
  'src/config.ts': ['src/domain', 'src/privacy', 'src/helpers'],
  'src/queue': ['src/domain', 'src/privacy'],
  'src/push': ['src/domain', 'src/privacy'],
  // The correction of a site's model is stored packed, in the model's own format.
  db: RULES,
  'src/deps.ts': STORY,
  'src/lifecycle': STORY,
  'src/runtime.ts': [...STORY, 'src/config.ts', 'src/embedded', 'src/lifecycle', 'src/model-file.ts'],
  'src/http': PROCESS,
  workers: PROCESS,
  'src/cli': [...PROCESS, 'src/config.ts', 'src/embedded'],
  'src/service.ts': [...PROCESS, 'src/config.ts', 'src/http', 'workers', 'src/cli'],
  'src/main.ts': ['src/config.ts', 'src/service.ts', 'src/cli'],
}

/** Every package the service runs on, and the only layers that may know it. */
const PACKAGES: Record<string, readonly string[]> = {
  '@bull-board/api': ['src/http'],
  '@bull-board/fastify': ['src/http'],
  '@fastify/cors': ['src/http'],
  '@fastify/rate-limit': ['src/http'],
  '@fastify/swagger': ['src/http'],
  '@fastify/swagger-ui': ['src/http'],
  '@simplewebauthn/server': ['src/privacy'],
  bullmq: ['src/queue', 'workers'],
  fastify: ['src/http'],
  ioredis: ['src/queue', 'src/runtime.ts', 'src/http'],
  'ipaddr.js': ['src/config.ts', 'src/privacy', 'src/helpers'],
  kysely: ['db'],
  'markdown-it': ['src/domain'],
  otpauth: ['src/privacy'],
  pg: ['db'],
  pino: ['src/log.ts'],
  'prom-client': ['src/http'],
  typebox: ['src/http'],
  '@fastify/fast-json-stringify-compiler': ['src/http'],
  'web-push': ['src/push'],
  yaml: ['src/http'],
}

/** Installed before their first use. Whoever imports one moves it to PACKAGES. */
const AWAITED: readonly string[] = []

/** The browser's code: each part and what it may import besides itself. Built into files, it brings its packages along. */
const WEB_LAYERS: Record<string, readonly string[]> = {
  // A stylesheet is text to the code that imports it; the API's types are made from openapi.yaml.
  'web/files.d.ts': [],
  'web/api-client.ts': ['causerie-api'],
  // No package: every byte is sent to every reader.
  'web/widget': ['causerie-api'],
  'web/console': [
    'causerie-api',
    'web/api-client.ts',
    '@preact/signals',
    '@simplewebauthn/browser',
    'lean-qr',
    'preact',
  ],
}

/** Files that may do what no other may, each with the advice for the others. */
const PRIVILEGES: readonly { what: string; pattern: RegExp; files: readonly string[]; advice: string }[] = [
  {
    what: 'opens a secret with reveal()',
    pattern: /\.reveal\(\)/,
    files: [
      'src/privacy/hash-email.ts',
      'src/privacy/hash-network.ts',
      'src/privacy/keys.ts',
      'src/privacy/passwords.ts',
      'src/privacy/session-tokens.ts',
      'src/privacy/tokens.ts',
      'src/privacy/vapid.ts',
      'src/push/send-push.ts',
      'src/helpers/akismet.ts',
      'src/helpers/classifier.ts',
      'src/helpers/webhook.ts',
      'src/queue/backend.ts',
      'src/queue/signals.ts',
      'src/runtime.ts',
      'db/database.ts',
      'db/signals.ts',
    ],
    advice: 'pass the Redacted on, and let one of those files use the value',
  },
  {
    what: 'shows a fresh key or token',
    pattern: /\b(?:showOnce|entryLink)\b/,
    files: [
      'src/privacy/tokens.ts',
      'src/privacy/session-tokens.ts',
      'src/cli/commands/create-api-key.ts',
      'src/cli/commands/invite-moderator.ts',
      'src/http/routes/admin/api-keys.ts',
      'src/http/routes/admin/factors.ts',
      'src/http/routes/admin/invitations.ts',
      'src/http/session-cookie.ts',
      'src/service.ts',
    ],
    advice: 'it is shown to the person who asked for it, once, and nowhere else',
  },
  {
    what: 'reads the environment',
    // Handing the whole environment to readConfig is not reading it.
    pattern: /(?<!readConfig\()\bprocess\.env\b/,
    // Postgres' programs are found by PATH; nothing else of the environment is handed on to them.
    files: ['src/config.ts', 'src/embedded/account.ts'],
    advice: 'add the name to src/config.ts and .env.example, and take the value from Config',
  },
  {
    what: 'asks for the time or a random id',
    pattern: /\bnew Date\(\)|\brandomUUID\b/,
    files: [
      'src/runtime.ts',
      'src/cli/commands/create-api-key.ts',
      'src/cli/commands/create-site.ts',
      'src/cli/commands/invite-moderator.ts',
    ],
    advice: 'use deps.clock(), deps.newId() or deps.newRandomId()',
  },
  {
    what: 'writes SQL that is not escaped',
    pattern: /\bsql\s*\.\s*(?:raw|lit|ref|id|table)\b/,
    // A constant comment that marks statements to prepare.
    files: ['db/prepared.ts'],
    advice: 'put values into the sql`…` template, which sends them as parameters',
  },
]

const files = ['src', 'db', 'workers'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.posix.join(folder, ...file.split(path.sep)))
    .sort(),
)

const webFiles = readdirSync(path.join(ROOT, 'web'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => path.posix.join('web', ...file.split(path.sep)))

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8')
}

function importsOf(source: string): string[] {
  return [...source.matchAll(/\b(?:from |import |import\()'([^'\n]+)'/g)].map(([, specifier = '']) => specifier)
}

function layerOf(file: string): string | undefined {
  return Object.keys(LAYERS).find((layer) => file === layer || file.startsWith(`${layer}/`))
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** What is wrong with an import, as a sentence; undefined: nothing. */
function objectionTo(layer: string, file: string, specifier: string): string | undefined {
  if (specifier.startsWith('node:')) return undefined
  if (!specifier.startsWith('.')) {
    const allowed = PACKAGES[packageOf(specifier)]
    if (allowed === undefined)
      return `imports ${specifier}, which no layer may know yet: add it to PACKAGES in test/architecture.test.ts`
    return allowed.includes(layer) ? undefined : `imports ${specifier}, which only ${allowed.join(' and ')} may know`
  }
  const target = path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts')
  const other = layerOf(target)
  if (other === undefined) return `imports ${target}, which is in no layer`
  if (other === layer || LEAVES.includes(other) || LAYERS[layer]?.includes(other)) return undefined
  return `imports ${target}: arrows point down, and ${layer} may import ${LAYERS[layer]?.join(', ') || 'nothing of ours'} only. ${adviceFor(layer, other)}`
}

function adviceFor(layer: string, other: string): string {
  if (RULES.includes(layer)) return 'Pass it in as a fact, or do the work in src/lifecycle.'
  if (layer === 'db' || layer === 'src/queue')
    return 'What needs rules, SQL and queue together belongs to src/lifecycle.'
  if (['src/http', 'workers', 'src/cli'].includes(other))
    return 'Processes do not know each other: share it in src/lifecycle.'
  return 'ARCHITECTURE.md says what goes where.'
}

// Each rule is one assertion over all files: the difference shown lists every breach as a sentence.

t.test('every file is in a layer and imports only what its layer may know', async (t) => {
  const breaches = files
    .filter((file) => !file.startsWith('db/migrations/'))
    .flatMap((file) => {
      const layer = layerOf(file)
      if (layer === undefined) return [`${file} is in no layer: ARCHITECTURE.md says what goes where`]
      const objections = importsOf(read(file)).flatMap((specifier) => objectionTo(layer, file, specifier) ?? [])
      return objections.map((objection) => `${file} ${objection}`)
    })
  t.strictSame(breaches, [])
})

t.test('browser code is a client like any other: it imports nothing of the service', async (t) => {
  const breaches = webFiles.flatMap((file) => {
    const layer = Object.keys(WEB_LAYERS).find((name) => file === name || file.startsWith(`${name}/`))
    if (layer === undefined) return [`${file} is in no part of web: add it to WEB_LAYERS`]
    return importsOf(read(file))
      .map((specifier) =>
        specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier,
      )
      .map((target) => (target.startsWith('web/') ? target.replace(/\.js$/, '.ts') : packageOf(target)))
      .filter((target) => !target.startsWith(`${layer}/`) && !WEB_LAYERS[layer]?.includes(target))
      .map((target) => `${file} imports ${target}: ${layer} may import ${WEB_LAYERS[layer]?.join(', ')} only`)
  })
  t.strictSame(breaches, [])
})

t.test('migrations are frozen: they import nothing of ours', async (t) => {
  const breaches = files
    .filter((file) => file.startsWith('db/migrations/'))
    .flatMap((file) => importsOf(read(file)).map((specifier) => ({ file, specifier })))
    .filter(({ specifier }) => specifier !== 'kysely')
    .map(({ file, specifier }) => `${file} imports ${specifier}: it must mean the same whatever our code becomes`)
  t.strictSame(breaches, [])
})

t.test('rules are pure: no files, no sockets, no processes', async (t) => {
  const breaches = files
    .filter((file) => RULES.some((layer) => file.startsWith(`${layer}/`)))
    .flatMap((file) => importsOf(read(file)).map((specifier) => ({ file, specifier })))
    .filter(({ specifier }) => /^node:(?!crypto$|util$|url$)/.test(specifier))
    .map(({ file, specifier }) => `${file} imports ${specifier}: what a rule needs to know is passed in`)
  t.strictSame(breaches, [])
})

for (const { what, pattern, files: allowed, advice } of PRIVILEGES) {
  t.test(`only named files do this: ${what}`, async (t) => {
    const breaches = files
      .filter((file) => !allowed.includes(file))
      .flatMap((file) =>
        read(file)
          .split('\n')
          .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${what}: ${advice}`] : [])),
      )
    t.strictSame(breaches, [])
    const idle = allowed.filter((file) => !pattern.test(read(file)))
    t.strictSame(idle, [], 'a file that needs its permission no more is taken off the list')
  })
}

t.test('every package that the service runs on is known to a layer, and used', async (t) => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
  t.strictSame([...Object.keys(PACKAGES), ...AWAITED].sort(), Object.keys(dependencies).sort())
  const used = new Set(files.flatMap((file) => importsOf(read(file)).map(packageOf)))
  t.strictSame(
    Object.keys(dependencies).filter((name) => !used.has(name) && !AWAITED.includes(name)),
    [],
    'a package nobody imports is taken out of package.json',
  )
})
