/** Which methods an address takes, so that a wrong one is answered with 405 and the right ones, and not as if nothing were there. */

import type { FastifyInstance } from 'fastify'

/** Collects the routes registered from now on. The returned function lists the methods of a path; none for an unknown one. */
export function collectMethods(app: FastifyInstance): (path: string) => string[] {
  const routes: { pattern: RegExp; methods: readonly string[] }[] = []
  app.addHook('onRoute', ({ url, method }) => {
    // Of CORS, not of an address: it takes a preflight to anywhere.
    if (url === '*') return
    routes.push({ pattern: toPattern(url), methods: [method].flat() })
  })
  return (path) => [...new Set(routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods))]
}

function toPattern(url: string): RegExp {
  const escaped = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/:[A-Za-z]+/g, '[^/]+').replace('*', '.*')}$`)
}
