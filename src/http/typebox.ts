/** TypeBox schemas as Fastify understands them: static types, strict validation, and words for what is wrong. */

import type { FastifyPluginAsync, FastifySchemaCompiler, FastifyTypeProvider, RawServerDefault } from 'fastify'
import Type, { type Static, type TSchema, type TStringOptions } from 'typebox'
import { Compile } from 'typebox/compile'
import type { TLocalizedValidationError } from 'typebox/error'
import { type TextKind, TIDY } from '../domain/comment.js'
import { DomainError, type FieldError, invalidField } from '../domain/errors.js'

export interface TypeBoxProvider extends FastifyTypeProvider {
  validator: this['schema'] extends TSchema ? Static<this['schema']> : unknown
  serializer: this['schema'] extends TSchema ? Static<this['schema']> : unknown
}

/** A group of routes that gets its dependencies as options. */
export type Routes<Options extends object> = FastifyPluginAsync<Options, RawServerDefault, TypeBoxProvider>

/** One of some words, as an `enum` in openapi.yaml. */
export function OneOf<const Value extends string>(values: readonly Value[], options: object = {}) {
  return Type.Unsafe<Value>({ type: 'string', enum: [...values], ...options })
}

/** A schema or null. */
export function Nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()])
}

/** A text that somebody typed. It is tidied before it is validated, so its limits are those of what is kept. */
export function Typed(kind: TextKind, options: TStringOptions = {}) {
  return Type.String({ ...options, 'x-kind': kind })
}

export const Timestamp = Type.String({ format: 'date-time' })

interface JsonSchema {
  type?: string
  items?: { type?: string }
  enum?: string[]
  properties?: Record<string, JsonSchema>
  required?: readonly string[]
  'x-kind'?: TextKind
}

/**
 * Validates a part of a request exactly as written: nothing is converted or left out, except that a query
 * has only strings, so its numbers and lists are read from them first, and that what was typed is tidied.
 * Compiled when a request first asks for it.
 */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  let validator: ReturnType<typeof Compile> | undefined
  const isText = httpPart === 'querystring'
  return (input: unknown) => {
    const value = isText ? readQuery(schema as JsonSchema, input) : tidyTyped(schema as JsonSchema, input)
    validator ??= Compile(schema)
    if (validator.Check(value)) {
      const broken = findBrokenText(schema as JsonSchema, value)
      return broken === undefined ? { value } : { error: invalidField(broken.field, broken.detail) }
    }
    const part = httpPart === 'body' || httpPart === undefined ? '' : httpPart === 'querystring' ? 'query' : httpPart
    const fields = describeErrors(schema as JsonSchema, validator.Errors(value) as TLocalizedValidationError[], part)
    const [first] = fields
    return {
      error: new DomainError(
        'invalid-request',
        first === undefined ? 'the request is not valid' : `${first.field} ${first.detail}`,
        {
          fields,
        },
      ),
    }
  }
}

function readQuery(schema: JsonSchema, input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input
  return Object.fromEntries(
    Object.entries(input as Record<string, unknown>).map(([name, value]) => {
      const type = schema.properties?.[name]?.type
      if (type === 'array') return [name, Array.isArray(value) ? value : [value]]
      if (type === 'integer' && typeof value === 'string' && /^\d{1,9}$/.test(value)) return [name, Number(value)]
      if (type === 'boolean' && (value === 'true' || value === 'false')) return [name, value === 'true']
      return [name, value]
    }),
  )
}

