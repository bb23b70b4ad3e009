/** The API's description as a file and as a page. */

import { readFileSync } from 'node:fs'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { parse } from 'yaml'
import { packageFile } from '../../package-file.js'
import type { Routes } from '../typebox.js'

const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'"

export const docsRoutes: Routes<{ publicUrl: string }> = async (app) => {
  const file = packageFile('openapi.yaml')
  const openapi = readFileSync(file, 'utf8')

  app.addHook('onRoute', (route) => {
    // The documentation's own files come from a plugin that knows nothing of our policies.
    if (route.url.startsWith('/docs')) route.config = { ...route.config, access: 'public', cache: 'private' }
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.url.startsWith('/docs')) reply.header('content-security-policy', DOCS_POLICY)
    return payload
  })
  app.get(
    '/openapi.yaml',
    { config: { access: 'public', cache: 'private' }, schema: { hide: true } as object },
    async (_request, reply) =>
      reply.header('access-control-allow-origin', '*').type('application/yaml; charset=utf-8').send(openapi),
  )
  // The page reads the committed file: one description, the same for everybody.
  if (!app.hasDecorator('swagger')) {
    // Read as YAML only when somebody asks for it as JSON: it is long, and every start would wait for it.
    const document = { toJSON: () => parse(openapi) as object }
    await app.register(swagger, { mode: 'static', specification: { document } as never })
  }
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { docExpansion: 'list' },
    theme: {
      title: 'Causerie API',
      css: [{ filename: 'causerie.css', content: '.swagger-ui .topbar { display: none }' }],
    },
  })
}
