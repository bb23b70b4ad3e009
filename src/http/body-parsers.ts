/** Reads bodies: exactly application/json and application/x-www-form-urlencoded, as UTF-8, and nothing else. */

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DomainError } from '../domain/errors.js'
import { TransportError, UNSUPPORTED_DETAIL } from './problem.js'
import { WHOLE_BODY } from './typebox.js'

const NESTING_MAX = 20
const FORM_FIELDS_MAX = 50
const PARSERS = [
  [/^application\/json(?:; ?charset="?utf-8"?)?$/i, parseJson],
  [/^application\/x-www-form-urlencoded(?:; ?charset="?utf-8"?)?$/i, parseForm],
] as const
const POLLUTING = new Set(['__proto__', 'constructor', 'prototype'])

/** Replaces Fastify's own parsers, which are laxer about types and answer with a piece of what they could not read. */
export function addBodyParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()

  app.addHook('preParsing', async (request) => {
    if (request.headers['content-encoding'] !== undefined) {
      throw new TransportError('unsupported-media-type', 'Send the body as it is, without Content-Encoding.')
    }
  })
  for (const [type, parse] of PARSERS) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, async (request: FastifyRequest, body: string | Buffer) => {
      // Fastify chooses the parser by a tidied type; what counts is what was sent.
      if (!type.test(request.headers['content-type'] ?? '')) {
        throw new TransportError('unsupported-media-type', UNSUPPORTED_DETAIL)
      }
      return parse(body as Buffer)
    })
  }
}

/** Parses JSON, refusing invalid UTF-8, prototype members and deep nesting. Errors never quote the input. */
export function parseJson(bytes: Buffer): unknown {
  const text = decode(bytes)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The parser's own message quotes what it stumbled over.
    throw new TransportError('malformed-body', 'The body is not valid JSON.')
  }
  checkTree(value, 0)
  return value
}

/** Parses a form whose dotted names make a tree: `author.name=Ann` is `{author: {name: 'Ann'}}`. Empty fields are left out. */
export function parseForm(bytes: Buffer): unknown {
  const tree = Object.create(null) as Record<string, unknown>
  const pairs = decode(bytes)
    .split('&')
    .filter((pair) => pair !== '')
  if (pairs.length > FORM_FIELDS_MAX)
    throw new TransportError('malformed-body', `The form has more than ${FORM_FIELDS_MAX} fields.`)
  const seen = new Set<string>()
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    const name = decodePart(equals < 0 ? pair : pair.slice(0, equals))
    const value = decodePart(equals < 0 ? '' : pair.slice(equals + 1))
    if (seen.has(name)) throw new TransportError('malformed-body', 'A field of the form is there twice.')
    seen.add(name)
    if (value === '') continue
    const steps = name.split('.')
    const last = steps.pop() ?? ''
    if ([...steps, last].some((step) => POLLUTING.has(step)) || steps.length > 3) throw polluted()
    let branch = tree
    for (const step of steps) {
      branch[step] ??= Object.create(null)
      const next = branch[step]
      if (typeof next !== 'object' || next === null)
        throw new TransportError('malformed-body', 'A field of the form is both a value and a group.')
      branch = next as Record<string, unknown>
    }
    if (typeof branch[last] === 'object')
      throw new TransportError('malformed-body', 'A field of the form is both a value and a group.')
    branch[last] = value
  }
  return tree
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    throw new TransportError('malformed-body', 'The body is not valid UTF-8.')
  }
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new TransportError('malformed-body', 'The form is not percent-encoded UTF-8.')
  }
}

function checkTree(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > NESTING_MAX)
    throw new TransportError('malformed-body', `The body is nested more than ${NESTING_MAX} levels deep.`)
  for (const [name, child] of Object.entries(value)) {
    if (POLLUTING.has(name)) throw polluted()
    checkTree(child, depth + 1)
  }
}

function polluted(): DomainError {
  return new DomainError('invalid-request', 'the body holds a member with a reserved name', {
    fields: [{ field: WHOLE_BODY, detail: 'holds a member with a reserved name' }],
  })
}