/** A copy with each `Typed` text as its parser would have it; what has another shape is left to the validator. */
function tidyTyped(schema: JsonSchema, value: unknown): unknown {
  const { 'x-kind': kind, properties } = schema
  if (kind !== undefined) return typeof value === 'string' ? TIDY[kind](value) : value
  if (properties === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const tidied = Object.entries(properties).flatMap(([name, property]) =>
    Object.hasOwn(value, name) ? [[name, tidyTyped(property, (value as Record<string, unknown>)[name])]] : [],
  )
  return { ...value, ...Object.fromEntries(tidied) }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused here.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/

/**
 * Where a valid request holds text that no field takes and Postgres cannot store. Only names that the schema knows
 * are looked at, so the field may be shown: a query or headers may hold others.
 */
function findBrokenText(schema: JsonSchema, value: unknown): FieldError | undefined {
  for (const name of Object.keys(schema.properties ?? {})) {
    const broken = findBrokenIn((value as Record<string, unknown>)[name], name)
    if (broken !== undefined) return broken
  }
  return undefined
}

function findBrokenIn(value: unknown, field: string): FieldError | undefined {
  if (typeof value === 'string') {
    if (CONTROL.test(value)) return { field, detail: 'holds control characters' }
    return value.isWellFormed() ? undefined : { field, detail: 'holds half of a surrogate pair' }
  }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, child] of Object.entries(value)) {
    const broken = findBrokenIn(child, `${field}.${name}`)
    if (broken !== undefined) return broken
  }
  return undefined
}

const FIELDS_MAX = 10

/** The whole of a body: not `body`, which is what a comment's text is called. */
export const WHOLE_BODY = 'requestBody'

/** Dotted names and plain words; never a value, and never a member's name that the schema does not know. */
function describeErrors(schema: JsonSchema, errors: readonly TLocalizedValidationError[], part: string): FieldError[] {
  const fields = new Map<string, string>()
  for (const error of errors) {
    const steps = error.instancePath.split('/').filter((step) => step !== '')
    const path = steps.join('.')
    const params = error.params as Record<string, unknown>
    if (error.keyword === 'required') {
      const group = steps.reduce<JsonSchema | undefined>((parent, step) => parent?.properties?.[step], schema)
      for (const name of params.requiredProperties as string[])
        for (const field of listNeeded(name, group?.properties?.[name]))
          add(path === '' ? field : `${path}.${field}`, 'is missing')
    } else if (error.keyword === 'additionalProperties') {
      const known = path === '' ? Object.keys(schema.properties ?? {}) : []
      add(
        path,
        known.length === 0
          ? 'holds a member that is not known'
          : `holds a member that is not known; known are ${known.join(', ')}`,
      )
    } else if (error.keyword !== 'boolean' && error.keyword !== 'const' && error.keyword !== 'anyOf') {
      add(path, describeKeyword(error.keyword, params))
    } else if (error.keyword === 'anyOf') {
      if (![...fields.keys()].some((field) => field.startsWith(path))) add(path, 'has none of the allowed forms')
    }
  }
  return [...fields].slice(0, FIELDS_MAX).map(([field, detail]) => ({ field, detail }))

  function add(path: string, detail: string): void {
    const field =
      path === '' ? part || WHOLE_BODY : ['', 'query', 'params', 'headers'].includes(part) ? path : `${part}.${path}`
    if (!fields.has(field)) fields.set(field, detail)
  }
}

/** What has to be sent where a member is missing: of a group what it needs, since a form has no name for the group itself. */
function listNeeded(name: string, schema: JsonSchema | undefined): string[] {
  const { required = [], properties = {} } = schema ?? {}
  if (required.length === 0) return [name]
  return required.flatMap((member) => listNeeded(`${name}.${member}`, properties[member]))
}

function describeKeyword(keyword: string, params: Record<string, unknown>): string {
  const limit = String(params.limit)
  switch (keyword) {
    case 'type':
      return `must be ${params.type === 'object' || params.type === 'integer' || params.type === 'array' ? 'an' : 'a'} ${String(params.type)}`
    case 'minLength':
      return limit === '1' ? 'is empty' : `must be at least ${limit} characters long`
    case 'maxLength':
      return `is longer than ${limit} characters`
    case 'minimum':
      return `must be at least ${limit}`
    case 'maximum':
      return `must be at most ${limit}`
    case 'minItems':
      return `must have at least ${limit} entries`
    case 'maxItems':
      return `must have at most ${limit} entries`
    case 'minProperties':
      return `must hold at least ${limit === '1' ? 'one member' : `${limit} members`}`
    case 'uniqueItems':
      return 'must not name the same thing twice'
    case 'enum':
      return `must be one of ${(params.allowedValues as unknown[]).join(', ')}`
    case 'pattern':
    case 'format':
      return 'is not of the right form'
    default:
      return 'is not valid'
  }
}
