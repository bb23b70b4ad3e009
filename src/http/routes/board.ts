/** The queues as a page: Bull Board, read only, for admins. */

import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { FastifyAdapter } from '@bull-board/fastify'
import type { Deps } from '../../deps.js'
import type { QueueInspector } from '../../queue/inspector.js'
import { requireAllSites, requireRole } from '../access.js'
import type { GuardDeps } from '../authenticate.js'
import { sendProblem } from '../problem.js'
import type { RateLimits } from '../rate-limits.js'
import type { Routes } from '../typebox.js'

const PREFIX = '/queues'
// The board's page sets itself up with an inline script and loads its own files; nothing from elsewhere.
const BOARD_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'"

export const boardRoutes: Routes<{
  deps: GuardDeps & Pick<Deps, 'log'>
  limits: RateLimits
  inspector: QueueInspector
}> = async (app, { deps, limits, inspector }) => {
  const adapter = new FastifyAdapter()
  adapter.setBasePath(PREFIX)
  createBullBoard({
    // Jobs are run again through the admin API, which says who did it.
    queues: inspector.queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Causerie' } },
  })
  // The board's own handler answers with the error's message; thrown on, it becomes a problem like any other.
  adapter.setErrorHandler((error) => {
    throw error
  })

  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, access: 'operations', cache: 'private' }
  })
  app.addHook('onRequest', async (request, reply) => {
    try {
      requireAllSites(await requireRole(deps, limits, request, reply, 'admin'), 'see the queues')
    } catch (error) {
      // Answered here: the board's plugin has an error handler of its own, which would make it a 500.
      // A browser then asks for a name and a password: the key.
      reply.header('www-authenticate', 'Basic realm="Causerie", charset="UTF-8"')
      return sendProblem(deps.log, error, request, reply)
    }
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    reply.header('content-security-policy', BOARD_POLICY)
    return payload
  })
  await app.register(adapter.registerPlugin() as never, { prefix: PREFIX } as never)
}
