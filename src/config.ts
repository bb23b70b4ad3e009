/** Environment → Config. The only reader of process.env; reports every mistake at once and freezes the result. */

import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ipaddr from 'ipaddr.js'
import { isPushHost } from './domain/push.js'
import type { HelperConfig } from './helpers/index.js'
import { Redacted } from './privacy/redacted.js'
import { newVapidKey, readVapidKeys } from './privacy/vapid.js'

export interface Config {
  host: string
  port: number
  opsPort: number | null
  publicUrl: string
  dataDir: string
  /** null: the embedded Postgres is started in dataDir. */
  databaseUrl: Redacted | null
  databaseReadUrl: Redacted | null
  /** null: BullMQ, limits and signals run on Postgres. */
  redisUrl: Redacted | null
  pepper: Redacted<Buffer>
  sessionSecret: Redacted<Buffer>
  adminApiKey: Redacted | null
  /** Private key of Web Push; null: it is derived from the pepper. */
  vapidKey: Redacted | null
  /** Push services besides the known ones. */
  pushHosts: string[]
  /** Networks whose forwarded headers are believed. */
  trustProxy: string[]
  isRateLimited: boolean
  /** Where to report a vulnerability of this installation: an address of https: or mailto:. null: nobody said. */
  securityContact: string | null
  logLevel: string
  /** Outside helpers; each null unless switched on. */
  helpers: HelperConfig
}

/** All mistakes of a configuration, one sentence each. The process exits with status 78 (sysexits.h, EX_CONFIG). */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(`configuration: ${mistakes.join('; ')}`)
    this.mistakes = mistakes
  }
}

export const EXIT_CONFIG = 78
const SECRET_BYTES_MIN = 32
const VAPID_KEY = /^[A-Za-z0-9_-]{43}$/
const MAILBOX = /^[^\s@,]+@[^\s@,]+$/
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']
const KNOWN_SAMPLES =
  /^(?:(?:change[-_ ]?me|secret|password|example|test|default|causerie|x{3,}|0+|1234567890)[-_ ]?)+$/i

/** Reads and checks the environment whole. Throws ConfigError; makes DATA_DIR and its secrets file in embedded mode only. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const mistakes: string[] = []
  const fail = (sentence: string): void => {
    mistakes.push(sentence)
  }
  const text = (name: string): string | null => {
    const value = env[name]?.trim()
    return value === undefined || value === '' ? null : value
  }
  const port = (name: string): number | null => {
    const value = text(name)
    if (value === null) return null
    if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value)
    fail(`${name} must be a port number from 0 to 65535`)
    return null
  }
  const url = (name: string, protocols: readonly string[]): Redacted | null => {
    const value = text(name)
    if (value === null) return null
    if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
      fail(`${name} must be an address beginning with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`)
    }
    return new Redacted(value)
  }

  const databaseUrl = url('DATABASE_URL', ['postgres:', 'postgresql:'])
  const databaseReadUrl = url('DATABASE_READ_URL', ['postgres:', 'postgresql:'])
  if (databaseReadUrl !== null && databaseUrl === null) fail('DATABASE_READ_URL needs DATABASE_URL')
  const redisUrl = url('REDIS_URL', ['redis:', 'rediss:'])
  const listenPort = port('PORT') ?? 8080
  const publicUrl = readPublicUrl(text('PUBLIC_URL') ?? `http://localhost:${listenPort}`, fail)
  const dataDir = path.resolve(text('DATA_DIR') ?? './data')
  const trustProxy = listOf(text('TRUST_PROXY'))
  for (const network of trustProxy) checkProxy(network, fail)
  const pushHosts = listOf(text('PUSH_HOSTS'))
  if (!pushHosts.every(isPushHost))
    fail('PUSH_HOSTS must be a comma-separated list of hosts such as push.example.org or *.push.example.org')
  const logLevel = text('LOG_LEVEL') ?? 'info'
  if (!LOG_LEVELS.includes(logLevel)) fail(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`)
  const rateLimit = text('RATE_LIMIT') ?? 'on'
  if (rateLimit !== 'on' && rateLimit !== 'off') fail('RATE_LIMIT must be on or off')
  const adminApiKey = text('ADMIN_API_KEY')
  if (adminApiKey !== null) checkSecret('ADMIN_API_KEY', adminApiKey, fail)
  const securityContact = readContact(text('SECURITY_CONTACT'), fail)
  const host = text('HOST') ?? '127.0.0.1'
  const opsPort = port('OPS_PORT')
  if (opsPort !== null && opsPort !== 0 && opsPort === listenPort) fail('OPS_PORT must differ from PORT')

  const helpers = readHelpers(text, url, fail)

  const given = readSecrets(text, fail)
  if (databaseUrl !== null && given === null) {
    fail('EMAIL_PEPPER and SESSION_SECRET, or SECRET_FILE, are required with DATABASE_URL')
  }
  const ownVapidKey = readVapidKey('VAPID_PRIVATE_KEY', text('VAPID_PRIVATE_KEY'), fail)
  if (mistakes.length > 0) throw new ConfigError(mistakes)
  const secrets = given ?? loadOrMakeSecrets(dataDir)

  return Object.freeze({
    host,
    port: listenPort,
    opsPort,
    publicUrl,
    dataDir,
    databaseUrl,
    databaseReadUrl,
    redisUrl,
    pepper: new Redacted(Buffer.from(secrets.emailPepper)),
    sessionSecret: new Redacted(Buffer.from(secrets.sessionSecret)),
    adminApiKey: adminApiKey === null ? null : new Redacted(adminApiKey),
    vapidKey: ownVapidKey ?? (secrets.vapidPrivateKey === null ? null : new Redacted(secrets.vapidPrivateKey)),
    pushHosts,
    trustProxy,
    isRateLimited: rateLimit === 'on',
    securityContact,
    logLevel,
    helpers,
  })
}

interface Secrets {
  emailPepper: string
  sessionSecret: string
  /** null in files that were made before there was Web Push. */
  vapidPrivateKey: string | null
}

