/** Requests for every operation of openapi.yaml: what its schema asks for, and what nobody should send. */

import { type Known, makeRawBody, makeStrangeText, makeValue, type Schema, spoil } from './fuzz-input.js'
import { openapi } from './openapi.js'
import type { Random } from './random.js'

const PLACES = [
  '/v1/%',
  '/v1/sites/demo/threads/%00',
  '/v1/sites/demo/threads/%ff%fe',
  '/v1/sites/demo/threads/..%2f..%2fadmin',
  '/v1/sites//threads/x',
  '//v1/sites/demo/form',
  '/v1/sites/demo/form?slug=%zz',
  '/v1/sites/demo/form?slug=a&slug=b',
  '/v1/admin/comments?limit[]=1',
  '/embed/demo/%F0%9F',
  '/v1/sites/demo/threads/x?sort=oldest&sort=newest&cursor=',
  '/.well-known/../v1/admin/sites',
  '/queues/../../etc/passwd',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/v1/sites/demo/counts?',
  `/v1/${'a/'.repeat(2_000)}`,
] as const

interface Parameter {
  in: 'path' | 'query' | 'header'
  name: string
  required?: boolean
  schema: Schema
}

export interface Operation {
  operationId: string
  template: string
  method: string
  parameters: Parameter[]
  body: Record<string, { schema: Schema }>
}

export const operations: Operation[] = Object.entries(openapi.paths).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, described]) => {
    const {
      operationId,
      parameters = [],
      requestBody,
    } = described as typeof described & {
      parameters?: Parameter[]
      requestBody?: { content: Record<string, { schema: Schema }> }
    }
    return { operationId, template, method: method.toUpperCase(), parameters, body: requestBody?.content ?? {} }
  }),
)

export interface Sent {
  method: string
  target: string
  headers: Record<string, string>
  body: Buffer | null
}

export function makeRequest(random: Random, operation: Operation, known: Known): Sent {
  const { template, method, parameters, body } = operation
  const isPlain = random.below(3) > 0
  const textOf = (name: string, schema: Schema): string =>
    isPlain || random.below(3) > 0 ? String(makeValue(random, schema, known, name)) : makeStrangeText(random)
  const path = template.replace(/\{([^}]+)\}/g, (_whole, name: string) => {
    // The keys that callers use are not to be revoked.
    if (template.includes('/api-keys/')) return String(known.spareKey?.())
    const schema = parameters.find((each) => each.in === 'path' && each.name === name)?.schema ?? { type: 'string' }
    return encodeText(textOf(name, schema)) || 'x'
  })
  const asked = parameters
    .filter((each) => each.in === 'query' && (each.required === true || random.below(2) === 0))
    .map(({ name, schema }) => `${name}=${encodeText(textOf(name, schema))}`)
  if (!isPlain && random.below(3) === 0) asked.push(`${encodeText(makeStrangeText(random))}=${random.below(9)}`)
  const target = `${path}${asked.length === 0 ? '' : `?${asked.join('&')}`}`

  const headers = isPlain ? {} : makeNoise(random)
  const [mediaType = 'application/json'] = Object.keys(body)
  const schema = body[mediaType]?.schema
  if (schema === undefined && random.below(20) > 0) return { method, target, headers, body: null }
  const whole = makeValue(random, schema ?? {}, known)
  const value = isPlain ? whole : spoil(random, whole)
  const isForm =
    mediaType.endsWith('urlencoded') || (operation.operationId === 'submitComment' && random.below(4) === 0)
  headers['content-type'] ??= isForm ? 'application/x-www-form-urlencoded' : 'application/json'
  const text = isForm ? toForm(value) : (JSON.stringify(value) ?? '')
  const bytes = !isPlain && random.below(4) === 0 ? makeRawBody(random, text) : Buffer.from(text)
  return { method, target, headers, body: bytes }
}

/** An address as no well-behaved client writes it. */
export function makePlace(random: Random): Sent {
  const method = random.pick(['GET', 'POST', 'HEAD', 'OPTIONS', 'DELETE', 'PUT', 'PATCH', 'PROPFIND'])
  return { method, target: random.pick(PLACES), headers: makeNoise(random), body: null }
}

function encodeText(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

function toForm(value: unknown): string {
  const fields = new URLSearchParams()
  const add = (name: string, part: unknown): void => {
    if (typeof part === 'object' && part !== null)
      for (const [key, each] of Object.entries(part)) add(name === '' ? key : `${name}.${key}`, each)
    else fields.append(name, String(part))
  }
  add('', value)
  return fields.toString()
}

function makeNoise(random: Random): Record<string, string> {
  const all: Record<string, string> = {
    accept: random.pick(['*/*', 'text/html', 'application/xml', 'x', ';;q=9', 'application/problem+json']),
    'accept-language': random.pick(['fr', 'xx-invalid-tag-;q=2', '*', 'en;q=0.1,fr;q=abc']),
    'accept-encoding': random.pick(['br', 'gzip;q=0', 'zstd, identity;q=0', '*']),
    origin: random.pick(['null', 'https://evil.example', 'https://blog.example', '://', 'http://localhost:3000']),
    'content-type': random.pick(['text/plain', 'application/json; charset=utf-16', 'multipart/form-data', 'a/b/c', '']),
    'if-none-match': random.pick(['*', '"x"', 'W/"', '"".'.repeat(100)]),
    'idempotency-key': random.pick(['1', 'k'.repeat(255), 'k'.repeat(256), '"q"', '\u00ff']),
    'last-event-id': random.pick(['0', '-1', '99999999999999999999', 'x']),
    'x-forwarded-for': random.pick(['127.0.0.1', '::ffff:1.2.3.4, x', ','.repeat(50)]),
    'x-http-method-override': 'DELETE',
    cookie: random.pick(['causerie=cs1_x', '=;=;=', 'causerie=a; causerie=b', '__Host-causerie=%00']),
    range: 'bytes=0-1',
    'user-agent': random.pick(['', 'x'.repeat(2_000)]),
    'sec-fetch-site': random.pick(['cross-site', 'same-origin', 'none']),
    'accept-charset': 'utf-7',
  }
  return Object.fromEntries(Object.entries(all).filter(() => random.below(5) === 0))
}

export function describe({ method, target, headers, body }: Sent): string {
  return `${method} ${target.slice(0, 500)}\n${JSON.stringify(headers)}\n${body?.toString('utf8').slice(0, 2_000) ?? ''}`
}
