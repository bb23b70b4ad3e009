/** Wrong configuration, as the person who starts the service sees it: every mistake at once, a line each, status 78. */

import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import t from 'tap'
import { ConfigError, readConfig } from '../../src/config.js'
import { MAIN, run, SECRETS } from '../support/process.js'

const EXIT_CONFIG = 78
const AT_ONCE = 3
/** A process costs a second; what the others are told is asked of the reader of the configuration itself. */
const PROCESSES = 10
const scratch = mkdtempSync(path.join(tmpdir(), 'config-'))
const file = (name: string, content: string): string => {
  writeFileSync(path.join(scratch, name), content)
  return path.join(scratch, name)
}

t.setTimeout(120_000)
t.teardown(() => rmSync(scratch, { recursive: true, force: true }))

const LONG = 'b7Qz4mPq9Xw2Lk8Rt5Vn1Yc6Hd3Jf0Gs'
const SECRET_VALUES = new RegExp(`${LONG}|letmein|a:b@`)
const DATABASE = { DATABASE_URL: 'postgres://causerie@127.0.0.1:1/causerie' }
const [pepper, session] = [{ EMAIL_PEPPER: SECRETS.EMAIL_PEPPER }, { SESSION_SECRET: SECRETS.SESSION_SECRET }]

/** What is wrong, and what the one line about it must name. */
const MISTAKES: [string, Record<string, string>, RegExp][] = [
  ['a port that is a word', { PORT: 'http' }, /PORT must be a port number/],
  ['a port that is too high', { PORT: '70000' }, /PORT must be a port number/],
  ['a negative operations port', { OPS_PORT: '-1' }, /OPS_PORT must be a port number/],
  ['one port for everything', { PORT: '8090', OPS_PORT: '8090' }, /OPS_PORT must differ from PORT/],
  ['a public address that is none', { PUBLIC_URL: 'comments.example.org' }, /PUBLIC_URL must be a web address/],
  [
    'a public address of another kind',
    { PUBLIC_URL: 'ftp://comments.example.org' },
    /PUBLIC_URL must be a web address/,
  ],
  ['a public address with a query', { PUBLIC_URL: 'https://c.example/?a=1' }, /PUBLIC_URL must be .* without query/],
  [
    'a public address with a path',
    { PUBLIC_URL: 'https://c.example/comments/' },
    /PUBLIC_URL must be .* without .*path.*such as https:\/\/comments\.example\.org/,
  ],
  [
    'a public address with a password',
    { PUBLIC_URL: 'https://a:b@c.example' },
    /PUBLIC_URL must be .* without .*password/,
  ],
  [
    'a database of another kind',
    { DATABASE_URL: 'mysql://db.example/causerie', ...SECRETS },
    /DATABASE_URL must be an address/,
  ],
  ['a database address that is none', { DATABASE_URL: 'db.example', ...SECRETS }, /DATABASE_URL must be an address/],
  [
    'a replica without its database',
    { DATABASE_READ_URL: DATABASE.DATABASE_URL },
    /DATABASE_READ_URL needs DATABASE_URL/,
  ],
  ['a database without secrets', DATABASE, /EMAIL_PEPPER and SESSION_SECRET.* are required/],
  ['a Redis of another kind', { REDIS_URL: 'http://redis.example' }, /REDIS_URL must be an address/],
  ['proxies: all of them', { TRUST_PROXY: 'true' }, /TRUST_PROXY must be/],
  ['proxies: a number', { TRUST_PROXY: '1' }, /TRUST_PROXY must be/],
  ['proxies: the whole of IPv4', { TRUST_PROXY: '10.0.0.0/8, 0.0.0.0/0' }, /TRUST_PROXY must not trust everybody/],
  ['proxies: the whole of IPv6', { TRUST_PROXY: '::/0' }, /TRUST_PROXY must not trust everybody/],
  ['proxies: everybody, spelt otherwise', { TRUST_PROXY: '0.0.0.0/00' }, /TRUST_PROXY must not trust everybody/],
  ['proxies: half of IPv4', { TRUST_PROXY: '128.0.0.0/1' }, /TRUST_PROXY must not trust everybody/],
  ['proxies: a prefix that does not exist', { TRUST_PROXY: '10.0.0.0/99' }, /TRUST_PROXY must be/],
  ['a push service that is no host', { PUSH_HOSTS: 'push.example.org, everybody' }, /PUSH_HOSTS must be/],
  ['a push service with a path', { PUSH_HOSTS: 'https://push.example.org/x' }, /PUSH_HOSTS must be/],
  ['a key for Web Push that is none', { VAPID_PRIVATE_KEY: 'letmein' }, /VAPID_PRIVATE_KEY must be a private key/],
  [
    'a key for Web Push that is no number of the curve',
    { VAPID_PRIVATE_KEY: 'A'.repeat(43) },
    /VAPID_PRIVATE_KEY must be a private key/,
  ],
  ['a log level of nobody’s', { LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of/],
  ['limits that are neither on nor off', { RATE_LIMIT: 'maybe' }, /RATE_LIMIT must be on or off/],
  ['a contact that is a bare address', { SECURITY_CONTACT: 'a@c.example' }, /SECURITY_CONTACT must be an address/],
  ['a contact without TLS', { SECURITY_CONTACT: 'http://c.example/security' }, /SECURITY_CONTACT must be/],
  ['a contact with a password', { SECURITY_CONTACT: 'https://a:b@c.example/' }, /SECURITY_CONTACT must be/],
  ['a contact that is no mailbox', { SECURITY_CONTACT: 'mailto:security' }, /SECURITY_CONTACT must be/],
  ['a fail policy of nobody’s', { AKISMET_ON_FAILURE: 'panic' }, /AKISMET_ON_FAILURE must be ignore or hold/],
  [
    'a classifier without TLS',
    { CLASSIFIER_URL: 'http://10.0.0.1/v1', CLASSIFIER_MODEL: 'm' },
    /CLASSIFIER_URL must be/,
  ],
  [
    'a classifier without a model',
    { CLASSIFIER_URL: 'https://ai.example/v1' },
    /CLASSIFIER_URL needs CLASSIFIER_MODEL/,
  ],
  ['a budget that is no number', { CLASSIFIER_DAILY: 'many' }, /CLASSIFIER_DAILY must be/],
  ['a check without a secret', { CHECK_WEBHOOK_URL: 'https://c.example' }, /CHECK_WEBHOOK_URL needs/],
  ['a check with a short secret', { CHECK_WEBHOOK_SECRET: 'short' }, /CHECK_WEBHOOK_SECRET must be at least 32/],
  ['private addresses, perhaps', { HELPERS_PRIVATE: 'yes' }, /HELPERS_PRIVATE must be on or off/],
  ['an admin key that is short', { ADMIN_API_KEY: 'letmein' }, /ADMIN_API_KEY must be at least 32/],
  [
    'an admin key that is a sample',
    { ADMIN_API_KEY: 'changeme-changeme-changeme-changeme' },
    /ADMIN_API_KEY is a sample/,
  ],
  ['a pepper alone', pepper, /SESSION_SECRET is missing/],
  ['a session secret alone', session, /EMAIL_PEPPER is missing/],
  ['a pepper that is short', { ...session, EMAIL_PEPPER: 'pepper' }, /EMAIL_PEPPER must be at least 32/],
  ['a pepper of one letter', { ...session, EMAIL_PEPPER: 'a'.repeat(64) }, /EMAIL_PEPPER is a sample/],
  ['one secret for both', { EMAIL_PEPPER: LONG, SESSION_SECRET: LONG }, /EMAIL_PEPPER and SESSION_SECRET must differ/],
  [
    'secrets twice',
    { ...SECRETS, SECRET_FILE: file('good.json', JSON.stringify({ emailPepper: LONG, sessionSecret: `${LONG}2` })) },
    /SECRET_FILE replaces/,
  ],
  [
    'a secrets file that is not there',
    { SECRET_FILE: path.join(scratch, 'gone.json') },
    /SECRET_FILE must name a readable/,
  ],
  ['a secrets file that is no JSON', { SECRET_FILE: file('bad.json', `{${LONG}`) }, /SECRET_FILE must name a readable/],
  [
    'a secrets file with half of it',
    { SECRET_FILE: file('half.json', `{"emailPepper":"${LONG}"}`) },
    /SECRET_FILE must name a readable/,
  ],
  [
    'a secrets file with one secret twice',
    { SECRET_FILE: file('twice.json', JSON.stringify({ emailPepper: LONG, sessionSecret: LONG })) },
    /must differ/,
  ],
  ['data where a file is', { DATA_DIR: file('taken', '') }, /DATA_DIR .* cannot be written/],
]

t.test('every mistake is told in one sentence that names the variable', async (t) => {
  for (const [name, env, expected] of MISTAKES) {
    const error = t.throws(() => readConfig({ DATA_DIR: path.join(scratch, 'data'), ...env }), ConfigError, name)
    const { mistakes } = error as unknown as ConfigError
    t.equal(mistakes.length, 1, `one line for ${name}: ${mistakes.join(' ')}`)
    t.match(mistakes[0], expected)
    t.notMatch(mistakes[0], SECRET_VALUES)
  }
})

t.test('every mistake ends the start with status 78 and one clear line', async (t) => {
  const dataDir = path.join(scratch, 'data')
  const waiting = MISTAKES.slice(-PROCESSES)
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, env, expected] = next
      const program = run(t, MAIN, [], { DATA_DIR: dataDir, ...env })
      t.equal(await program.exited, EXIT_CONFIG, name)
      const lines = program.stderr().trimEnd().split('\n')
      t.equal(lines.length, 1, `one line for ${name}: ${program.stderr()}`)
      t.match(lines[0], expected)
      t.match(lines[0], /^causerie: /)
      t.notMatch(program.stderr() + program.stdout(), SECRET_VALUES, 'and no secret in it')
      t.equal(program.stdout(), '', 'nothing else')
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  t.notOk(existsSync(dataDir), 'a refused start leaves nothing behind')
})

