/** Writes openapi.yaml from the route schemas; with --check, fails when the committed file says something else. */

import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import swagger from '@fastify/swagger'
import { stringify } from 'yaml'
import { buildApp } from '../src/http/app.js'
import { createThreadCache } from '../src/http/thread-cache.js'

const FILE = path.resolve(import.meta.dirname, '../../openapi.yaml')
const isCheck = process.argv.includes('--check')

/** Components by their x-name, so that a shape is written once and has a name. */
function nameComponents(document: Record<string, unknown>): Record<string, unknown> {
  const schemas: Record<string, unknown> = {}
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node !== 'object' || node === null) return node
    const { 'x-name': name, 'x-kind': _kind, $comment, ...rest } = node as Record<string, unknown>
    if (typeof $comment === 'string' && $comment.startsWith('ref:'))
      return { $ref: `#/components/schemas/${$comment.slice(4)}` }
    const entries = Object.entries(rest).map(([key, value]) => [key, visit(value)])
    const plain = Object.fromEntries(entries) as Record<string, unknown>
    if (typeof name !== 'string') return plain
    schemas[name] = plain
    return { $ref: `#/components/schemas/${name}` }
  }
  const paths = visit(document.paths)
  const components = document.components as Record<string, unknown>
  const names = Object.keys(schemas).sort()
  return {
    ...document,
    paths,
    components: { ...components, schemas: Object.fromEntries(names.map((name) => [name, schemas[name]])) },
  }
}

// Registering routes calls none of their dependencies.
const nothing = {} as never
const app = await buildApp({
  deps: nothing,
  publicUrl: 'http://localhost:8080',
  trustProxy: [],
  isRateLimited: false,
  securityContact: null,
  limitRedis: null,
  redisPrefix: '',
  cache: createThreadCache({ now: Date.now, isUnavailable: () => false }),
  events: { close: () => {} } as never,
  inspector: { queues: [] } as never,
  health: nothing,
  metrics: { observeRequest: () => {} } as never,
  hasOpsPort: false,
  prepare: async (instance) => {
    await instance.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Causerie',
          version: '1',
          description: 'Comments and their moderation. Errors are problem documents (RFC 9457).',
          license: { name: 'MIT', identifier: 'MIT' },
        },
        servers: [{ url: '/', description: 'Where this service runs' }],
        components: {
          securitySchemes: {
            apiKey: { type: 'http', scheme: 'bearer', description: 'An API key' },
            subscription: { type: 'http', scheme: 'bearer', description: 'The token of a subscription' },
            receipt: { type: 'http', scheme: 'bearer', description: 'The receipt of a comment' },
            session: {
              type: 'apiKey',
              in: 'cookie',
              name: '__Host-causerie',
              description:
                'A moderator’s session. Every request that changes something also sends its `csrf` as `X-CSRF-Token`, from a page of this service.',
            },
            invitation: { type: 'http', scheme: 'bearer', description: 'The token of an invitation’s link' },
          },
        },
        security: [],
      },
    })
  },
})
await app.ready()
const document = JSON.parse(JSON.stringify(app.swagger())) as Record<string, unknown>
await app.close()

const text = `# Written by npm run openapi from the route schemas: change those, not this.\n${stringify(nameComponents(document), { lineWidth: 100, aliasDuplicateObjects: false })}`
if (isCheck) {
  if (readFileSync(FILE, 'utf8') !== text) {
    process.stderr.write('openapi.yaml is stale: run npm run openapi and commit it\n')
    process.exit(1)
  }
} else writeFileSync(FILE, text)