type Fail = (sentence: string) => void

function readPublicUrl(value: string, fail: Fail): string {
  const url = URL.canParse(value) ? new URL(value) : null
  const isWeb = url !== null && (url.protocol === 'http:' || url.protocol === 'https:')
  // Pages, redirects and the session's cookie know the root alone: below a path half of the links would miss it.
  if (!isWeb || url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    fail(
      'PUBLIC_URL must be a web address without query, fragment, path or password, such as https://comments.example.org',
    )
    return ''
  }
  return url.origin
}

/** As a URL parser writes it: what is left has no space and no end of a line in it. */
function readContact(value: string | null, fail: Fail): string | null {
  if (value === null) return null
  const url = URL.canParse(value) ? new URL(value) : null
  const isPage = url?.protocol === 'https:' && url.username === '' && url.password === ''
  const isMailbox = url?.protocol === 'mailto:' && MAILBOX.test(url.pathname)
  if (url !== null && (isPage || isMailbox)) return url.href
  fail('SECURITY_CONTACT must be an address such as mailto:security@example.org or https://example.org/security')
  return null
}

function listOf(value: string | null): string[] {
  return (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** 32 bytes in base64url, as `web-push generate-vapid-keys` prints them. */
function readVapidKey(name: string, value: string | null, fail: Fail): Redacted | null {
  if (value === null) return null
  const key = new Redacted(value)
  try {
    if (!VAPID_KEY.test(value)) throw new Error('of another form')
    readVapidKeys(key)
  } catch {
    fail(`${name} must be a private key on the curve P-256: 32 bytes in base64url`)
  }
  return key
}

/** The widest networks that can be one operator's own: 10.0.0.0/8, and fc00::/7. */
const WIDEST_PREFIX = { ipv4: 8, ipv6: 7 }

/** Outside helpers are off unless an address or a key is set. */
function readHelpers(
  text: (name: string) => string | null,
  url: (name: string, protocols: readonly string[]) => Redacted | null,
  fail: Fail,
): HelperConfig {
  const allowed = text('HELPERS_PRIVATE') ?? 'off'
  if (allowed !== 'on' && allowed !== 'off') fail('HELPERS_PRIVATE must be on or off')
  const isPrivateAllowed = allowed === 'on'
  const protocols = isPrivateAllowed ? ['https:', 'http:'] : ['https:']
  const onFailure = (name: string, value: string | null): 'ignore' | 'hold' => {
    if (value !== null && value !== 'ignore' && value !== 'hold') fail(`${name} must be ignore or hold`)
    return value === 'hold' ? 'hold' : 'ignore'
  }
  const addressOf = (name: string, given: Redacted | null): string | null =>
    given === null ? null : (text(name) ?? null)

  const akismetKey = text('AKISMET_KEY')
  const akismetUrl = addressOf('AKISMET_URL', url('AKISMET_URL', protocols)) ?? 'https://rest.akismet.com'
  const akismetOnFailure = onFailure('AKISMET_ON_FAILURE', text('AKISMET_ON_FAILURE'))
  const classifierUrl = addressOf('CLASSIFIER_URL', url('CLASSIFIER_URL', protocols))
  const classifierKey = text('CLASSIFIER_KEY')
  const model = text('CLASSIFIER_MODEL')
  const daily = text('CLASSIFIER_DAILY') ?? '1000'
  const classifierOnFailure = onFailure('CLASSIFIER_ON_FAILURE', text('CLASSIFIER_ON_FAILURE'))
  if (!/^\d{1,7}$/.test(daily)) fail('CLASSIFIER_DAILY must be a number of calls a day')
  if (classifierUrl !== null && model === null) fail('CLASSIFIER_URL needs CLASSIFIER_MODEL')
  const webhookUrl = addressOf('CHECK_WEBHOOK_URL', url('CHECK_WEBHOOK_URL', protocols))
  const webhookSecret = text('CHECK_WEBHOOK_SECRET')
  const webhookOnFailure = onFailure('CHECK_WEBHOOK_ON_FAILURE', text('CHECK_WEBHOOK_ON_FAILURE'))
  if (webhookUrl !== null && webhookSecret === null) fail('CHECK_WEBHOOK_URL needs CHECK_WEBHOOK_SECRET')
  if (webhookSecret !== null) checkSecret('CHECK_WEBHOOK_SECRET', webhookSecret, fail)

  return {
    akismet:
      akismetKey === null
        ? null
        : { key: new Redacted(akismetKey), url: akismetUrl, onFailure: akismetOnFailure, isPrivateAllowed },
    classifier:
      classifierUrl === null
        ? null
        : {
            url: classifierUrl,
            key: classifierKey === null ? null : new Redacted(classifierKey),
            model: model ?? '',
            budget: Number(daily),
            onFailure: classifierOnFailure,
            isPrivateAllowed,
          },
    webhook:
      webhookUrl === null || webhookSecret === null
        ? null
        : { url: webhookUrl, secret: new Redacted(webhookSecret), onFailure: webhookOnFailure, isPrivateAllowed },
  }
}

function checkProxy(network: string, fail: Fail): void {
  // A bare number would pass as an address: 1 is 0.0.0.1.
  const isNetwork = ipaddr.isValidCIDR(network) || (ipaddr.isValid(network) && !/^\d+$/.test(network))
  if (!isNetwork) {
    fail('TRUST_PROXY must be a comma-separated list of networks such as 10.0.0.0/8; true and numbers are refused')
    return
  }
  const [address = '', prefix] = network.split('/')
  const widest = WIDEST_PREFIX[ipaddr.parse(address).kind()]
  // Half of the Internet twice is all of it.
  if (prefix !== undefined && Number(prefix) < widest)
    fail(`TRUST_PROXY must not trust everybody: a network wider than /${widest} is refused`)
}

function checkSecret(name: string, value: string, fail: Fail): void {
  if (Buffer.byteLength(value) < SECRET_BYTES_MIN) fail(`${name} must be at least ${SECRET_BYTES_MIN} bytes long`)
  else if (new Set(value).size < 8 || KNOWN_SAMPLES.test(value)) fail(`${name} is a sample value: make a random one`)
}

function readSecrets(text: (name: string) => string | null, fail: Fail): Secrets | null {
  const file = text('SECRET_FILE')
  const emailPepper = text('EMAIL_PEPPER')
  const sessionSecret = text('SESSION_SECRET')
  if (file !== null) {
    if (emailPepper !== null || sessionSecret !== null)
      fail('SECRET_FILE replaces EMAIL_PEPPER and SESSION_SECRET: set one or the other')
    try {
      const secrets = parseSecretFile(file)
      checkSecret('emailPepper in SECRET_FILE', secrets.emailPepper, fail)
      checkSecret('sessionSecret in SECRET_FILE', secrets.sessionSecret, fail)
      if (secrets.emailPepper === secrets.sessionSecret)
        fail('emailPepper and sessionSecret in SECRET_FILE must differ')
      return secrets
    } catch {
      fail('SECRET_FILE must name a readable JSON file with emailPepper and sessionSecret')
      return { emailPepper: '', sessionSecret: '', vapidPrivateKey: null }
    }
  }
  if (emailPepper === null && sessionSecret === null) return null
  for (const [name, value] of [
    ['EMAIL_PEPPER', emailPepper],
    ['SESSION_SECRET', sessionSecret],
  ] as const) {
    if (value === null) fail(`${name} is missing: EMAIL_PEPPER and SESSION_SECRET go together`)
    else checkSecret(name, value, fail)
  }
  if (emailPepper !== null && emailPepper === sessionSecret) fail('EMAIL_PEPPER and SESSION_SECRET must differ')
  return { emailPepper: emailPepper ?? '', sessionSecret: sessionSecret ?? '', vapidPrivateKey: null }
}

function parseSecretFile(file: string): Secrets {
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const { emailPepper, sessionSecret, vapidPrivateKey = null } = parsed as Partial<Secrets>
  if (typeof emailPepper !== 'string' || typeof sessionSecret !== 'string') throw new Error('incomplete')
  if (vapidPrivateKey !== null && !VAPID_KEY.test(vapidPrivateKey)) throw new Error('not a key')
  return { emailPepper, sessionSecret, vapidPrivateKey }
}

/** Embedded mode: the secrets live beside the database and are made once. A database without its file is refused later. */
function loadOrMakeSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json')
  if (existsSync(file)) {
    try {
      return parseSecretFile(file)
    } catch {
      throw new ConfigError([`${file} is not a JSON file with emailPepper and sessionSecret: restore it from a backup`])
    }
  }
  // Fresh ones would not fit what is in that database, and would look like the right ones from now on.
  if (existsSync(path.join(dataDir, 'postgres'))) {
    throw new ConfigError([
      `${file} is missing, but there is a database beside it: restore it from a backup, or set EMAIL_PEPPER and SESSION_SECRET`,
    ])
  }
  const secrets = {
    emailPepper: randomBytes(32).toString('base64url'),
    sessionSecret: randomBytes(32).toString('base64url'),
    vapidPrivateKey: newVapidKey(),
  }
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new ConfigError([`DATA_DIR ${dataDir} cannot be written (${code})`])
  }
  return secrets
}
