/** The admin API: one limit for all of it, and every answer private. */

import type { Deps } from '../../../deps.js'
import type { QueueInspector } from '../../../queue/inspector.js'
import type { RateLimits } from '../../rate-limits.js'
import type { Routes } from '../../typebox.js'
import { apiKeyRoutes } from './api-keys.js'
import { appealRoutes } from './appeals.js'
import { auditRoutes } from './audit.js'
import { authorRoutes } from './authors.js'
import { backtestRoutes } from './backtests.js'
import { banRoutes } from './bans.js'
import { batchRoutes } from './batches.js'
import { claimRoutes } from './claims.js'
import { moderationRoutes } from './comments.js'
import { decisionRoutes } from './decisions.js'
import { factorRoutes } from './factors.js'
import { invitationRoutes } from './invitation.js'
import { invitationListRoutes } from './invitations.js'
import { modelRoutes } from './model.js'
import { moderatorRoutes } from './moderators.js'
import { noteRoutes } from './notes.js'
import { passkeyRoutes } from './passkeys.js'
import { queueRoutes } from './queues.js'
import { raidRoutes } from './raids.js'
import { replayRoutes } from './replay.js'
import { replyRoutes } from './replies.js'
import { reportRoutes } from './reports.js'
import { savedReplyRoutes } from './saved-replies.js'
import { sessionRoutes } from './session.js'
import { sessionListRoutes } from './sessions.js'
import { siteRoutes } from './sites.js'
import { statsRoutes } from './stats.js'

export const adminRoutes: Routes<{ deps: Deps; limits: RateLimits; inspector: QueueInspector }> = async (
  app,
  { deps, limits, inspector },
) => {
  app.addHook('onRequest', async (request, reply) => {
    await limits.count('admin', request, reply)
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    reply.header('cache-control', 'private, no-store')
    return payload
  })
  await app.register(sessionRoutes, { deps, limits })
  await app.register(invitationRoutes, { deps, limits })
  await app.register(passkeyRoutes, { deps })
  await app.register(factorRoutes, { deps })
  await app.register(moderationRoutes, { deps })
  await app.register(claimRoutes, { deps })
  await app.register(decisionRoutes, { deps })
  await app.register(batchRoutes, { deps })
  await app.register(siteRoutes, { deps })
  await app.register(modelRoutes, { deps })
  await app.register(backtestRoutes, { deps })
  await app.register(replayRoutes, { deps })
  await app.register(raidRoutes, { deps })
  await app.register(appealRoutes, { deps })
  await app.register(reportRoutes, { deps })
  await app.register(moderatorRoutes, { deps })
  await app.register(invitationListRoutes, { deps })
  await app.register(sessionListRoutes, { deps })
  await app.register(authorRoutes, { deps })
  await app.register(banRoutes, { deps })
  await app.register(noteRoutes, { deps })
  await app.register(replyRoutes, { deps })
  await app.register(savedReplyRoutes, { deps })
  await app.register(apiKeyRoutes, { deps })
  await app.register(statsRoutes, { deps })
  await app.register(auditRoutes, { deps })
  await app.register(queueRoutes, { deps, inspector })
}
