/** Values for the fuzzer: what a schema asks for, what it just about allows, and what nobody should ever send. */

import { openapi } from './openapi.js'
import type { Random } from './random.js'

export interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  additionalProperties?: boolean | Schema
}

/** Real things of the service that is fuzzed, by the name of the field or parameter that asks for them. */
export type Known = Readonly<Record<string, () => unknown>>

const DEPTH_MAX = 8
/** No text is made longer than this, but for the few that are meant to be far too long. */
const LENGTH_MAX = 3_000
const STRANGE_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\ufeff',
  '\u202e\u2066abc',
  'e\u0301'.repeat(50),
  '👩‍👩‍👧‍👦'.repeat(30),
  '𝕬'.repeat(100),
  'ﷺ'.repeat(60),
  '\r\nset-cookie: a=b',
  "'; drop table comments; --",
  '<script>alert(1)</script>',
  '{{7*7}}',
  '../../../../etc/passwd',
  '%00%0a%25',
  '__proto__',
  'constructor',
  'NaN',
  '-0',
  '1e400',
  '9007199254740993',
  '2026-02-30T25:61:61Z',
  '0001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  'javascript:alert(1)',
  'http://[::1]:99999/',
  'https://user:password@example.org/?q=#f',
  'a@b',
  '[]',
  'null',
] as const
const STRANGE_NUMBERS = [
  0,
  -0,
  -1,
  0.5,
  1e-320,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  1e21,
  1.7976931348623157e308,
] as const
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz éßñ漢字ع🙂'] as const

export function resolve(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema
  const [, ...parts] = schema.$ref.split('/')
  let found: unknown = openapi
  for (const part of parts) found = (found as Record<string, unknown>)[part.replaceAll('~1', '/').replaceAll('~0', '~')]
  return resolve(found as Schema)
}

/** A value that the schema takes, most of the time; `name` is the field's. */
export function makeValue(random: Random, given: Schema, known: Known, name = '', depth = 0): unknown {
  const schema = resolve(given)
  const real = known[name]
  if (real !== undefined && random.below(10) < 8) return real()
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return random.pick(schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return makeValue(random, random.pick(choices), known, name, depth)
  if (schema.allOf !== undefined)
    return Object.assign({}, ...schema.allOf.map((part) => makeValue(random, part, known, name, depth)))
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type
  if (type === 'null' || depth > DEPTH_MAX) return null
  if (type === 'boolean') return random.below(2) === 0
  if (type === 'integer' || type === 'number') return makeNumber(random, schema, type === 'integer')
  if (type === 'array') {
    const count = Math.min(Math.max(schema.minItems ?? 0, random.below(4)), schema.maxItems ?? 4)
    return Array.from({ length: count }, () => makeValue(random, schema.items ?? {}, known, name, depth + 1))
  }
  if (type === 'object' || schema.properties !== undefined) {
    const { properties = {}, required = [] } = schema
    const names = Object.keys(properties).filter((each) => required.includes(each) || random.below(2) === 0)
    return Object.fromEntries(
      names.map((each) => [each, makeValue(random, properties[each] ?? {}, known, each, depth + 1)]),
    )
  }
  return type === 'string' ? makeText(random, schema) : makeStrange(random)
}

function makeNumber(random: Random, { minimum = -5, maximum = minimum + 1_000 }: Schema, isWhole: boolean): number {
  const edge = random.below(4)
  if (edge === 0) return minimum
  if (edge === 1) return maximum
  const value = minimum + random.next() * (maximum - minimum)
  return isWhole ? Math.round(value) : value
}

function makeText(random: Random, { format, minLength = 0, maxLength = 60 }: Schema): string {
  if (format === 'uuid') return makeUuid(random)
  if (format === 'date-time') return new Date(1_700_000_000_000 + random.below(2 ** 31) * 30).toISOString()
  const longest = Math.min(maxLength, LENGTH_MAX)
  const length = [minLength, longest, Math.min(longest, minLength + random.below(40))][random.below(3)] ?? minLength
  return Array.from({ length }, () => random.pick(LETTERS)).join('')
}

export function makeUuid(random: Random): string {
  const hex = (digits: number) => Array.from({ length: digits }, () => random.below(16).toString(16)).join('')
  return `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`
}

/** Something of no particular type. */
export function makeStrange(random: Random): unknown {
  return random.pick<() => unknown>([
    () => null,
    () => true,
    () => random.pick(STRANGE_NUMBERS),
    () => random.pick(STRANGE_TEXTS),
    () => random.pick(LETTERS).repeat(20_000),
    () => [],
    () => ({}),
    () => [[[[[]]]]],
    () => ({ toString: 1, length: -1, valueOf: {} }),
    () => Array.from({ length: 1_000 }, (_, n) => n),
  ])()
}

export function makeStrangeText(random: Random): string {
  return random.pick(STRANGE_TEXTS)
}

/** The same with one thing wrong: a field missing, of another type, or one too many. */
export function spoil(random: Random, value: unknown): unknown {
  if (Array.isArray(value) && value.length > 0 && random.below(2) === 0) {
    const at = random.below(value.length)
    return value.map((each, index) => (index === at ? spoil(random, each) : each))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return makeStrange(random)
  const names = Object.keys(value)
  const name = names.length === 0 ? 'extra' : random.pick(names)
  const own = value as Record<string, unknown>
  const turn = random.below(5)
  if (turn === 0) return Object.fromEntries(Object.entries(own).filter(([each]) => each !== name))
  if (turn === 1) return { ...own, [`x${random.below(100)}`]: makeStrange(random) }
  if (turn === 2) return { ...own, [name]: spoil(random, own[name]) }
  return { ...own, [name]: makeStrange(random) }
}

/** A body of bytes that is no JSON, or none that anybody should build an object of. */
export function makeRawBody(random: Random, json: string): Buffer {
  return random.pick<() => Buffer>([
    () => Buffer.from(json.slice(0, random.below(json.length + 1))),
    () => Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from([0xff, 0xfe, 0x80])]),
    () => Buffer.from(`\ufeff${json}`),
    () => Buffer.from(`${'['.repeat(20_000)}${']'.repeat(20_000)}`),
    () => Buffer.from(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`),
    () => Buffer.from(`{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}`),
    () => Buffer.from(json.replace('{', '{"body":1,"body":2,')),
    () => Buffer.alloc(140_000, 0x20),
    () => Buffer.from(json, 'utf16le'),
    () => Buffer.alloc(0),
  ])()
}