t.test('all mistakes are told at once', async (t) => {
  const env = {
    PORT: 'x',
    OPS_PORT: 'y',
    PUBLIC_URL: 'z',
    REDIS_URL: 'r',
    LOG_LEVEL: 'l',
    RATE_LIMIT: 'm',
    TRUST_PROXY: 'true',
  }
  const program = run(t, MAIN, ['workers'], {
    ...env,
    DATABASE_URL: 'd',
    EMAIL_PEPPER: 'short',
    ADMIN_API_KEY: 'short',
  })
  t.equal(await program.exited, EXIT_CONFIG)
  const lines = program.stderr().trimEnd().split('\n')
  for (const name of [...Object.keys(env), 'DATABASE_URL', 'EMAIL_PEPPER', 'SESSION_SECRET', 'ADMIN_API_KEY']) {
    t.equal(lines.filter((line) => line.startsWith(`causerie: ${name} `)).length, 1, name)
  }
  t.equal(lines.length, 11)
})

t.test('a command that does not exist, or is called wrongly, says how it is called', async (t) => {
  for (const [args, status, expected] of [
    [['dance'], 64, /no command of this name[\s\S]*Usage: causerie/],
    [['--help'], 0, /Usage: causerie/],
    [['migrate', 'sideways'], 64, /say up, down or status/],
    [['create-api-key', '--role', 'king', '--name', 'me'], 64, /--role must be one of/],
    [['create-site', '--id', 'Not An Id'], 64, /--id may hold/],
    [['create-site', '--colour', 'red'], 64, /colour/],
  ] as const) {
    const program = run(t, MAIN, [...args], { DATA_DIR: path.join(scratch, 'never') })
    t.equal(await program.exited, status, args.join(' '))
    t.match(program.stdout() + program.stderr(), expected)
  }
  chmodSync(scratch, 0o700)
})
